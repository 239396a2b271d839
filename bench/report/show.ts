import { median } from './median';
import type { Unit } from './rows';

/** A number with three digits that count, never as a power of ten. */
export function showNumber(value: number): string {
  const rounded = Number(value.toPrecision(3));
  return Math.abs(rounded) >= 1000 ? rounded.toLocaleString('en') : String(rounded);
}

/** The middle of the rounds' values with its unit. */
export function showValues(values: readonly number[], unit: Unit): string {
  const middle = median(values);
  switch (unit) {
    case 'ms':
      return `${showNumber(middle)} ms`;
    case 'a second':
      return `${showNumber(middle)} / s`;
    case 'MB':
      return showMegabytes(middle);
    case 'task':
      return middle === 0 ? 'none over 50 ms' : `${showNumber(middle)} ms`;
  }
}

/** A share in per cent. */
export function showShare(share: number): string {
  return (100 * share).toFixed(1);
}

/** Bytes as millions of them. */
export function showMegabytes(bytes: number): string {
  return `${showNumber(bytes / 1e6)} MB`;
}
