/** One label a classifier gives an input. */
export interface Answer {
  /** The label's id, spelled as its model or registry spells it. */
  answer: string;
  /** How sure the classifier is, from 0 to 1; 0 from a `skip` entry. */
  score: number;
  /** True for the label that stands for "none of the others": a chat shows nothing for it. */
  other: boolean;
  /** True where a later answer may replace it: it is that of a cascade's first classifier. Absent elsewhere. */
  provisional?: true;
}
