import figures from '../../docs/evaluation/figures.json' with { type: 'json' };
import type { ContenderId } from '../run/contender-id';
import { markdownTable } from './markdown-table';
import { median } from './median';
import { quantile } from './quantile';
import type { MainResults } from './results';
import { showNumber, showShare, showValues } from './show';

/** What has no counterpart in the peers: live messages beside a log, and the cascade. */
export function renderOwn({ live, values }: MainResults): string {
  const times = (samples: number[]) => [
    String(samples.length),
    ...[0.5, 0.95, 0.99, 1].map((share) => `${showNumber(quantile(samples, share))} ms`),
  ];
  const rows = [
    ['a live message, nothing else running', ...times(live.idle)],
    ['a live message while the log runs, its texts of up to 64 tokens', ...times(live.live)],
    ['a live message while its longer texts run', ...times(live.besideLong)],
    ['an `external` of 0.2 s while the log runs', ...times(live.external)],
  ];
  return [
    '### A live message beside a log',
    '',
    markdownTable(['', 'calls', 'p50', 'p95', 'p99', 'slowest'], rows),
    `Of the ${live.external.length} calls of the \`external\` ${live.late} were too late and answered \`[]\`.`,
    '',
    ...renderCascade(values),
  ].join('\n');
}

const quality = figures.cascades.user_flow_fast;

function renderCascade(values: MainResults['values']): string[] {
  const found = (measure: string, id: ContenderId = 'cascade') => values[measure]?.[id];
  const [fresh, warm, final, log, alone, share] = [
    found('first-fresh'),
    found('first-warm'),
    found('final-fresh'),
    found('log-single'),
    found('log-single', 'ours'),
    found('first-share'),
  ];
  if (!fresh || !warm || !log || !alone || !share) return [];
  return [
    '### The cascade',
    '',
    `Its first label, a provisional one, is there after ${showValues(fresh, 'ms')} in a fresh profile and after ` +
      `${showValues(warm, 'ms')} on a second visit` +
      `${final ? `; the final one after ${showValues(final, 'ms')}` : ''}. It works off the log ` +
      `at ${showNumber(median(log))} messages a second, against ${showNumber(median(alone))} without it; its first classifier answers ` +
      `${(100 * median(share)).toFixed(0)} % of them by itself.`,
    '',
    `On the frozen test split its labels have a macro-F1 of ${showShare(quality.macroF1)}, those of \`userflow\` alone ` +
      `${showShare(quality.macroF1OfThen)}; there its first classifier answers ${showShare(quality.firstShare)} %.`,
    '',
  ];
}
