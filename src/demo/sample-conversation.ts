import type { MessageRole } from './message-role';

/** A short conversation that shows labels of both sides, and messages that need none. */
export const sampleConversation: readonly { role: MessageRole; text: string }[] = [
  { role: 'user', text: 'Which planet has the most moons?' },
  { role: 'agent', text: 'Jupiter has the most moons, with 95 confirmed so far.' },
  { role: 'user', text: 'Are you sure? I always thought it was Saturn.' },
  {
    role: 'agent',
    text: 'I apologize, I made a mistake. Saturn is ahead of Jupiter, with 274 confirmed moons.',
  },
  { role: 'user', text: 'Where does that number come from? Please give me a source.' },
  {
    role: 'agent',
    text: 'I cannot browse the internet, so I am not able to open the current list for you.',
  },
  { role: 'user', text: 'Fair enough. And all those moons, can you explain that in simpler words?' },
  {
    role: 'agent',
    text: 'Saturn is heavy, so it pulls in rocks that fly past. Some of them break apart, and every piece becomes a small moon.',
  },
  { role: 'user', text: 'That is all for today, goodbye!' },
  { role: 'agent', text: 'Glad I could help! Let me know if there is anything else I can do for you.' },
];
