/** Tells the person who waits, on standard error, what is being done. */
export function say(text: string): void {
  process.stderr.write(`flow-labels: ${text}\n`);
}
