import * as v from 'valibot';
import { entriesOnTheWay } from './entries-on-the-way';
import { ENTRY_SCHEMAS } from './entry-schemas';
import { RegistryParseError } from './errors';
import { findDeadEnds } from './find-dead-ends';
import { jsonPath } from './json-path';
import type { PlacedEntry, Registry } from './registry';
import type { RegistryEntry } from './registry-entry';
import type { RegistryFault } from './registry-fault';
import { showValue } from './show-value';

/** One fetched registry file. */
interface RegistryFile {
  url: string;
  json: string;
}

// Fields of the original that say nothing here, and why.
const EXPLAINED: Readonly<Record<string, string>> = {
  custom_layers: 'nothing: an ONNX file holds its layers',
  is_gpu: 'false or nothing: the page runs on the CPU',
};

const TYPES = Object.keys(ENTRY_SCHEMAS).join(', ');

const ALLOWED: Readonly<Record<string, string>> = {
  type: `one of ${TYPES}`,
  path: 'the address of a model folder',
  output: 'the name of an output of the model',
  scores: '"softmax" or "sigmoid"',
  choice: '"all", "best" or "first"',
  threshold: 'a number from 0 to 1',
  other: 'a label',
  classifier: 'the name of another entry',
  timeout: 'a number of seconds above 0; 0, null or nothing for 0.2',
  late: '"first", or nothing for an empty answer',
  first: 'the name of another entry',
  then: 'the name of another entry',
  confidence: 'a number from 0 to 1',
  intents: 'a list of strings',
  input: '"text" or "lemmas"',
  lowercase: 'true or false',
  vectorizer: 'the name of an encoder in vectorizers.json',
  sha256: '64 hexadecimal digits in lower case',
};

const ONNX_FILE = 'the address of an .onnx file; training/pickle_to_onnx.py makes one of a pickle';

/** What a field of an entry may hold, in words. */
export function allowedIn(type: string, field: string): string | undefined {
  return type === 'scikit' && field === 'path' ? ONNX_FILE : ALLOWED[field];
}

/**
 * Parses the texts of registry files as one registry: of two entries with one name, that of the later file counts.
 * Faults of entries are collected, not thrown.
 * @throws RegistryParseError when a text is not a JSON object
 */
export function parseRegistry(files: readonly RegistryFile[]): Registry {
  const merged = new Map<string, { value: unknown; file: string }>();
  for (const { url, json } of files) {
    for (const [name, value] of parseObject(json, url)) merged.set(name, { value, file: url });
  }
  const entries = new Map<string, PlacedEntry>();
  const faults: RegistryFault[] = [];
  const warnings: RegistryFault[] = [];
  for (const [name, { value, file }] of merged) {
    const parsed = parseEntry(name, value, file);
    faults.push(...parsed.faults);
    warnings.push(...parsed.warnings);
    if (parsed.entry) entries.set(name, { entry: parsed.entry, file });
  }
  faults.push(...findDeadEnds(new Set(merged.keys()), entries));
  const classifiers = Array.from(merged.keys(), (name) => {
    const reached = entriesOnTheWay(name, entries);
    const fault = faults.find((candidate) => reached.has(candidate.name));
    return { name, entry: entries.get(name)?.entry, fault };
  });
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
  // Editors find the file's JSON Schema by this name.
  return Object.entries(value).filter(([name, entry]) => name !== '$schema' || typeof entry !== 'string');
}

function parseEntry(name: string, value: unknown, file: string) {
  const fault = (field: string | undefined, given: unknown, allowed?: string): RegistryFault => ({
    file,
    name,
    path: jsonPath(field === undefined ? [name] : [name, field]),
    reason: given === undefined ? 'is missing' : `is ${showValue(given)}`,
    allowed: allowed ?? ((field !== undefined && ALLOWED[field]) || 'an object with a "type"'),
  });
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { entry: undefined, faults: [fault(undefined, value)], warnings: [] };
  }
  const fields = new Map<string, unknown>(Object.entries(value));
  const type = fields.get('type');
  if (typeof type !== 'string') return { entry: undefined, faults: [fault('type', type)], warnings: [] };
  if (!isKnown(type)) {
    // The original's rule: a type that is not known answers nothing.
    const entry: RegistryEntry = { type: 'skip', intents: [] };
    return { entry, faults: [], warnings: [fault('type', type)] };
  }
  const warnings = Object.entries(EXPLAINED).flatMap(([field, allowed]) =>
    type === 'scikit' && fields.get(field) ? [fault(field, fields.get(field), allowed)] : [],
  );
  const result = v.safeParse(ENTRY_SCHEMAS[type], value);
  if (result.success) return { entry: result.output, faults: [], warnings };
  const faults = result.issues.map((issue) => {
    const first = issue.path?.[0];
    const field = first === undefined ? undefined : String(first.key);
    return fault(field, first?.value, field === undefined ? undefined : allowedIn(type, field));
  });
  return { entry: undefined, faults, warnings };
}

function isKnown(type: string): type is keyof typeof ENTRY_SCHEMAS {
  return Object.hasOwn(ENTRY_SCHEMAS, type);
}
