import type { AnswerReference } from '../answer-signal';

/** How signals are shaped, whoever they are for. */
export interface ExporterOptions {
  /** What a classifier is called there, by its name here: `{ user_flow_fast: 'user_flow' }`. Its own name without it. */
  names?: Readonly<Record<string, string>>;
  /** What all answers belong to; a call's own `reference` goes before it. */
  reference?: AnswerReference;
  /** The label that stands for "nothing sure enough"; without it nothing is sent then. */
  noLabel?: string;
  /** Sends the text too, where the signal has it: `connectClassifiers` is to be asked for it by the same name. */
  includeText?: boolean;
}
