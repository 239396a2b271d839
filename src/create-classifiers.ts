import { answerCall } from './answer-call';
import type { Entries } from './answer-entry';
import type { AnswerSinkOptions } from './answer-signal';
import type { Classifiers, ClassifyAllOptions, ClassifyOptions } from './classifiers';
import type { Answer } from './contract/answer';
import type { ClassifierDescription } from './contract/classifier-description';
import type { ClassifierInput } from './contract/classifier-input';
import type { ClassifyRequest, RegistrySummary } from './contract/classifier-worker';
import { DisposedError, InvalidInputError, RegistryFaultError, UnknownClassifierError } from './contract/errors';
import { parseInput } from './contract/parse-input';
import type { RegistryEntry } from './contract/registry-entry';
import type { RegistryFault } from './contract/registry-fault';
import type { Verdict } from './contract/verdict';
import { createAnswerReporter } from './create-answer-reporter';
import { parseBatch, parseClassifyOptions } from './parse-classify-options';

/** Who computes what entries that wrap no other answer: a worker, or what stands in for one. */
export interface Computer {
  readonly summary: RegistrySummary;
  /** Rejects with the signal's reason when it is aborted. @throws what `Classifiers.classify` throws */
  classify(request: Omit<ClassifyRequest, 'id'>, signal: AbortSignal | undefined): Promise<Verdict[]>;
  warmUp(name: string): Promise<void>;
  describe(name: string): Promise<ClassifierDescription>;
}

// Enough that the worker always has a next text, few enough that an abort leaves little behind.
const LIST_WINDOW = 4;

// SmartApp Framework's order, behind the types that it does not have.
const WARM_UP_ORDER = ['ngram', 'onnx', 'cascade', 'scikit', 'skip', 'external'] as const;

