import type { Notebook } from '../run/create-notebook';
import type { PageContender } from '../run/page-contender';
import type { PageServer } from '../run/serve-pages';

/**
 * Loads a page in a profile that has never seen it, and once more: the time to the first label, the memory after it.
 * Gives the paths that were fetched until the first label.
 */
export async function measureLoading(
  { id, profile, url }: PageContender,
  server: PageServer,
  { note }: Notebook,
): Promise<string[]> {
  const from = server.served.length;
  await profile.open(url);
  const fetched = server.served.slice(from).filter(({ status }) => status === 200);
  const fresh = await profile.page.evaluate(() => window.bench.first);
  note('first-fresh', id, fresh.provisionalMs ?? fresh.firstMs);
  const bytes = await profile.memoryBytes();
  if (bytes !== undefined) note('memory-loaded', id, bytes);

  const again = server.served.length;
  await profile.open(url);
  const warm = await profile.page.evaluate(() => window.bench.first);
  note('first-warm', id, warm.provisionalMs ?? warm.firstMs);
  note('refetched', id, server.served.slice(again).filter(({ status }) => status === 200).length);
  if (fresh.provisionalMs !== undefined) {
    note('final-fresh', id, fresh.firstMs);
    note('final-warm', id, warm.firstMs);
  }
  return [...new Set(fetched.map(({ path }) => path))];
}
