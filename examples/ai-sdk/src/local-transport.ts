import type { ChatTransport, UIMessage, UIMessageChunk } from 'ai';

const ANSWERS = [
  'Jupiter has the most moons, with 95 confirmed so far.',
  'I apologize, I made a mistake. Saturn is ahead of Jupiter, with 274 confirmed moons.',
  'I cannot browse the internet, so I am not able to open the current list for you.',
  'Saturn is heavy, so it pulls in rocks that fly past. Some of them break apart, and every piece becomes a small moon.',
  'Glad I could help! Let me know if there is anything else I can do for you.',
];

/** Stands in for your server: streams an answer to the last question word by word, without a request. */
export const localTransport: ChatTransport<UIMessage> = {
  async sendMessages({ messages, abortSignal }) {
    const turn = messages.filter(({ role }) => role === 'user').length - 1;
    const chunks = chunksOf(ANSWERS[turn % ANSWERS.length], abortSignal);
    return new ReadableStream({
      async pull(controller) {
        const { value, done } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
    });
  },
  reconnectToStream: async () => null,
};

async function* chunksOf(answer: string, abortSignal?: AbortSignal): AsyncGenerator<UIMessageChunk> {
  yield { type: 'start' };
  yield { type: 'text-start', id: 'text' };
  for (const delta of answer.split(/(?<= )/)) {
    await new Promise((resolve) => setTimeout(resolve, 80));
    abortSignal?.throwIfAborted();
    yield { type: 'text-delta', id: 'text', delta };
  }
  yield { type: 'text-end', id: 'text' };
  yield { type: 'finish' };
}
