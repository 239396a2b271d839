import { readFile, writeFile } from 'node:fs/promises';
import { folders } from '../run/folders';
import { say } from '../run/say';
import { drawChart } from './draw-chart';
import { renderMain } from './render-main';
import { renderThreads } from './render-threads';
import type { Results } from './results';

const START = '<!-- results: written by npm run bench -->';
const END = '<!-- end of results -->';

/** Writes what was found into the results and the page of documentation; a trial's beside what is built. */
export async function writeResults(found: Results, trial: boolean): Promise<void> {
  const path = trial ? `${folders.built}trial.json` : folders.results;
  const before: Results = trial ? {} : JSON.parse(await readFile(path, 'utf8').catch(() => '{}'));
  const results: Results = { ...before, ...found };
  await writeFile(path, `${JSON.stringify(results, null, 1)}\n`);
  const markdown = [results.main && renderMain(results.main), results.threads && renderThreads(results.threads)];
  const text = markdown.filter(Boolean).join('\n');
  process.stdout.write(text);
  if (results.main) await writeFile(trial ? `${folders.built}trial.svg` : folders.chart, drawChart(results.main));
  if (!trial) {
    const page = await readFile(folders.page, 'utf8');
    const [start, end] = [page.indexOf(START), page.indexOf(END)];
    if (start < 0 || end < start) throw new Error(`${folders.page} has lost its markers ${START} and ${END}`);
    await writeFile(folders.page, `${page.slice(0, start + START.length)}\n\n${text}\n${page.slice(end)}`);
  }
  say(`results are in ${path}`);
}
