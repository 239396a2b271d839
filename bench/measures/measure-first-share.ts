import type { Notebook } from '../run/create-notebook';
import type { PageContender } from '../run/page-contender';
import type { CascadeEntry } from '../run/read-cascade';

/** Finds the share of the log that a cascade's first classifier answers by itself. */
export async function measureFirstShare(
  { id, profile }: PageContender,
  { first, confidence }: CascadeEntry,
  texts: string[],
  { note }: Notebook,
): Promise<void> {
  const given = [texts, first, confidence] as const;
  const sure = await profile.page.evaluate(([log, name, least]) => window.bench.countFirst(log, name, least), given);
  note('first-share', id, sure / texts.length);
}
