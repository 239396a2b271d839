import recorded from './small-runtime-graphs.json';

const GRAPHS: readonly string[] = recorded;

/**
 * Which build of ONNX Runtime serves: the `small` one has only the functions that the graphs recorded with it use
 * (runtime/record-functions.ts), the `whole` one is as published.
 */
export type RuntimeSize = 'small' | 'whole';

/** The smallest build that serves graphs of these hashes; `undefined` is a graph of which nothing is known. */
export function runtimeSize(hashes: readonly (string | undefined)[]): RuntimeSize {
  return hashes.every((hash) => hash !== undefined && GRAPHS.includes(hash)) ? 'small' : 'whole';
}