/** Creates the classifiers of a computer's registry: their calls, limits and callbacks; `disposal` ends them all. */
export function createClassifiers(
  computer: Computer,
  disposal: AbortController,
  sinkOptions: AnswerSinkOptions,
): Classifiers {
  const startReport = createAnswerReporter(sinkOptions);

  function usableEntry(name: string): RegistryEntry {
    disposal.signal.throwIfAborted();
    const { classifiers } = computer.summary;
    const found = classifiers.find((classifier) => classifier.name === name);
    if (!found) {
      const names = classifiers.map((classifier) => classifier.name).join(', ');
      throw new UnknownClassifierError(`no classifier is called ${JSON.stringify(name)}; the registry has ${names}`);
    }
    if (found.entry && !found.fault) return found.entry;
    // What could not be parsed has a fault.
    const { file, path, reason, allowed } = found.fault as RegistryFault;
    throw new RegistryFaultError(
      `${JSON.stringify(name)} cannot be used: ${path} ${reason}; allowed is ${allowed} (in ${file})`,
    );
  }

  function entriesFor(
    reading: Pick<ClassifyRequest, 'threshold' | 'top' | 'choice' | 'lane'>,
    signal: AbortSignal | undefined,
  ): Entries {
    return {
      find: usableEntry,
      compute: (name, inputs, deadline) => computer.classify({ name, inputs, deadline, ...reading }, signal),
    };
  }

  async function classify(name: string, input: ClassifierInput, options: ClassifyOptions = {}): Promise<Answer[]> {
    const calledAt = Date.now();
    usableEntry(name);
    const { signal, ...reading } = parseClassifyOptions(options);
    signal?.throwIfAborted();
    const question = { inputs: [parseInput(input)], calledAt };
    const report = startReport(name, question.inputs, [options.reference]);
    const isOver = () => signal?.aborted || disposal.signal.aborted;
    const tell = (listener: ((answers: Answer[]) => void) | undefined) =>
      listener &&
      (([answers = []]: Answer[][]) =>
        // What a callback throws belongs to the page.
        queueMicrotask(() => {
          if (!isOver()) listener(answers);
        }));
    const onProvisional = tell(options.onProvisional);
    const tellFinal = tell(options.onFinal);
    const onFinal =
      tellFinal &&
      ((answers: Answer[][]) => {
        tellFinal(answers);
        if (!isOver()) report.answered(answers);
      });
    const entries = entriesFor({ ...reading, lane: 'live' }, signal);
    try {
      const answers = await answerCall(name, question, entries, { onProvisional, onFinal });
      report.answered(answers);
      return answers[0] ?? [];
    } catch (error) {
      if (!isOver()) report.failed(error);
      throw error;
    }
  }

  async function classifyAll(
    name: string,
    inputs: readonly ClassifierInput[],
    options: ClassifyAllOptions = {},
  ): Promise<Answer[][]> {
    const calledAt = Date.now();
    usableEntry(name);
    const { signal, ...reading } = parseClassifyOptions(options);
    const batch = parseBatch(options);
    signal?.throwIfAborted();
    if (!Array.isArray(inputs)) throw new InvalidInputError(`the inputs are ${typeof inputs}; give a list`);
    const parsed = inputs.map((input, at) => parseInput(input, `input ${at} of the list`));
    const stop = new AbortController();
    const follow = () => stop.abort(signal?.reason);
    signal?.addEventListener('abort', follow);
    const entries = entriesFor({ ...reading, lane: 'log' }, stop.signal);
    const answers: Answer[][] = new Array(parsed.length);
    let next = 0;
    let done = 0;
    async function answerInputs(first: number, inputs: readonly ClassifierInput[]): Promise<Answer[][]> {
      const report = startReport(name, inputs, options.references?.slice(first, first + inputs.length) ?? []);
      try {
        const given = await answerCall(name, { inputs, calledAt }, entries, {});
        report.answered(given);
        return given;
      } catch (error) {
        // Those that another input's failure took along have not failed themselves.
        if (!stop.signal.aborted && !disposal.signal.aborted) report.failed(error);
        throw error;
      }
    }
    async function workOff() {
      while (next < parsed.length) {
        const first = next;
        const inputs = parsed.slice(first, first + batch);
        next += inputs.length;
        const given = await answerInputs(first, inputs);
        for (const at of inputs.keys()) {
          answers[first + at] = given[at] ?? [];
          done += 1;
          options.onProgress?.({ done, total: parsed.length });
        }
      }
    }
    try {
      await Promise.all(Array.from({ length: LIST_WINDOW }, workOff));
      return answers;
    } catch (error) {
      stop.abort(error);
      throw error;
    } finally {
      signal?.removeEventListener('abort', follow);
    }
  }

  async function warmUp(name: string): Promise<void> {
    const entry = usableEntry(name);
    if (entry.type === 'external') return warmUp(entry.classifier);
    if (entry.type !== 'cascade') return computer.warmUp(name);
    await warmUp(entry.first);
    return warmUp(entry.then);
  }

  async function describe(name: string): Promise<ClassifierDescription> {
    const entry = usableEntry(name);
    if (entry.type === 'external') return describe(entry.classifier);
    if (entry.type === 'cascade') return describe(entry.then);
    return computer.describe(name);
  }

  return {
    get names() {
      return computer.summary.classifiers.map((classifier) => classifier.name);
    },
    get faults() {
      return computer.summary.faults;
    },
    get warnings() {
      return computer.summary.warnings;
    },
    classify,
    classifyAll,
    async warmUp(names) {
      const healthy = computer.summary.classifiers.filter(({ fault }) => !fault).map(({ name }) => name);
      const rank = (name: string) => WARM_UP_ORDER.indexOf(usableEntry(name).type);
      const chosen = (names ?? healthy).toSorted((one, two) => rank(one) - rank(two));
      await Promise.all(chosen.map(warmUp));
    },
    describe,
    dispose() {
      disposal.abort(new DisposedError('the classifiers were disposed of; connect again'));
    },
  };
}
