import type { Queue, Ticket } from '../inference/queue';
import { shareRuns } from '../inference/share-runs';
import type { ScikitGraph, ScikitInput } from './load-scikit-graph';

/** A scikit-learn graph behind the queue. */
export interface QueuedGraph {
  /**
   * The first row [L] of `predict_proba`. A text is computed once for all who ask; of a vector it is the encoder that
   * takes the time, and its vectors are shared already.
   * @throws ModelRunError, RuntimeFailedError, DeadlinePassed, or the signal's reason
   */
  run(ticket: Ticket, input: ScikitInput): Promise<Float32Array>;
}

/** Puts the graph at an address behind the queue. */
export function queueGraph(queue: Queue, address: string, graph: ScikitGraph): QueuedGraph {
  const runText = shareRuns(queue, address, (text) => graph.run(text));
  return {
    run: (ticket, input) =>
      typeof input === 'string' ? runText(ticket, input) : queue.run(ticket, () => graph.run(input)),
  };
}
