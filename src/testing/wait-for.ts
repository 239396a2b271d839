import { orAborted } from '../or-aborted';

/** Waits, by a timer only where there is something to wait for; rejects with a signal's reason once one is aborted. */
export async function waitFor(ms: number, ...signals: (AbortSignal | undefined)[]): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const waited =
    ms > 0
      ? new Promise<void>((resolve) => {
          timer = setTimeout(resolve, ms);
        })
      : Promise.resolve();
  try {
    await orAborted(waited, ...signals);
  } finally {
    clearTimeout(timer);
  }
}
