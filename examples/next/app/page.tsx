import { Chat, type Message } from './chat';

const EARLIER: readonly Message[] = [
  { id: 'earlier-1', role: 'user', text: 'Which planet has the most moons?' },
  { id: 'earlier-2', role: 'agent', text: 'Jupiter has the most moons, with 95 confirmed so far.' },
  { id: 'earlier-3', role: 'user', text: 'Are you sure? I always thought it was Saturn.' },
  {
    id: 'earlier-4',
    role: 'agent',
    text: 'I apologize, I made a mistake. Saturn is ahead of Jupiter, with 274 confirmed moons.',
  },
];

// The server renders this: the earlier messages are in the page before any script runs.
export default function Page() {
  return (
    <main>
      <h1>A chat with flow labels</h1>
      <Chat earlier={EARLIER} />
    </main>
  );
}
