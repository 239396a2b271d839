/** Tells the bench, which waits for `window.bench`, that it waits in vain. */
export function failBench(error: unknown): void {
  Object.assign(window, { benchFailure: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}
