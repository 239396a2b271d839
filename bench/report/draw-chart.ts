import { compare } from './compare';
import { CONTENDER_NAMES } from './contender-names';
import type { MainResults } from './results';
import { ROWS } from './rows';
import { showNumber } from './show';

const SHOWN = [
  'first-fresh',
  'first-warm',
  'message-16-p50',
  'message-64-p50',
  'message-256-p50',
  'log-single',
  'log-lists',
  'log-padded',
  'memory-log',
];
const PEERS = ['transformers', 'xenova'] as const;

const WIDTH = 800;
const LEFT = 290;
const RIGHT = 70;
const BAR = 14;
const GROUP = 44;
const TOP = 56;
const LEGEND = 260;

/** Draws how many times better we are than each peer, with the spread over the rounds, as an SVG. */
export function drawChart({ values }: MainResults): string {
  const groups = ROWS.filter(({ measure }) => SHOWN.includes(measure)).map((row) => ({
    title: row.title,
    ratios: PEERS.map((peer) => ({ peer, ratio: compare(values, row, peer) })),
  }));
  const most = Math.max(2, ...groups.flatMap(({ ratios }) => ratios.map(({ ratio }) => ratio?.most ?? 0)));
  // Ratios: as far to the right for twice as good as to the left for half.
  const least = Math.min(0.5, ...groups.flatMap(({ ratios }) => ratios.map(({ ratio }) => ratio?.least ?? 1)));
  const x = (ratio: number) => LEFT + ((WIDTH - LEFT - RIGHT) * Math.log(ratio / least)) / Math.log(most / least);
  const height = TOP + GROUP * groups.length + 16;
  const bars = groups.flatMap(({ title, ratios }, at) => {
    const y = TOP + at * GROUP;
    const drawn = ratios.flatMap(({ peer, ratio }, place) => {
      if (!ratio) return [];
      const top = y + place * (BAR + 2);
      const middle = top + BAR / 2;
      const [from, to] = [Math.min(x(1), x(ratio.median)), Math.max(x(1), x(ratio.median))];
      return [
        `<rect class="${peer}" x="${from.toFixed(1)}" y="${top}" width="${(to - from).toFixed(1)}" height="${BAR}"/>`,
        `<path class="spread" d="M${x(ratio.least).toFixed(1)} ${middle}H${x(ratio.most).toFixed(1)}"/>`,
        `<text x="${(Math.max(x(ratio.most), x(1)) + 6).toFixed(1)}" y="${middle + 4}">${showNumber(ratio.median)} ×</text>`,
      ];
    });
    return [`<text class="title" x="${LEFT - 12}" y="${y + BAR + 5}">${title}</text>`, ...drawn];
  });
  const legend = PEERS.map(
    (peer, at) =>
      `<rect class="${peer}" x="${LEFT + at * LEGEND}" y="12" width="${BAR}" height="${BAR}"/>` +
      `<text x="${LEFT + at * LEGEND + BAR + 6}" y="24">than ${CONTENDER_NAMES[peer]}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">`,
    '<title>How many times better flow-labels is than its peers; the line shows the spread over the rounds</title>',
    '<style>',
    'text{font:13px system-ui,sans-serif;fill:#24292f}.title{text-anchor:end}.transformers{fill:#2f6fde}.xenova{fill:#d9822b}',
    '.spread,.one{stroke:#24292f;stroke-width:1.5;fill:none}.one{stroke-dasharray:3 3}',
    '@media(prefers-color-scheme:dark){text{fill:#e6edf3}.spread,.one{stroke:#e6edf3}}',
    '</style>',
    ...legend,
    `<path class="one" d="M${x(1).toFixed(1)} ${TOP - 14}V${height - 8}"/>`,
    ...bars,
    '</svg>',
    '',
  ].join('\n');
}
