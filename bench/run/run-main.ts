import { measureFirstShare } from '../measures/measure-first-share';
import { measureLengths } from '../measures/measure-lengths';
import { measureLive, noLiveSamples } from '../measures/measure-live';
import { measureLoading } from '../measures/measure-loading';
import { measureLog } from '../measures/measure-log';
import { measureRepeated } from '../measures/measure-repeated';
import type { MainResults } from '../report/results';
import type { Bench } from './bench';
import { checkLabels } from './check-labels';
import type { ContenderId } from './contender-id';
import { createNotebook } from './create-notebook';
import { createTextMaker } from './create-text-maker';
import { nativeContender } from './native-contender';
import { openPages } from './open-pages';
import { rotate } from './rotate';
import { say } from './say';
import { splitLog } from './split-log';
import { weighFiles } from './weigh-files';

// Longer than a model reads: all must cut it at the same place.
const LONG_TEXTS = [300, 400, 500];

/** Compares all contenders on one thread, round by round, each measure with everybody before the next. */
export async function runMain(bench: Bench): Promise<Omit<MainResults, 'machine' | 'versions'>> {
  const { browser, server, site, model, texts, cascade, rounds, share, trial } = bench;
  const native = await nativeContender(model);
  const make = createTextMaker(texts, model.tokenizerJson);
  const parts = splitLog(texts, model.tokenizerJson);
  const notebook = createNotebook();
  const live = noLiveSamples();
  const fetched = new Map<ContenderId, string[]>();

  say('checking that all give the same labels …');
  const checked = await openPages(browser, server, undefined, '1');
  for (const { profile, url } of checked) await profile.open(url);
  const labels = await checkLabels([...checked, native], [...texts, ...LONG_TEXTS.map(make)]);
  for (const { profile } of checked) await profile.close();

  for (let round = 0; round < rounds; round += 1) {
    say(`round ${round + 1} of ${rounds}: loading …`);
    const pages = await openPages(browser, server, cascade, '1');
    for (const page of rotate(pages, round)) fetched.set(page.id, await measureLoading(page, server, notebook));
    say(`round ${round + 1} of ${rounds}: one message …`);
    await measureLengths([...pages, native], make, share, notebook);
    await measureRepeated([...pages, native], make, notebook);
    say(`round ${round + 1} of ${rounds}: the whole log …`);
    await measureLog(pages, native, texts, round, notebook);
    say(`round ${round + 1} of ${rounds}: live messages …`);
    const ours = pages.find(({ id }) => id === 'ours');
    if (ours) await measureLive(ours, make, parts, share, live);
    const fast = pages.find(({ id }) => id === 'cascade');
    if (fast && cascade) await measureFirstShare(fast, cascade, texts, notebook);
    for (const { profile } of pages) await profile.close();
  }

  say('weighing the files …');
  const weigh = (id: ContenderId) => weighFiles(site, fetched.get(id) ?? [], trial);
  const bytes = {
    ours: await weigh('ours'),
    transformers: await weigh('transformers'),
    xenova: await weigh('xenova'),
    cascade: cascade && (await weigh('cascade')),
  };
  return { ...bench.facts, labels, bytes, values: notebook.values, live };
}
