import type { Answer, ClassifierDescription, Classifiers } from '../index';
import { classifierNames } from './classifier-names';
import type { MessageRole } from './message-role';

/** What one message was labelled with. */
export interface Labelling {
  /** Best first; empty when nothing is sure enough. */
  answers: Answer[];
  /** From the call to its answer, as the page saw it. */
  elapsedMs: number;
}

/** Labels messages and names their labels. */
export interface Labeller {
  readonly descriptions: Readonly<Record<MessageRole, ClassifierDescription>>;
  label(role: MessageRole, text: string): Promise<Labelling>;
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
  return {
    descriptions,
    async label(role, text) {
      const startedAt = performance.now();
      const answers = await classifiers.classify(classifierNames[role], text);
      return { answers, elapsedMs: performance.now() - startedAt };
    },
    findRunnersUp: (role, text) => classifiers.classify(classifierNames[role], text, { threshold: 0, top: 4 }),
    titleOf: (role, label) => descriptions[role].titles[label] ?? label,
  };
}
