import type { ClassifierInput } from './contract/classifier-input';
import type { CascadeEntry, ExternalEntry, RegistryEntry } from './contract/registry-entry';
import type { Verdict } from './contract/verdict';
import { orLate } from './or-late';

/** One call on its way through the entries that wrap others. */
export interface EntryCall {
  /** One alone, or a batch. */
  inputs: readonly ClassifierInput[];
  /** When the page was asked, in milliseconds since the epoch; limits run from here. */
  calledAt: number;
  /** When nobody waits for the final answer any more, in milliseconds since the epoch; Infinity without a limit. */
  deadline: number;
  /** Whether somebody waits for the final answer after a limit with `"late": "first"` has passed. */
  wantsFinal: boolean;
  /** Hears the verdicts that stand until a cascade's second classifier has answered. */
  onProvisional(verdicts: readonly Verdict[]): void;
  /** Hears that a limit has passed after which provisional answers are given, and the final ones follow. */
  onLate(): void;
}

/** The entries of a registry, as the page knows them. */
export interface Entries {
  /** @throws UnknownClassifierError, RegistryFaultError */
  find(name: string): RegistryEntry;
  /** Has the worker answer by an entry that wraps no other. */
  compute(name: string, inputs: readonly ClassifierInput[], deadline: number): Promise<Verdict[]>;
}

/**
 * Answers by an entry: follows those that wrap others down to those that the worker computes. Gives the final
 * verdicts on the inputs, in their order; those of a limit that has passed are empty.
 */
export async function answerEntry(name: string, call: EntryCall, entries: Entries): Promise<readonly Verdict[]> {
  const entry = entries.find(name);
  switch (entry.type) {
    case 'external':
      return answerExternal(entry, call, entries);
    case 'cascade':
      return answerCascade(entry, call, entries);
    default:
      return entries.compute(name, call.inputs, call.deadline);
  }
}

async function answerExternal(entry: ExternalEntry, call: EntryCall, entries: Entries): Promise<readonly Verdict[]> {
  const nothing = call.inputs.map(() => ({ answers: [], best: 0 }));
  const endsAt = call.calledAt + entry.timeoutMs;
  const limitMs = endsAt - Date.now();
  const givesFinal = entry.late === 'first' && call.wantsFinal;
  // The rest of a list whose limit has passed.
  if (limitMs <= 0 && !givesFinal) return nothing;
  const deadline = givesFinal ? call.deadline : Math.min(call.deadline, endsAt);
  const answering = answerEntry(entry.classifier, { ...call, deadline }, entries);
  const inTime = await orLate<readonly Verdict[] | undefined>(answering, limitMs, undefined);
  if (inTime) return inTime;
  if (entry.late !== 'first') return nothing;
  call.onLate();
  return answering;
}

async function answerCascade(entry: CascadeEntry, call: EntryCall, entries: Entries): Promise<readonly Verdict[]> {
  const first = await answerEntry(entry.first, call, entries);
  const isSure = ({ best }: Verdict) => best >= entry.confidence;
  const unsure = call.inputs.filter((_, at) => !isSure(first[at] as Verdict));
  if (unsure.length === 0) return first;
  const withThose = (others: readonly Verdict[]) => {
    const left = others.values();
    return first.map((verdict) => (isSure(verdict) ? verdict : (left.next().value ?? verdict)));
  };
  call.onProvisional(first.map((verdict) => (isSure(verdict) ? verdict : asProvisional(verdict))));
  const onProvisional = (others: readonly Verdict[]) => call.onProvisional(withThose(others));
  return withThose(await answerEntry(entry.then, { ...call, inputs: unsure, onProvisional }, entries));
}

function asProvisional({ answers, best }: Verdict): Verdict {
  return { answers: answers.map((answer) => ({ ...answer, provisional: true })), best };
}
