import { LENGTHS } from '../measures/measure-lengths';

/** How a value is written. */
export type Unit = 'ms' | 'a second' | 'MB' | 'task';

/** One measure as the table shows it. */
export interface Row {
  measure: string;
  title: string;
  unit: Unit;
  better: 'less' | 'more';
  /** Our measure that the peers' is set against; the same one without it. */
  against?: string;
}

const lengthRows: Row[] = LENGTHS.flatMap(({ tokens }) =>
  ['p50', 'p95'].map(
    (share): Row => ({
      measure: `message-${tokens}-${share}`,
      title: `one message of ${tokens} tokens, ${share}`,
      unit: 'ms',
      better: 'less',
    }),
  ),
);

/** The measures that compare contenders, in the order of the table. */
export const ROWS: readonly Row[] = [
  { measure: 'first-fresh', title: 'first label, fresh profile', unit: 'ms', better: 'less' },
  { measure: 'first-warm', title: 'first label, second visit', unit: 'ms', better: 'less' },
  ...lengthRows,
  { measure: 'repeated-p50', title: 'a message that came before, p50', unit: 'ms', better: 'less' },
  { measure: 'log-single', title: 'the whole log, one by one', unit: 'a second', better: 'more' },
  {
    measure: 'log-lists',
    title: 'the whole log, in lists of 16',
    unit: 'a second',
    better: 'more',
    against: 'log-single',
  },
  {
    measure: 'log-padded',
    title: 'padded to 256 tokens (a sample)',
    unit: 'a second',
    better: 'more',
    against: 'log-single',
  },
  { measure: 'memory-loaded', title: 'memory after the first label', unit: 'MB', better: 'less' },
  { measure: 'memory-log', title: 'memory after the log', unit: 'MB', better: 'less' },
  { measure: 'longest-task', title: 'longest task of the main thread', unit: 'task', better: 'less' },
];
