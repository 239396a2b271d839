/** Settles as `work` does, or rejects with a signal's reason as soon as one of the signals is aborted. */
export function orAborted<T>(work: Promise<T>, ...signals: (AbortSignal | undefined)[]): Promise<T> {
  const present = signals.filter((signal) => signal !== undefined);
  return new Promise((resolve, reject) => {
    // Signals outlive calls by far: what listens to them must go with the call.
    const leave = () => {
      for (const signal of present) signal.removeEventListener('abort', abort);
    };
    const abort = () => {
      leave();
      reject(present.find((signal) => signal.aborted)?.reason);
    };
    for (const signal of present) signal.addEventListener('abort', abort);
    if (present.some((signal) => signal.aborted)) abort();
    work.then(resolve, reject).finally(leave);
  });
}
