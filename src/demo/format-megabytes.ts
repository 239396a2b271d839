/** Writes a byte count in whole megabytes. */
export function formatMegabytes(sizeBytes: number): string {
  return `${Math.round(sizeBytes / 1e6)} MB`;
}
