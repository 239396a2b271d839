import { RuntimeFailedError } from '../../src/contract/errors';
import type { ExternalEntry } from '../../src/contract/registry-entry';
import type { Classifier } from '../classifier';

/**
 * Creates the classifier of an `external` entry: another one under a time limit that runs from the call. Late is
 * late: answers and errors that come after it are `[]`. It cancels no load and stops no run.
 */
export function createExternal(entry: ExternalEntry, target: Classifier): Classifier {
  return {
    async classify(inputs, call) {
      const deadline = Math.min(call.deadline, call.calledAt + entry.timeoutMs);
      const isLate = () => Date.now() > deadline;
      try {
        const answers = await target.classify(inputs, { ...call, deadline });
        return isLate() ? inputs.map(() => []) : answers;
      } catch (error) {
        // The page must hear of a broken runtime, late or not: it alone can start another.
        if (isLate() && !(error instanceof RuntimeFailedError)) return inputs.map(() => []);
        throw error;
      }
    },
    warmUp: () => target.warmUp(),
    describe: () => target.describe(),
  };
}
