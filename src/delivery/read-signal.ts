import type { AnswerReference, AnswerSignal } from '../answer-signal';
import type { ExporterOptions } from './exporter-options';

/** What a signal says in short. */
export interface SignalReading {
  /** The classifier's name there. */
  name: string;
  /** The best answer, the other label included; undefined where there is nothing to say. */
  label: string | undefined;
  /** The best answer's score, from 0 to 1; undefined without an answer. */
  score: number | undefined;
  isProvisional: boolean;
  reference: AnswerReference;
  /** Undefined unless asked for. */
  text: string | undefined;
}

/** Reads a signal as an exporter's options say. */
export function readSignal(signal: AnswerSignal, options: ExporterOptions): SignalReading {
  const { names = {}, reference = {}, noLabel, includeText } = options;
  const [best] = signal.answers;
  return {
    name: names[signal.classifier] ?? signal.classifier,
    label: best?.answer ?? (signal.error === undefined ? noLabel : undefined),
    score: best?.score,
    isProvisional: best?.provisional === true,
    reference: { ...reference, ...signal.reference },
    text: includeText === true ? signal.text : undefined,
  };
}
