/** Decides how many WASM threads run: more than one needs a cross-origin isolated page. */
export function threadCount(wanted: number | 'auto', isolated: boolean, cores: number): number {
  if (!isolated) return 1;
  // More than four threads gain nothing on texts of a chat's length.
  return wanted === 'auto' ? Math.max(1, Math.min(4, cores)) : wanted;
}
