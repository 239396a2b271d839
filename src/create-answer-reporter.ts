import type { AnswerReference, AnswerSignal, AnswerSinkOptions } from './answer-signal';
import type { Answer } from './contract/answer';
import type { ClassifierInput } from './contract/classifier-input';
import { textOf } from './contract/text-of';

/** Tells of the inputs of one run; `answers` stand in their order. */
interface Report {
  answered(answers: readonly Answer[][]): void;
  failed(error: unknown): void;
}

/** Starts to time one run. */
export type StartReport = (
  classifier: string,
  inputs: readonly ClassifierInput[],
  references: readonly (AnswerReference | undefined)[],
) => Report;

const UNHEARD: Report = { answered() {}, failed() {} };

/** Creates what tells `onAnswer` of answers, out of the way of whoever waits for them. */
export function createAnswerReporter({ onAnswer, includeText }: AnswerSinkOptions): StartReport {
  if (!onAnswer) return () => UNHEARD;
  return (classifier, inputs, references) => {
    const startedAt = performance.now();
    const tell = (outcomeOf: (at: number) => Pick<AnswerSignal, 'answers' | 'error'>) => {
      const elapsedMs = performance.now() - startedAt;
      const answeredAt = Date.now();
      inputs.forEach((input, at) => {
        const reference = references[at];
        const signal: AnswerSignal = {
          classifier,
          ...outcomeOf(at),
          elapsedMs,
          answeredAt,
          ...(reference && { reference }),
          ...(includeText === true && { text: textOf(input) }),
        };
        // What a callback throws belongs to the page.
        queueMicrotask(() => onAnswer(signal));
      });
    };
    return {
      answered: (answers) => tell((at) => ({ answers: answers[at] ?? [] })),
      failed: (error) => tell(() => ({ answers: [], error: error instanceof Error ? error.name : 'Error' })),
    };
  };
}
