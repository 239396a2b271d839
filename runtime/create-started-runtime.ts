import { blankUnreadTexts } from './blank-unread-texts';
import { keepStarted } from './keep-started';
import { startRuntime } from './start-runtime';

/**
 * Makes a runtime that has started when it is instantiated, with the needed operators alone. It can be made once a
 * process.
 * @throws RuntimeFailedError
 */
export async function createStartedRuntime(
  whole: Uint8Array,
  isNeeded: (operator: string) => boolean,
): Promise<Uint8Array> {
  // The start copies what describes operators; no function is left out, and so nothing else goes.
  const undescribed = blankUnreadTexts(whole, () => true);
  return keepStarted(whole, await startRuntime(undescribed, isNeeded));
}
