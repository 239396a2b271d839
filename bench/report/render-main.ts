import figures from '../../docs/evaluation/figures.json' with { type: 'json' };
import { type ContenderId, PAGES } from '../run/contender-id';
import type { PageWeight, Weight } from '../run/weigh-files';
import unprunedModel from '../unpruned-model.json' with { type: 'json' };
import { compare } from './compare';
import { CONTENDER_NAMES } from './contender-names';
import { markdownTable } from './markdown-table';
import { renderFacts } from './render-facts';
import { renderOwn } from './render-own';
import type { MainResults } from './results';
import { ROWS, type Row } from './rows';
import { showMegabytes, showShare, showValues } from './show';
import { showRatio } from './show-ratio';
import { withUnprunedModel } from './with-unpruned-model';

/** The comparison as Markdown: each cell has the median over the rounds, and how many times better we are. */
export function renderMain(results: MainResults): string {
  const order: ContenderId[] = ['ours', 'cascade', 'transformers', 'xenova', 'native'];
  const shown = order.filter((id) => ROWS.some(({ measure }) => results.values[measure]?.[id]));
  const head = ['', ...shown.map((id) => CONTENDER_NAMES[id])];
  const rows = ROWS.map((row) => [row.title, ...shown.map((id) => cell(results, row, id))]);
  return [
    renderFacts(results),
    '![How many times better flow-labels is than its peers](performance.svg)',
    '',
    markdownTable(head, rows),
    renderLabels(results),
    '### What is fetched until the first label',
    '',
    renderBytes(results),
    renderOwn(results),
  ].join('\n');
}

function cell({ values }: MainResults, row: Row, id: ContenderId): string {
  const own = id === 'ours' ? (row.against ?? row.measure) : row.measure;
  const found = values[own]?.[id];
  if (!found) return '';
  const ratio = id === 'ours' || id === 'cascade' ? undefined : compare(values, row, id);
  return [showValues(found, row.unit), ratio && showRatio(ratio)].filter(Boolean).join('<br>');
}

function renderLabels({ labels, values }: MainResults): string {
  const { texts, differences } = labels;
  const others = (['transformers', 'xenova', 'native'] as const).map((id) => {
    const count = differences.filter(({ contender }) => contender === id).length;
    return `${CONTENDER_NAMES[id]} ${count}`;
  });
  const changed = (id: 'transformers' | 'xenova') => {
    const share = values['changed-lists']?.[id]?.[0] ?? Number.NaN;
    return `${CONTENDER_NAMES[id]} ${showShare(share)} %`;
  };
  return [
    `Labels that differ from ours among ${texts.toLocaleString('en')} texts, one at a time: ${others.join(', ')}.`,
    `In lists of 16 a peer gives another label than alone: ${changed('transformers')}, ${changed('xenova')} of the messages.`,
    '',
  ].join('\n');
}

function renderBytes({ bytes, values }: MainResults): string {
  const row = (name: string, count: number, { raw, gzip, brotli }: Weight, refetched: string) => [
    name,
    String(count),
    ...[raw, gzip, brotli].map(showMegabytes),
    refetched,
  ];
  const weighed = ([...PAGES, 'cascade'] as const).flatMap((id) => (bytes[id] ? [{ id, weight: bytes[id] }] : []));
  const rows = weighed.map(({ id, weight }) => {
    const refetched = String(Math.max(...(values.refetched?.[id] ?? [Number.NaN])));
    return row(CONTENDER_NAMES[id], weight.files.length, weight, refetched);
  });
  const unpruned = PAGES.filter((id) => id !== 'ours').map((id) =>
    row(`${CONTENDER_NAMES[id]}, model as exported`, bytes[id].files.length, withUnprunedModel(bytes[id]), ''),
  );
  return [
    markdownTable(['', 'files', 'raw', 'gzip', 'brotli', 'sent again on the second visit'], [...rows, ...unpruned]),
    'A peer would ship the model as it was exported, with all its word pieces; those rows are computed from its files. ' +
      `The macro-F1 of its labels on the frozen test split (user / agent): ${showQuality(figures.models.flow)} as shipped, ` +
      `${showShare(unprunedModel.macroF1.user)} / ${showShare(unprunedModel.macroF1.agent)} as exported.`,
    '',
    renderRuntime(bytes.ours),
    '',
  ].join('\n');
}

function showQuality({ user, agent }: Record<'user' | 'agent', { all: { macroF1: number } }>): string {
  return `${showShare(user.all.macroF1)} / ${showShare(agent.all.macroF1)}`;
}

function renderRuntime({ files }: PageWeight): string {
  const relaxed = files.some(({ path }) => path.includes('small-runtime-relaxed'));
  return relaxed
    ? 'This processor and this browser have a dot product of bytes, and flow-labels uses it; without one its runtime ' +
        'multiplies as the published one does ([why](decisions/0014-a-product-of-our-own.md)).'
    : 'This processor or this browser lacks a dot product of bytes: flow-labels multiplies as the published runtime does.';
}
