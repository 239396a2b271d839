import type { ChatTransport, UIMessage, UIMessageChunk } from 'ai';

const GAP_MS = 40;

/** A server's side of an AI SDK chat that streams these answers, one a question, word by word. */
export function streamAnswers(answers: readonly string[]): ChatTransport<UIMessage> {
  const waiting = [...answers];
  return {
    async sendMessages({ abortSignal }) {
      const words = (waiting.shift() ?? '').split(/(?<= )/);
      const chunks: UIMessageChunk[] = [
        { type: 'start' },
        { type: 'text-start', id: 'text' },
        ...words.map((delta): UIMessageChunk => ({ type: 'text-delta', id: 'text', delta })),
        { type: 'text-end', id: 'text' },
        { type: 'finish' },
      ];
      return new ReadableStream({
        async pull(controller) {
          await new Promise((resolve) => setTimeout(resolve, GAP_MS));
          const chunk = chunks.shift();
          if (abortSignal?.aborted) controller.error(abortSignal.reason);
          else if (chunk) controller.enqueue(chunk);
          else controller.close();
        },
      });
    },
    reconnectToStream: async () => null,
  };
}
