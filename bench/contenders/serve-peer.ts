import { expose } from 'comlink';
import type { PeerPipeline } from './peer-pipeline';
import type { PeerWorker } from './peer-worker';

const LONGEST = { padding: 'max_length', max_length: 256, truncation: true };

/** Serves a peer's pipeline, which `load` creates, to its page. */
export function servePeer(load: (threads: number | 'auto') => Promise<PeerPipeline>): void {
  let pipeline: PeerPipeline;
  const worker: PeerWorker = {
    async load(threads) {
      pipeline = await load(threads);
    },
    classify: (texts) => pipeline(texts),
    async classifyPadded(text) {
      const { logits } = await pipeline.model(pipeline.tokenizer(text, LONGEST));
      const values = Array.from(logits.data);
      const highest = Math.max(...values);
      const sum = values.reduce((total, value) => total + Math.exp(value - highest), 0);
      const label = pipeline.model.config.id2label[values.indexOf(highest)];
      if (label === undefined) throw new Error(`the configuration has no label ${values.indexOf(highest)}`);
      return { label, score: 1 / sum };
    },
  };
  expose(worker);
}
