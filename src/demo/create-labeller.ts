import type { Answer, ClassifierDescription, Classifiers } from '../index';
import { classifierNames } from './classifier-names';
import type { MessageRole } from './message-role';

/** What one message was labelled with. */
export interface Labelling {
  /** Best first; empty when nothing is sure enough. */
  answers: Answer[];
  /** From the call to its answer, as the page saw it. */
  elapsedMs: number;
  /** False for a first guess, which the real model's answer is to replace. */
  isFinal: boolean;
}

/** Labels messages and names their labels. */
export interface Labeller {
  readonly descriptions: Readonly<Record<MessageRole, ClassifierDescription>>;
  /** Gives the final label; `onGuess` hears of a first guess before it, where there is one. */
  label(role: MessageRole, text: string, onGuess: (guess: Labelling) => void): Promise<Labelling>;
  /** Gives what is known without the real model: a first guess, or the final label where that is sure. */
  guess(role: MessageRole, text: string): Promise<Labelling>;
  /** The few best labels, whatever their scores. */
  findRunnersUp(role: MessageRole, text: string): Promise<Answer[]>;
  /** A label's name for people, or its id where it has none. */
  titleOf(role: MessageRole, label: string): string;
}

/** Creates a labeller from connected classifiers; reads the labels' titles, not the model. */
export async function createLabeller(classifiers: Classifiers): Promise<Labeller> {
  const [user, agent] = await Promise.all([
    classifiers.describe(classifierNames.user),
    classifiers.describe(classifierNames.agent),
  ]);
  const descriptions = { user, agent };

  async function classify(role: MessageRole, text: string, onGuess: (guess: Labelling) => void, signal?: AbortSignal) {
    const startedAt = performance.now();
    const labelling = (isFinal: boolean) => (answers: Answer[]) => {
      return { answers, elapsedMs: performance.now() - startedAt, isFinal };
    };
    const onProvisional = (answers: Answer[]) => onGuess(labelling(false)(answers));
    return labelling(true)(await classifiers.classify(classifierNames[role], text, { onProvisional, signal }));
  }

  return {
    descriptions,
    label: classify,
    guess(role, text) {
      const found = new AbortController();
      return new Promise((resolve, reject) => {
        const onGuess = (guess: Labelling) => {
          resolve(guess);
          // The real model is not ready yet; it is asked when it is.
          found.abort();
        };
        classify(role, text, onGuess, found.signal).then(resolve, reject);
      });
    },
    findRunnersUp: (role, text) => classifiers.classify(classifierNames[role], text, { threshold: 0, top: 4 }),
    titleOf: (role, label) => descriptions[role].titles[label] ?? label,
  };
}
