/** `all` above the threshold, the `best` alone, or the `first` by index (the published server's reading). */
export type Choice = 'all' | 'best' | 'first';

/** How the logits of a model folder's output become answers. */
interface ModelEntry {
  /** Model folder, resolved against the registry's address. */
  path: string;
  /** Graph output to read; may be absent where the model has one labelled output only. */
  output?: string | undefined;
  /** How logits become scores: `softmax` over all labels, or a `sigmoid` each. */
  scores: 'softmax' | 'sigmoid';
  /** Which labels are answers. */
  choice: Choice;
  /** From 0 to 1. */
  threshold: number;
  /** The label that means "none of the others". */
  other: string;
}

/** An encoder with a classification head, run by ONNX Runtime. */
export interface OnnxEntry extends ModelEntry {
  type: 'onnx';
}

/** A hashed n-gram classifier, which needs no runtime and answers before one has loaded. */
export interface NgramEntry extends ModelEntry {
  type: 'ngram';
}

/** A scikit-learn classifier, exported to one ONNX file. */
export interface ScikitEntry {
  type: 'scikit';
  /** Address of the file, resolved against the folder of models. */
  path: string;
  /** The classes, in the order of `predict_proba`. */
  intents: readonly string[];
  /** From 0 to 1, inclusive. */
  threshold: number;
  /** What the graph reads: the text, or the lemmas of its tokens but punctuation, joined by spaces. */
  input: 'text' | 'lemmas';
  /** Lower-cases what the graph reads. */
  lowercase: boolean;
  /** Name of the encoder whose vector the graph reads instead. */
  vectorizer?: string | undefined;
  /** What the file must hash to, in hexadecimal. */
  sha256?: string | undefined;
}

/** Another entry under a time limit. */
export interface ExternalEntry {
  type: 'external';
  classifier: string;
  /** Milliseconds from the call until the answer is late; the registry file has seconds. */
  timeoutMs: number;
  /** `first`: late is what a cascade's first classifier has answered, and the final answer follows; else `[]`. */
  late?: 'first' | undefined;
}

/** One entry's answer where it is sure enough, another's where it is not. */
export interface CascadeEntry {
  type: 'cascade';
  first: string;
  then: string;
  /** The best score of `first`, before any threshold, from which on its answer stands; 0 to 1. */
  confidence: number;
}

/** A stand-in that answers its own list, and reads nothing. */
export interface SkipEntry {
  type: 'skip';
  intents: readonly string[];
}

/** One parsed entry of a `classifiers.json`, defaults filled in. */
export type RegistryEntry = OnnxEntry | NgramEntry | ScikitEntry | ExternalEntry | CascadeEntry | SkipEntry;
