import type { ContenderId } from './contender-id';
import type { Profile } from './open-profile';
import type { TimedContender } from './timed-contender';

/** A contender's page in its own browser. */
export interface PageContender extends TimedContender {
  profile: Profile;
  url: string;
}

/** Gives a profile's page the calls that are timed; the clock is the page's own. */
export function pageContender(id: ContenderId, profile: Profile, url: string): PageContender {
  const { page } = profile;
  return {
    id,
    profile,
    url,
    timeOne: (text) => page.evaluate((given) => window.bench.timeOne(given), text),
    timeAll: (texts, manner) =>
      page.evaluate(([given, how]) => window.bench.timeAll(given, how), [texts, manner] as const),
  };
}
