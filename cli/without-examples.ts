import { entriesOnTheWay } from '../src/contract/entries-on-the-way';
import { parseRegistry } from '../src/contract/parse-registry';

/** What is left of a registry without its scikit-learn classifiers and the entries that lead to them. */
export interface LeanRegistry {
  json: string;
  /** The model folders of its entries. */
  folders: string[];
}

/** Takes the example classifiers out of the text of the package's registry. */
export function withoutExamples(json: string): LeanRegistry {
  const { entries } = parseRegistry([{ url: 'classifiers.json', json }]);
  const isExample = (name: string) =>
    [...entriesOnTheWay(name, entries)].some((reached) => entries.get(reached)?.entry.type === 'scikit');
  const left = Object.entries(JSON.parse(json)).filter(([name]) => !isExample(name));
  const folders = [...entries.values()].flatMap(({ entry }) =>
    entry.type === 'onnx' || entry.type === 'ngram' ? entry.path : [],
  );
  return { json: `${JSON.stringify(Object.fromEntries(left), null, 2)}\n`, folders: [...new Set(folders)] };
}
