import './page.css';
import 'deep-chat';
import { defineFlowLabels } from 'flow-labels/element';

const ANSWERS = [
  'I cannot browse the internet, so I am not able to open the current list for you.',
  'Saturn is heavy, so it pulls in rocks that fly past. Some of them break apart, and every piece becomes a small moon.',
  'Glad I could help! Let me know if there is anything else I can do for you.',
];

const chat = document.querySelector('deep-chat');
let turn = 0;

chat.history = [
  { role: 'user', text: 'Which planet has the most moons?' },
  { role: 'ai', text: 'Jupiter has the most moons, with 95 confirmed so far.' },
  { role: 'user', text: 'Are you sure? I always thought it was Saturn.' },
  { role: 'ai', text: 'I apologize, I made a mistake. Saturn is ahead of Jupiter, with 274 confirmed moons.' },
];

// In place of a server: the answer comes word by word.
chat.connect = {
  stream: true,
  async handler(_, signals) {
    const answer = ANSWERS[turn % ANSWERS.length];
    turn += 1;
    signals.onOpen();
    for (const word of answer.split(/(?<= )/)) {
      await signals.onResponse({ text: word });
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
    signals.onClose();
  },
};

chat.style.cssText = 'width: 100%; height: 36rem; border: 0; border-radius: 1rem;';
chat.textInput = { placeholder: { text: 'Ask about planets' } };
chat.messageStyles = { default: { shared: { outerContainer: { marginBottom: '10px' }, bubble: { maxWidth: '75%' } } } };

defineFlowLabels();
