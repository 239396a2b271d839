import { isOwn } from './find-shown';
import { flatChildren } from './flat-children';

/** What is written in these is not what somebody said. */
const SILENT = new Set(['button', 'noscript', 'script', 'select', 'style', 'svg', 'template', 'textarea']);

/** What keeps its text on the line of its neighbours; all else begins a line of its own. */
const INLINE = new Set(
  'a abbr b bdi bdo cite code data del dfn em font i ins kbd label mark q s samp slot small span strong sub sup time u var wbr'.split(
    ' ',
  ),
);

/**
 * Reads the text of an element as a reader sees it: shadow roots included, blocks on lines of their own, runs of white
 * space as one space; without buttons, scripts and this package's labels.
 */
export function readText(element: Element): string {
  return readRaw(element)
    .split('\n')
    .map((line) => line.trim().replace(/\s+/g, ' '))
    .filter((line) => line !== '')
    .join('\n');
}

function readRaw(node: Node): string {
  if (node instanceof Text) return node.data.replace(/\s+/g, ' ');
  if (!(node instanceof Element)) return '';
  const name = node.nodeName.toLowerCase();
  if (SILENT.has(name) || isOwn(node)) return '';
  const text = flatChildren(node).map(readRaw).join('');
  return INLINE.has(name) ? text : `\n${text}\n`;
}
