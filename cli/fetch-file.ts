import { openAsBlob } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Fetch } from '../worker/assets/fetch-ok';

/** Fetches as the page does, and reads `file:` addresses too, which Node's own `fetch` does not. */
export const fetchFile: Fetch = async (url, init) => {
  if (!url.startsWith('file:')) return fetch(url, init);
  try {
    return new Response((await openAsBlob(fileURLToPath(url))).stream());
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Response(null, { status: 404 });
    throw error;
  }
};
