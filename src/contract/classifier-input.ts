/** One preprocessed word, as the registry's origin passes it; fields besides these two are kept. */
export interface Token {
  text: string;
  lemma: string;
  [field: string]: unknown;
}

/** What is classified: a text, or the list of its preprocessed tokens. */
export type ClassifierInput = string | readonly Token[];
