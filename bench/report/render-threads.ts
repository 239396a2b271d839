import { PAGES } from '../run/contender-id';
import { compare } from './compare';
import { CONTENDER_NAMES } from './contender-names';
import { markdownTable } from './markdown-table';
import { renderFacts } from './render-facts';
import type { ThreadResults } from './results';
import { ROWS } from './rows';
import { showValues } from './show';
import { showRatio } from './show-ratio';

/** The comparison of numbers of threads as Markdown. */
export function renderThreads(results: ThreadResults): string {
  const head = ['threads', '', ...PAGES.map((id) => CONTENDER_NAMES[id])];
  const rows = ROWS.flatMap((row) =>
    Object.entries(results.byThreads).flatMap(([threads, values]) => {
      if (!values[row.measure]) return [];
      const cells = PAGES.map((id) => {
        const ratio = id === 'ours' ? undefined : compare(values, row, id);
        return [showValues(values[row.measure]?.[id] ?? [], row.unit), ratio && showRatio(ratio)]
          .filter(Boolean)
          .join('<br>');
      });
      return [[threads, row.title, ...cells]];
    }),
  );
  return ['### Threads', '', renderFacts(results), markdownTable(head, rows)].join('\n');
}
