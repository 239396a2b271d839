import { fileURLToPath } from 'node:url';

const bench = new URL('../', import.meta.url);

/** Where the bench reads and writes; each ends with a slash or names a file. */
export const folders = {
  project: fileURLToPath(new URL('../', bench)),
  /** The model that all contenders run. */
  model: fileURLToPath(new URL('../public/models/flow/', bench)),
  /** What is made here and can be made again. */
  built: fileURLToPath(new URL('dist/', bench)),
  log: fileURLToPath(new URL('log.jsonl', bench)),
  logSum: fileURLToPath(new URL('log.sha256', bench)),
  results: fileURLToPath(new URL('results.json', bench)),
  page: fileURLToPath(new URL('../docs/performance.md', bench)),
  chart: fileURLToPath(new URL('../docs/performance.svg', bench)),
} as const;
