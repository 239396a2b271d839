import type { RunFacts } from '../report/results';
import type { CascadeEntry } from './read-cascade';
import type { ShippedModel } from './read-model';
import type { PageServer } from './serve-pages';

/** What a run of the bench works with. */
export interface Bench {
  browser: string;
  server: PageServer;
  /** The folder that is served. */
  site: string;
  model: ShippedModel;
  texts: string[];
  cascade: CascadeEntry | undefined;
  rounds: number;
  /** A trial is short, and its numbers are not kept. */
  trial: boolean;
  /** How much of each measure's texts is taken: less than 1 in a trial. */
  share: number;
  facts: Pick<RunFacts, 'takenAt' | 'rounds' | 'log'>;
}
