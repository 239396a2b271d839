import type { Queue, Ticket } from './queue';

// A busy chat's day; of a label output's rows some 100 kB, of a sentence vector's under 1 MB.
const RECENT_TEXTS = 500;
// Beyond the longest input of any model here; so what is kept has a bound in bytes, too.
const LONGEST_KEPT = 10_000;

/** Gives the row of one text: from memory, from the run of another request, or from a run of its own. */
export type SharedRun<Row> = (ticket: Ticket, text: string) => Promise<Row>;

/**
 * Puts runs of single texts behind the queue, and computes each text once: requests that wait for the same text are
 * served together, each in its own lane and with its own abort, and the last 500 rows are kept, the least recently
 * asked for going first. `name` tells what is run from all else in the queue.
 */
export function shareRuns<Row extends object>(
  queue: Queue,
  name: string,
  run: (text: string) => Promise<Row>,
): SharedRun<Row> {
  // A Map keeps the order in which its keys were set.
  const recent = new Map<string, Row>();

  function keep(text: string, row: Row): Row {
    if (text.length > LONGEST_KEPT) return row;
    recent.delete(text);
    recent.set(text, row);
    for (const oldest of recent.keys()) {
      if (recent.size <= RECENT_TEXTS) break;
      recent.delete(oldest);
    }
    return row;
  }

  return async (ticket, text) => {
    const known = recent.get(text);
    if (known) return keep(text, known);
    return queue.run(ticket, async () => keep(text, await run(text)), `${name} ${text}`);
  };
}
