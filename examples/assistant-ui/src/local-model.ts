import type { ChatModelAdapter } from '@assistant-ui/react';

const ANSWERS = [
  'Jupiter has the most moons, with 95 confirmed so far.',
  'I apologize, I made a mistake. Saturn is ahead of Jupiter, with 274 confirmed moons.',
  'I cannot browse the internet, so I am not able to open the current list for you.',
  'Saturn is heavy, so it pulls in rocks that fly past. Some of them break apart, and every piece becomes a small moon.',
  'Glad I could help! Let me know if there is anything else I can do for you.',
];

/** Stands in for your model: answers the last question word by word, without a request. */
export const localModel: ChatModelAdapter = {
  async *run({ messages, abortSignal }) {
    const turn = messages.filter(({ role }) => role === 'user').length - 1;
    let text = '';
    for (const word of ANSWERS[turn % ANSWERS.length].split(/(?<= )/)) {
      await new Promise((resolve) => setTimeout(resolve, 80));
      if (abortSignal.aborted) return;
      text += word;
      yield { content: [{ type: 'text', text }] };
    }
  },
};
