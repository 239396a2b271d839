import type { Call } from '../classifier';
import { DeadlinePassed } from '../deadline-passed';

/** In which lane a job waits, and when nobody waits for it any more. */
export type Ticket = Pick<Call, 'lane' | 'deadline' | 'signal'>;

type Waiting = {
  ticket: Ticket;
  key: string | undefined;
  start: () => Promise<void>;
  serve: (result: unknown) => void;
  drop: (reason: unknown) => void;
};

/** Runs one job at a time; `run` settles as its job does, or rejects when the job is dropped. */
export interface Queue {
  /** Jobs of one key have one result: the first that has run serves all that wait; one that fails, fails alone. */
  run<T>(ticket: Ticket, job: () => Promise<T>, key?: string): Promise<T>;
}

/**
 * Creates the queue before the model: live jobs go before log jobs, and an aborted or expired job is dropped
 * before it starts. Between two jobs the worker hears its messages.
 */
export function createQueue(): Queue {
  const lanes: Record<Call['lane'], Waiting[]> = { live: [], log: [] };
  let busy = false;

  async function workOff() {
    busy = true;
    for (let next = takeNext(); next; next = takeNext()) {
      const { ticket, start, drop } = next;
      if (ticket.signal.aborted) drop(ticket.signal.reason);
      else if (Date.now() > ticket.deadline) drop(new DeadlinePassed('dropped before it started'));
      else {
        await start();
        await nextTask();
      }
    }
    busy = false;
  }

  const takeNext = () => lanes.live.shift() ?? lanes.log.shift();

  function serveAll(key: string, result: unknown) {
    for (const lane of ['live', 'log'] as const) {
      for (const waiting of lanes[lane]) if (waiting.key === key) waiting.serve(result);
      lanes[lane] = lanes[lane].filter((waiting) => waiting.key !== key);
    }
  }

  return {
    run<T>(ticket: Ticket, job: () => Promise<T>, key?: string) {
      return new Promise<T>((resolve, reject) => {
        const start = async () => {
          try {
            const result = await job();
            resolve(result);
            if (key !== undefined) serveAll(key, result);
          } catch (error) {
            reject(error);
          }
        };
        const serve = (result: unknown) => resolve(result as T);
        lanes[ticket.lane].push({ ticket, key, start, serve, drop: reject });
        if (!busy) workOff();
      });
    },
  };
}

// A promise alone never lets a message in, and a timer waits 4 ms from its fifth turn on.
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
