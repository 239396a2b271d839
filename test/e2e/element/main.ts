import { defineFlowLabels } from '../../../src/element/index';

// Ten messages of a chat as a page may write them; "?messages=0" starts without.
const messages: [role: 'user' | 'agent', text: string][] = [
  ['user', 'Which planet has the most moons?'],
  ['agent', 'Jupiter has the most moons, with 95 confirmed so far.'],
  ['user', 'Are you sure? I always thought it was Saturn.'],
  ['agent', 'I apologize, I made a mistake. Saturn is ahead of Jupiter, with 274 confirmed moons.'],
  ['user', 'Where does that number come from? Please give me a source.'],
  ['agent', 'I cannot browse the internet, so I am not able to open the current list for you.'],
  ['user', 'Fair enough. And all those moons, can you explain that in simpler words?'],
  [
    'agent',
    'Saturn is heavy, so it pulls in rocks that fly past. Some of them break apart, and every piece becomes a small moon.',
  ],
  ['user', 'That is all for today, goodbye!'],
  ['agent', 'Glad I could help! Let me know if there is anything else I can do for you.'],
];

const parameters = new URLSearchParams(location.search);
document.documentElement.dir = parameters.get('dir') ?? 'ltr';
for (const [role, text] of messages.slice(0, Number(parameters.get('messages') ?? messages.length))) say(role, text);

declare global {
  interface Window {
    say: typeof say;
    defineFlowLabels: typeof defineFlowLabels;
  }
}
Object.assign(window, { say, defineFlowLabels });
if (!parameters.has('undefined')) defineFlowLabels();

function say(role: 'user' | 'agent', text: string): HTMLElement {
  const message = document.createElement('div');
  message.className = `message ${role}`;
  const body = document.createElement('div');
  body.className = 'text';
  body.dir = 'auto';
  body.textContent = text;
  message.append(body);
  document.querySelector('#chat')?.append(message);
  return message;
}
