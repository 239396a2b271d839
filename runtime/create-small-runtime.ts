import { blankUnreadTexts } from './blank-unread-texts';
import { dropFunctions } from './drop-functions';
import { shareDroppedEntries } from './share-dropped-entries';

/** Makes the small build of a runtime: without the functions that are not kept, and what they alone need. */
export function createSmallRuntime(whole: Uint8Array, isKept: (at: number) => boolean): Uint8Array {
  return shareDroppedEntries(dropFunctions(blankUnreadTexts(whole, isKept), isKept), isKept);
}
