import { type Answer, type Classifiers, type ClassifyOptions, connectClassifiers } from '../../../src/index';
import type { FirstLabel, Labelled, LiveTimes } from '../bench-page';
import { failBench } from '../fail-bench';
import { FIRST_TEXT } from '../first-text';
import { offerBench } from '../offer-bench';

// Whoever labels a chat by hand takes the best answer, so every text has one.
const BEST = { threshold: 0, top: 1 };
const PAUSE_MS = 100;

const wanted = new URLSearchParams(location.search);
const name = wanted.get('entry') ?? 'userflow';
const threads = wanted.get('threads') === 'auto' ? 'auto' : Number(wanted.get('threads') ?? 1);

async function startOurs(): Promise<void> {
  const classifiers = await connectClassifiers({ registryUrl: 'models/classifiers.json', threads });
  const first = await labelFirst(classifiers);
  const one = async (text: string) => toLabelled(await classifiers.classify(name, text, BEST));
  const all = async (texts: string[]) => (await classifiers.classifyAll(name, texts, BEST)).map(toLabelled);
  const load = () => classifiers.warmUp([name]);
  offerBench({ load, one, all }, first, {
    timeLive: (log: string[], live: string[]) => timeLive(classifiers, log, live),
    timeIdle: (live: string[]) => timeIdle(classifiers, live),
    countFirst: (texts: string[], first: string, confidence: number) =>
      countFirst(classifiers, texts, first, confidence),
  });
}

async function labelFirst(classifiers: Classifiers): Promise<FirstLabel> {
  let provisionalMs: number | undefined;
  const onProvisional = () => {
    provisionalMs = performance.now();
  };
  // Only an entry that gives provisional answers knows what to do with this.
  const options = wanted.has('provisional') ? ({ ...BEST, onProvisional } as ClassifyOptions) : BEST;
  const answers = await classifiers.classify(name, FIRST_TEXT, options);
  const firstMs = performance.now();
  return { ...toLabelled(answers), firstMs, ...(provisionalMs !== undefined && { provisionalMs }) };
}

async function timeIdle(classifiers: Classifiers, live: string[]): Promise<number[]> {
  const times: number[] = [];
  for (const text of live) {
    times.push(await elapsedMs(() => classifiers.classify(name, text, BEST)));
    await pause();
  }
  return times;
}

async function timeLive(classifiers: Classifiers, log: string[], texts: string[]): Promise<LiveTimes> {
  const times: LiveTimes = { live: [], external: [], late: 0, elapsedMs: 0 };
  let ended = false;
  const startedAt = performance.now();
  const logging = classifiers.classifyAll(name, log, BEST).finally(() => {
    times.elapsedMs = performance.now() - startedAt;
    ended = true;
  });
  for (const [at, text] of texts.entries()) {
    await pause();
    if (ended) break;
    if (at % 2 === 0) {
      times.live.push(await elapsedMs(() => classifiers.classify(name, text, BEST)));
    } else {
      const ask = async () => {
        // With a threshold of 0 nothing but the time limit leaves a list empty.
        if ((await classifiers.classify('user_flow_live', text, BEST)).length === 0) times.late += 1;
      };
      times.external.push(await elapsedMs(ask));
    }
  }
  await logging;
  return times;
}

async function countFirst(classifiers: Classifiers, texts: string[], first: string, confidence: number) {
  const answers = await classifiers.classifyAll(first, texts, BEST);
  return answers.map(toLabelled).filter(({ score }) => score >= confidence).length;
}

async function elapsedMs(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
}

function toLabelled([best]: Answer[]): Labelled {
  return { label: best?.answer ?? '', score: best?.score ?? 0 };
}

startOurs().catch(failBench);
