import { ModelManifestError } from '../../src/contract/errors';
import type { Manifest } from '../assets/manifest';

/**
 * The labelled output of a model that an entry reads: the one it names, or the only one.
 * @throws ModelManifestError that names those it could be
 */
export function labelledOutput(entry: { path: string; output?: string | undefined }, manifest: Manifest) {
  const labelled = Object.entries(manifest.outputs).flatMap(([output, { labels, titles }]) =>
    labels ? [{ output, labels, titles }] : [],
  );
  const only = entry.output === undefined && labelled.length === 1 ? labelled[0] : undefined;
  const found = only ?? labelled.find(({ output }) => output === entry.output);
  if (found) return found;
  throw new ModelManifestError(
    `"output" is ${JSON.stringify(entry.output) ?? 'missing'}; ` +
      `the model in ${entry.path} has ${labelled.map(({ output }) => output).join(', ')}`,
  );
}
