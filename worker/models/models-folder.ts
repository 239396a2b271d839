/**
 * Where the models of a registry file lie: in its own folder, or in `classifiers_data` beside a folder called
 * `classifiers`, as SmartApp Framework has it.
 */
export function modelsFolder(registryFile: string): string {
  return /\/classifiers\/[^/]*$/.test(registryFile) ? new URL('../classifiers_data/', registryFile).href : registryFile;
}
