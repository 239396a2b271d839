/** Writes a place in a JSON file as a JSON path: `$.userflow.threshold`, `$["my flow"]`. */
export function jsonPath(keys: readonly string[]): string {
  return `$${keys.map((key) => (/^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`)).join('')}`;
}
