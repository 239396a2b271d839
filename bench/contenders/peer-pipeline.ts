import type { Labelled } from './bench-page';

/** The part of a peer's `text-classification` pipeline that is measured. */
export interface PeerPipeline {
  (texts: string[]): Promise<Labelled[]>;
  tokenizer(text: string, options: object): object;
  model: {
    (inputs: object): Promise<{ logits: { data: Float32Array } }>;
    config: { id2label: Record<number, string> };
  };
}
