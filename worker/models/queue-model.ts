import type { Queue, Ticket } from '../inference/queue';
import { type SharedRun, shareRuns } from '../inference/share-runs';
import type { Model } from './model';

type Row = ArrayLike<number>;

/** A model behind the queue. */
export interface QueuedModel {
  /**
   * Gives the logits [B, L] of texts [B]. A text alone is computed once for all who ask; a batch is computed as it
   * is, for its answers depend on what is in it.
   * @throws ModelRunError, RuntimeFailedError, DeadlinePassed, or the signal's reason
   */
  run(ticket: Ticket, texts: readonly string[], output: string): Promise<Row[]>;
}

/** Puts the model of a folder behind the queue. */
export function queueModel(queue: Queue, folder: string, model: Model): QueuedModel {
  const shared = new Map<string, SharedRun<Row>>();
  const sharedOf = (output: string) => {
    const run = async (text: string) => (await model.run([text], output))[0] ?? [];
    const known = shared.get(output) ?? shareRuns(queue, JSON.stringify([folder, output]), run);
    shared.set(output, known);
    return known;
  };
  return {
    async run(ticket, texts, output) {
      const [text = '', ...others] = texts;
      if (others.length > 0) return queue.run(ticket, () => model.run(texts, output));
      return [await sharedOf(output)(ticket, text)];
    },
  };
}
