/** An encoder with a classification head, in a model folder. */
export interface OnnxEntry {
  type: 'onnx';
  /** Model folder, resolved against the registry's address. */
  path: string;
  /** Graph output to read; may be absent where the model has one labelled output only. */
  output?: string | undefined;
  /** How logits become scores: `softmax` over all labels, or a `sigmoid` each. */
  scores: 'softmax' | 'sigmoid';
  /** `all` above the threshold, the `best` alone, or the `first` by index (the published server's reading). */
  choice: 'all' | 'best' | 'first';
  /** From 0 to 1. */
  threshold: number;
  /** The label that means "none of the others". */
  other: string;
}

/** Another entry under a time limit. */
export interface ExternalEntry {
  type: 'external';
  classifier: string;
  /** Milliseconds from the call until the answer is `[]`; the registry file has seconds. */
  timeoutMs: number;
}

/** A stand-in that answers its own list, and reads nothing. */
export interface SkipEntry {
  type: 'skip';
  intents: readonly string[];
}

/** One parsed entry of a `classifiers.json`, defaults filled in. */
export type RegistryEntry = OnnxEntry | ExternalEntry | SkipEntry;
