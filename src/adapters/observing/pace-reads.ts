import { createPace } from '../../live/create-pace';

/** Reads something that may change all the time. */
export interface PacedReads {
  /** Reads now, or as soon as enough time has passed since the last time. */
  soon(): void;
  /** Reads now. */
  now(): void;
  stop(): void;
}

/** A chat that changes all the time is read no more often than this. */
const READ_EVERY_MS = 100;

/** Lets a chat be read at every change, but not more than ten times a second. */
export function paceReads(read: () => void): PacedReads {
  const pace = createPace(READ_EVERY_MS);
  let stopped = false;
  return {
    soon() {
      if (!stopped) pace.next(read);
    },
    now() {
      if (stopped) return;
      pace.drop();
      read();
    },
    stop() {
      stopped = true;
      pace.drop();
    },
  };
}
