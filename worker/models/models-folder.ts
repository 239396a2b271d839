/**
 * Where the models of a registry file lie: in its own folder, or in `classifiers_data` beside a folder called
 * `classifiers`, as SmartApp Framework has it; under `references/classifiers/` at any depth.
 */
export function modelsFolder(registryFile: string): string {
  const original = /^(.*\/references\/)classifiers\/|^(.*\/)classifiers\/[^/]*$/.exec(registryFile);
  return original ? `${original[1] ?? original[2]}classifiers_data/` : registryFile;
}
