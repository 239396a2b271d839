import { type ContenderId, PAGES } from './contender-id';
import { openProfile } from './open-profile';
import { type PageContender, pageContender } from './page-contender';
import { CASCADE, type CascadeEntry } from './read-cascade';
import type { PageServer } from './serve-pages';

/** Every page's contender, each in a browser and a profile of its own; ours comes twice where there is a cascade. */
export async function openPages(
  browser: string,
  server: PageServer,
  cascade: CascadeEntry | undefined,
  threads: string,
): Promise<PageContender[]> {
  const addresses: [ContenderId, string][] = PAGES.map((id) => [id, `${id}/?threads=${threads}`]);
  if (cascade) addresses.push(['cascade', `ours/?threads=${threads}&entry=${CASCADE}&provisional`]);
  const opened: PageContender[] = [];
  for (const [id, path] of addresses) opened.push(pageContender(id, await openProfile(browser), server.url + path));
  return opened;
}
