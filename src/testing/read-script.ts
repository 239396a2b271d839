import type { FakeAnswer, FakeRule, FakeScript } from './fake-script';

/** What a script says of one text. */
export interface Scripted {
  /** By label, in the script's order. */
  scores: ReadonlyMap<string, number>;
  error: Error | undefined;
  /** Undefined where the script leaves it to the classifier. */
  latencyMs: number | undefined;
}

/** Reads what a script says of a text; nothing where no rule fits. */
export function readScript(script: FakeScript, text: string): Scripted {
  if (typeof script === 'function') return read(script(text));
  if (!isRules(script)) return read(script);
  const rule = script.find((candidate) => fits(candidate, text));
  return rule ? read(rule.answer, rule.latencyMs) : read([]);
}

/** The labels that a script names, in its order; what functions answer is not known before. */
export function labelsOf(script: FakeScript): string[] {
  if (typeof script === 'function') return [];
  const answers = isRules(script) ? script.map(({ answer }) => answer) : [script];
  return [...new Set(answers.flatMap((answer) => [...read(answer).scores.keys()]))];
}

function isRules(script: FakeAnswer | readonly FakeRule[]): script is readonly FakeRule[] {
  // An answer's own `answer` is its label; a rule has no score.
  return Array.isArray(script) && script.length > 0 && !('score' in script[0]);
}

function fits({ text: wanted }: FakeRule, text: string): boolean {
  if (wanted === undefined) return true;
  if (typeof wanted === 'string') return wanted === text;
  // A pattern with the flag g or y remembers where it last matched.
  return typeof wanted === 'function' ? wanted(text) : text.search(wanted) >= 0;
}

function read(answer: FakeAnswer, latencyMs?: number): Scripted {
  if (answer instanceof Error) return { scores: new Map(), error: answer, latencyMs };
  const pairs: [string, number][] =
    typeof answer === 'string'
      ? [[answer, 1]]
      : isAnswers(answer)
        ? answer.map(({ answer: label, score }) => [label, score])
        : Object.entries(answer);
  return { scores: new Map(pairs), error: undefined, latencyMs };
}

function isAnswers(answer: Exclude<FakeAnswer, string | Error>): answer is Extract<FakeAnswer, readonly unknown[]> {
  return Array.isArray(answer);
}
