import type { Classifiers } from './classifiers';
import { type ConnectOptions, connectClassifiers } from './connect-classifiers';
import type { LoadProgress } from './contract/load-progress';
import { orAborted } from './or-aborted';
import { parseConnectOptions } from './parse-connect-options';

/** One user's share in classifiers that others on the page may use too. */
export interface SharedClassifiers {
  /**
   * The connected classifiers, the same for all who share them: release them instead of disposing of them.
   * It rejects as `connectClassifiers` does, and then the next share tries again.
   */
  classifiers: Promise<Classifiers>;
  /** Gives the share back, once; a moment after the last one, the worker is ended. */
  release(): void;
}

interface Connection {
  key: string;
  options: ConnectOptions;
  classifiers: Promise<Classifiers>;
  listeners: Set<(progress: LoadProgress) => void>;
  users: number;
  idle: ReturnType<typeof setTimeout> | undefined;
  end(): void;
}

// Long enough for an element that moves and a component that mounts again; no load of the past is worth more.
const GRACE_MS = 1000;

const connections = new Set<Connection>();

/**
 * Connects to a registry, or joins those on the page who use the same registry, threads and the like, and the same
 * functions `createWorker` and `onAnswer`.
 * @throws InvalidInputError when an option is not what it may be
 */
export function shareClassifiers(options: ConnectOptions): SharedClassifiers {
  const { onProgress, createWorker, signal, ...shared } = parseConnectOptions(options);
  // Who hears the texts of one user's messages must not hear those of others.
  const key = JSON.stringify({ ...shared, includeText: options.includeText === true });
  const connection = findConnection(key, options) ?? startConnection(key, options);
  const { listeners } = connection;
  listeners.add(onProgress);
  connection.users += 1;
  clearTimeout(connection.idle);

  let isReleased = false;
  function release(): void {
    if (isReleased) return;
    isReleased = true;
    listeners.delete(onProgress);
    connection.users -= 1;
    if (connection.users === 0) connection.idle = setTimeout(connection.end, GRACE_MS);
  }

  const classifiers = orAborted(connection.classifiers, signal);
  // Who has released no longer waits for it, so nobody may be there to hear that it failed.
  classifiers.catch(release);
  return { classifiers, release };
}

function findConnection(key: string, { createWorker, onAnswer }: ConnectOptions): Connection | undefined {
  return [...connections].find(
    ({ key: known, options }) =>
      known === key && options.createWorker === createWorker && options.onAnswer === onAnswer,
  );
}

function startConnection(key: string, options: ConnectOptions): Connection {
  const listeners: Connection['listeners'] = new Set();
  const ending = new AbortController();
  const classifiers = connectClassifiers({
    ...options,
    onProgress: (progress) => {
      for (const listener of listeners) listener(progress);
    },
    // One user's signal ends that user's waiting, not that of the others.
    signal: ending.signal,
  });
  const connection: Connection = {
    key,
    options,
    classifiers,
    listeners,
    users: 0,
    idle: undefined,
    end() {
      connections.delete(connection);
      ending.abort();
      classifiers.then((connected) => connected.dispose()).catch(() => {});
    },
  };
  connections.add(connection);
  classifiers.catch(() => connections.delete(connection));
  return connection;
}
