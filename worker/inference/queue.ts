import type { Call } from '../classifier';
import { DeadlinePassed } from '../deadline-passed';

type Ticket = Pick<Call, 'lane' | 'deadline' | 'signal'>;
type Waiting = { ticket: Ticket; start: () => Promise<void>; drop: (reason: unknown) => void };

/** Runs one job at a time; `run` settles as its job does, or rejects when the job is dropped. */
export interface Queue {
  run<T>(ticket: Ticket, job: () => Promise<T>): Promise<T>;
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

  return {
    run: (ticket, job) =>
      new Promise((resolve, reject) => {
        const start = async () => {
          try {
            resolve(await job());
          } catch (error) {
            reject(error);
          }
        };
        lanes[ticket.lane].push({ ticket, start, drop: reject });
        if (!busy) workOff();
      }),
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
