import { answerEntry, type Entries, type EntryCall } from './answer-entry';
import type { Answer } from './contract/answer';
import type { Verdict } from './contract/verdict';

/** Who hears of a call's answers besides its promise. */
export interface AnswerListeners {
  /** Called at most once, before the promise settles. */
  onProvisional?: ((answers: Answer[][]) => void) | undefined;
  /** Called at most once, after a promise that has resolved with provisional answers. */
  onFinal?: ((answers: Answer[][]) => void) | undefined;
}

/**
 * Answers one call: resolves with the final answers of each input, or at a limit with `"late": "first"` with the
 * provisional ones, `[]` where even those are not there.
 */
export function answerCall(
  name: string,
  question: Pick<EntryCall, 'inputs' | 'calledAt'>,
  entries: Entries,
  { onProvisional, onFinal }: AnswerListeners,
): Promise<Answer[][]> {
  return new Promise((resolve, reject) => {
    let provisional: Answer[][] = question.inputs.map(() => []);
    let isTold = false;
    let isSettled = false;
    const settle = (answers: Answer[][]) => {
      isSettled = true;
      resolve(answers);
    };
    const call: EntryCall = {
      ...question,
      deadline: Number.POSITIVE_INFINITY,
      wantsFinal: onFinal !== undefined,
      onProvisional(verdicts) {
        provisional = answersOf(verdicts);
        if (isTold || isSettled) return;
        isTold = true;
        onProvisional?.(provisional);
      },
      onLate: () => settle(provisional),
    };
    answerEntry(name, call, entries).then((verdicts) => {
      if (isSettled) onFinal?.(answersOf(verdicts));
      else settle(answersOf(verdicts));
    }, reject);
  });
}

function answersOf(verdicts: readonly Verdict[]): Answer[][] {
  return verdicts.map(({ answers }) => answers);
}
