import type { AnswerSignal } from '../../../../src/index';

/** A text that must not be found where nobody asked for it. */
export const SECRET = 'my card is 4000 1234';

const base = { classifier: 'user_flow_fast', elapsedMs: 12.5, answeredAt: Date.UTC(2026, 10, 22, 14, 0, 0, 250) };
const reference = {
  messageId: 'm1',
  sessionId: 's1',
  traceId: '0af7651916cd43dd8448eb211c80319c',
  spanId: 'b7ad6b7169203331',
};

/** Signals of all kinds, each with a text, as they come where `includeText` asks for them. */
export const signals = {
  labelled: {
    ...base,
    answers: [
      { answer: 'user_goodbye', score: 0.97, other: false },
      { answer: 'OTHER', score: 0.02, other: true },
    ],
    reference,
    text: SECRET,
  },
  provisional: {
    ...base,
    answers: [{ answer: 'asks_source', score: 0.6, other: false, provisional: true }],
    reference,
    text: SECRET,
  },
  unrelated: { ...base, answers: [{ answer: 'user_goodbye', score: 0.97, other: false }], text: SECRET },
  unsure: { ...base, answers: [], reference, text: SECRET },
  failed: { ...base, answers: [], reference, error: 'ModelFetchError', text: SECRET },
} satisfies Record<string, AnswerSignal>;
