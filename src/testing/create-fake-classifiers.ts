import type { AnswerSinkOptions } from '../answer-signal';
import type { Classifiers } from '../classifiers';
import type { ClassifierInput } from '../contract/classifier-input';
import type { ClassifyRequest } from '../contract/classifier-worker';
import { InvalidInputError } from '../contract/errors';
import { lemmasOf } from '../contract/lemmas-of';
import { parseRegistry } from '../contract/parse-registry';
import { readScikitAnswers } from '../contract/read-scikit-answers';
import { readScores } from '../contract/read-scores';
import type { RegistryEntry } from '../contract/registry-entry';
import { targetsOf } from '../contract/targets-of';
import { textOf } from '../contract/text-of';
import type { Verdict } from '../contract/verdict';
import { type Computer, createClassifiers } from '../create-classifiers';
import type { FakeScript } from './fake-script';
import { labelsOf, readScript } from './read-script';
import { waitFor } from './wait-for';

/** What the fake classifiers answer, and how fast. */
export interface FakeOptions extends AnswerSinkOptions {
  /** What each classifier says, by name. One that no script names says nothing; a `skip` entry its intents. */
  answers: Readonly<Record<string, FakeScript>>;
  /**
   * Entries as in a `classifiers.json`, or the whole of one: `external`, `cascade`, thresholds and `other` mean what
   * they mean there. A scripted name that it lacks is an entry with threshold 0 whose other label is `OTHER`.
   */
  registry?: Readonly<Record<string, unknown>>;
  /** How long an answer takes, in milliseconds: of all, or by the scripted name. None without it. */
  latencyMs?: number | Readonly<Record<string, number>>;
  /** Titles that `describe` gives, by label. */
  titles?: Readonly<Record<string, string>>;
}

/** One call of the fake, as the code under test made it. */
export interface FakeCall {
  method: 'classify' | 'classifyAll' | 'warmUp' | 'describe';
  /** The entry asked; of `warmUp` each of those named, or all of them. */
  classifier: string;
  /** Empty for `warmUp` and `describe`. */
  inputs: readonly ClassifierInput[];
}

/** What a scripted classifier was given to answer, behind externals and cascades. */
export interface FakeRun {
  classifier: string;
  inputs: readonly ClassifierInput[];
}

/** Classifiers that answer by a script, and remember what they were asked. */
export interface FakeClassifiers extends Classifiers {
  /** Every call, in order; those that reject too. */
  readonly calls: readonly FakeCall[];
  /** Every run that a call came to, in order: a cascade whose `first` is sure never runs its `then`. */
  readonly runs: readonly FakeRun[];
  readonly disposed: boolean;
}

/** What a call overrides of its entry. */
type Reading = Pick<ClassifyRequest, 'threshold' | 'top' | 'choice'>;

const FILE = 'the registry of createFakeClassifiers';

/**
 * Creates classifiers without a worker and without a model: scripted answers after scripted times, under the rules of
 * the real ones. Answers do not wait for each other.
 * @throws InvalidInputError where a script names an entry that computes nothing (`external`, `cascade`, `skip`) or has a fault
 */
export function createFakeClassifiers(options: FakeOptions): FakeClassifiers {
  const { answers: scripts, registry = {}, latencyMs = 0, titles = {} } = options;
  const unregistered = Object.keys(scripts).filter((name) => !Object.hasOwn(registry, name));
  const added = Object.fromEntries(unregistered.map((name) => [name, { type: 'ngram', path: 'fake' }]));
  const json = JSON.stringify({ ...registry, ...added });
  const { summary, entries } = parseRegistry([{ url: FILE, json }]);
  for (const name of Object.keys(scripts)) checkScripted(name, entries.get(name)?.entry);

  const disposal = new AbortController();
  const calls: FakeCall[] = [];
  const runs: FakeRun[] = [];

  async function answer(name: string, input: ClassifierInput, request: Reading, signal: AbortSignal | undefined) {
    const entry = entries.get(name)?.entry as RegistryEntry;
    // Only what needs lemmas rejects a plain text, as the real one does.
    if (entry.type === 'scikit' && entry.input === 'lemmas') lemmasOf(input);
    const { scores, error, latencyMs: own } = readScript(scripts[name] ?? [], textOf(input));
    const usual = typeof latencyMs === 'number' ? latencyMs : (latencyMs[name] ?? 0);
    await waitFor(own ?? usual, signal, disposal.signal);
    if (error) throw error;
    return verdictOf(entry, scores, request);
  }

  const computer: Computer = {
    summary,
    async classify({ name, inputs, ...request }, signal) {
      signal?.throwIfAborted();
      runs.push({ classifier: name, inputs });
      return Promise.all(inputs.map((input) => answer(name, input, request, signal)));
    },
    async warmUp() {},
    async describe(name) {
      const entry = entries.get(name)?.entry;
      const labels = entry && 'intents' in entry ? entry.intents : labelsOf(scripts[name] ?? []);
      const known = labels.filter((label) => Object.hasOwn(titles, label));
      return { labels, titles: Object.fromEntries(known.map((label) => [label, titles[label] as string])) };
    },
  };
  const classifiers = createClassifiers(computer, disposal, options);

  const note = (method: FakeCall['method'], classifier: string, inputs: readonly ClassifierInput[] = []) =>
    calls.push({ method, classifier, inputs });
  return {
    names: classifiers.names,
    faults: classifiers.faults,
    warnings: classifiers.warnings,
    calls,
    runs,
    get disposed() {
      return disposal.signal.aborted;
    },
    classify(name, input, options) {
      note('classify', name, [input]);
      return classifiers.classify(name, input, options);
    },
    classifyAll(name, inputs, options) {
      note('classifyAll', name, inputs);
      return classifiers.classifyAll(name, inputs, options);
    },
    warmUp(names) {
      for (const name of names ?? classifiers.names) note('warmUp', name);
      return classifiers.warmUp(names);
    },
    describe(name) {
      note('describe', name);
      return classifiers.describe(name);
    },
    dispose: () => classifiers.dispose(),
  };
}

function checkScripted(name: string, entry: RegistryEntry | undefined): void {
  if (entry && targetsOf(entry).length === 0 && entry.type !== 'skip') return;
  const targets = entry && targetsOf(entry).map(({ target }) => JSON.stringify(target));
  const reason = !targets
    ? 'is faulty in the registry; mend its entry there'
    : targets.length > 0
      ? `is of type ${entry.type}, which answers nothing itself; script ${targets.join(' and ')}`
      : 'is of type skip or of an unknown one, which no script changes; give it another type';
  throw new InvalidInputError(`answers has ${JSON.stringify(name)}, which ${reason}`);
}

function verdictOf(entry: RegistryEntry, scores: ReadonlyMap<string, number>, request: Reading): Verdict {
  const labels = [...scores.keys()];
  switch (entry.type) {
    case 'scikit':
      return readScikitAnswers([...scores.values()], { intents: labels, threshold: entry.threshold }, request);
    case 'onnx':
    case 'ngram':
      return readScores([...scores.values()], labels, entry, request);
    case 'skip': {
      const answers = entry.intents.map((answer) => ({ answer, score: 0, other: false }));
      return { answers: answers.slice(0, request.top), best: 0 };
    }
    default:
      // The calls follow what wraps others themselves.
      throw new Error(`a ${entry.type} is not computed`);
  }
}
