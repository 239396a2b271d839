import * as v from 'valibot';
import type { RegistrySummary } from './classifier-worker';
import { RegistryParseError } from './errors';
import { findDeadEnds } from './find-dead-ends';
import { followExternals } from './follow-externals';
import { jsonPath } from './json-path';
import type { RegistryEntry } from './registry-entry';
import type { RegistryFault } from './registry-fault';
import { showValue } from './show-value';

/** A parsed registry: the entries that can be used, and what the page is told of all. */
export interface Registry {
  entries: ReadonlyMap<string, RegistryEntry>;
  summary: RegistrySummary;
}

// The original's rule: 0, null and nothing all mean 0.2 seconds.
const DEFAULT_TIMEOUT_SECONDS = 0.2;

const text = v.pipe(v.string(), v.nonEmpty());

const modelKeys = {
  path: text,
  output: v.optional(text),
  scores: v.optional(v.picklist(['softmax', 'sigmoid']), 'softmax'),
  choice: v.optional(v.picklist(['all', 'best', 'first']), 'all'),
  threshold: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 0),
  other: v.optional(v.string(), 'OTHER'),
};

const SCHEMAS = {
  onnx: v.object({ type: v.literal('onnx'), ...modelKeys }),
  ngram: v.object({ type: v.literal('ngram'), ...modelKeys }),
  external: v.pipe(
    v.object({
      type: v.literal('external'),
      classifier: text,
      timeout: v.nullish(v.pipe(v.number(), v.finite(), v.minValue(0))),
    }),
    v.transform(({ type, classifier, timeout }) => ({
      type,
      classifier,
      timeoutMs: (timeout || DEFAULT_TIMEOUT_SECONDS) * 1000,
    })),
  ),
  skip: v.object({ type: v.literal('skip'), intents: v.array(v.string()) }),
};

const TYPES = Object.keys(SCHEMAS).join(', ');

const ALLOWED: Readonly<Record<string, string>> = {
  type: `one of ${TYPES}`,
  path: 'the address of a model folder, relative to the registry',
  output: 'the name of an output of the model',
  scores: '"softmax" or "sigmoid"',
  choice: '"all", "best" or "first"',
  threshold: 'a number from 0 to 1',
  other: 'a label',
  classifier: 'the name of another entry',
  timeout: 'a number of seconds above 0; 0, null or nothing for 0.2',
  intents: 'a list of strings',
};

/**
 * Parses the text of a `classifiers.json`; faults of entries are collected, not thrown.
 * @throws RegistryParseError when the text is not a JSON object
 */
export function parseRegistry(json: string, source: string): Registry {
  const entries = new Map<string, RegistryEntry>();
  const faults: RegistryFault[] = [];
  const warnings: RegistryFault[] = [];
  const names: string[] = [];
  for (const [name, value] of parseObject(json, source)) {
    names.push(name);
    const parsed = parseEntry(name, value);
    faults.push(...parsed.faults);
    warnings.push(...parsed.warnings);
    if (parsed.entry) entries.set(name, parsed.entry);
  }
  faults.push(...findDeadEnds(names, entries));
  const classifiers = names.map((name) => ({ name, ...followExternals(name, entries, faults) }));
  return { entries, summary: { classifiers, faults, warnings } };
}

function parseObject(json: string, source: string): [string, unknown][] {
  let value: unknown;
  try {
    value = JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch (error) {
    const reason = /^\s*</.test(json) ? 'it is an HTML page: check the address' : (error as Error).message;
    throw new RegistryParseError(`${source} is not JSON: ${reason}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new RegistryParseError(
      `${source} holds ${showValue(value)}; it must hold an object: { "name": { "type": … } }`,
    );
  }
  return Object.entries(value);
}

function parseEntry(name: string, value: unknown) {
  const fault = (field: string | undefined, given: unknown): RegistryFault => ({
    name,
    path: jsonPath(field === undefined ? [name] : [name, field]),
    reason: given === undefined ? 'is missing' : `is ${showValue(given)}`,
    allowed: (field !== undefined && ALLOWED[field]) || 'an object with a "type"',
  });
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { entry: undefined, faults: [fault(undefined, value)], warnings: [] };
  }
  const type: unknown = 'type' in value ? value.type : undefined;
  if (typeof type !== 'string') return { entry: undefined, faults: [fault('type', type)], warnings: [] };
  if (!isKnown(type)) {
    // The original's rule: a type that is not known answers nothing.
    const entry: RegistryEntry = { type: 'skip', intents: [] };
    return { entry, faults: [], warnings: [fault('type', type)] };
  }
  const result = v.safeParse(SCHEMAS[type], value);
  if (result.success) return { entry: result.output, faults: [], warnings: [] };
  const faults = result.issues.map((issue) => {
    const first = issue.path?.[0];
    return fault(first === undefined ? undefined : String(first.key), first?.value);
  });
  return { entry: undefined, faults, warnings: [] };
}

function isKnown(type: string): type is keyof typeof SCHEMAS {
  return Object.hasOwn(SCHEMAS, type);
}
