/** Reads how many WASM threads the page's address asks for (`?threads=2`, `?threads=auto`); 1 without it. */
export function wantedThreads(search: string): number | 'auto' {
  const wanted = new URLSearchParams(search).get('threads') ?? '1';
  return wanted === 'auto' ? wanted : Number(wanted);
}
