// The chat as the site has it; it knows nothing of labels.
const EXCHANGES = [
  ['Which planet has the most moons?', 'Jupiter has the most moons, with 95 confirmed so far.'],
  [
    'Are you sure? I always thought it was Saturn.',
    'I apologize, I made a mistake. Saturn is ahead of Jupiter, with 274 confirmed moons.',
  ],
  [
    'Where does that number come from? Please give me a source.',
    'I cannot browse the internet, so I am not able to open the current list for you.',
  ],
  [
    'Fair enough. And all those moons, can you explain that in simpler words?',
    'Saturn is heavy, so it pulls in rocks that fly past. Some of them break apart, and every piece becomes a small moon.',
  ],
  ['That is all for today, goodbye!', 'Glad I could help! Let me know if there is anything else I can do for you.'],
];

const chat = document.querySelector('#chat');
const form = document.querySelector('form');
let turn = 0;

function show(role, text) {
  const bubble = document.createElement('div');
  bubble.className = 'text';
  bubble.textContent = text;
  const message = document.createElement('div');
  message.className = `message ${role}`;
  message.append(bubble);
  chat.append(message);
  chat.scrollTop = chat.scrollHeight;
}

function suggest() {
  form.text.value = EXCHANGES[turn % EXCHANGES.length][0];
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const [, answer] = EXCHANGES[turn % EXCHANGES.length];
  turn += 1;
  show('user', form.text.value);
  suggest();
  setTimeout(() => show('agent', answer), 400);
});
suggest();
