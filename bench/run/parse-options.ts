import { Command, InvalidArgumentError } from 'commander';

/** How the bench is run. */
export interface BenchOptions {
  rounds: number;
  /** A trial: one round over the first 100 messages, written beside the results instead of into them. */
  quick: boolean;
  /** Measures one, two and the machine's own number of threads instead of the whole. */
  threads: boolean;
}

/** Reads the command line. */
export function parseOptions(): BenchOptions {
  const options = new Command('npm run bench --')
    .description('Measures flow-labels beside its peers in Chromium, and native ONNX Runtime.')
    .option('--rounds <count>', 'how often everything is measured', wholeNumber, 5)
    .option('--quick', 'a trial of one round over 100 messages; the results stay as they are', false)
    .option('--threads', 'measures 1, 2 and auto threads on an isolated page instead', false)
    .parse()
    .opts<BenchOptions>();
  return options.quick ? { ...options, rounds: 1 } : options;
}

function wholeNumber(value: string): number {
  const count = Number(value);
  if (Number.isInteger(count) && count > 0) return count;
  throw new InvalidArgumentError('it must be a whole number from 1.');
}
