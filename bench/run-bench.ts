import { findBrowser } from '../scripts/find-browser.mjs';
import type { Results } from './report/results';
import { writeResults } from './report/write-results';
import type { Bench } from './run/bench';
import { buildPages } from './run/build-pages';
import { describeMachine } from './run/describe-machine';
import { installedVersions } from './run/installed-versions';
import { openProfile } from './run/open-profile';
import { parseOptions } from './run/parse-options';
import { readCascade } from './run/read-cascade';
import { readLog } from './run/read-log';
import { readModel } from './run/read-model';
import { runMain } from './run/run-main';
import { runThreads } from './run/run-threads';
import { say } from './run/say';
import { servePages } from './run/serve-pages';
import { writePeerModel } from './run/write-peer-model';

const QUICK = { messages: 100, share: 0.25 };

const { rounds, quick, threads } = parseOptions();
const log = await readLog();
const model = await readModel();
say('building the pages …');
const site = await buildPages(await writePeerModel(model));
const server = await servePages(site, threads);
const browser = await findBrowser();
const texts = quick ? log.texts.slice(0, QUICK.messages) : log.texts;
const bench: Bench = {
  browser,
  server,
  site,
  model,
  texts,
  cascade: await readCascade(),
  rounds,
  trial: quick,
  share: quick ? QUICK.share : 1,
  facts: {
    takenAt: new Date().toISOString(),
    rounds,
    log: { sha256: log.sha256, messages: texts.length },
  },
};
const probe = await openProfile(browser);
const about = { machine: describeMachine(probe.chromium), versions: await installedVersions() };
await probe.close();
const found: Results = threads
  ? { threads: { ...(await runThreads(bench)), ...about } }
  : { main: { ...(await runMain(bench)), ...about } };
server.close();
await writeResults(found, quick);
