import type { ContenderId } from './contender-id';

/** What was measured: by measure, by contender, one value a round. */
export type Values = Record<string, Partial<Record<ContenderId, number[]>>>;

/** Takes down values as they are measured. */
export interface Notebook {
  values: Values;
  note(measure: string, contender: ContenderId, value: number): void;
}

/** Creates an empty notebook. */
export function createNotebook(): Notebook {
  const values: Values = {};
  return {
    values,
    note(measure, contender, value) {
      values[measure] ??= {};
      const rounds = values[measure];
      rounds[contender] = [...(rounds[contender] ?? []), Number(value.toPrecision(5))];
    },
  };
}
