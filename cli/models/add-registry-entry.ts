import { applyEdits, modify, type ParseError, parse, printParseErrorCode } from 'jsonc-parser';
import { RegistryParseError } from '../../src/contract/errors';

/** Parses the text of a `classifiers.json` as far as it must be to add to it. @throws RegistryParseError */
export function parseRegistryJson(json: string, source: string): Record<string, unknown> {
  const errors: ParseError[] = [];
  const registry: unknown = parse(json, errors, { disallowComments: true });
  if (errors.length === 0 && typeof registry === 'object' && registry !== null && !Array.isArray(registry)) {
    return registry as Record<string, unknown>;
  }
  const [first] = errors;
  const reason = first ? `${printParseErrorCode(first.error)} at character ${first.offset}` : 'it is another value';
  throw new RegistryParseError(`${source} is no JSON object: ${reason}; mend it first`);
}

/** Adds an entry to the text of a `classifiers.json`, or replaces it there, and leaves all else as it was written. */
export function addRegistryEntry(json: string, name: string, entry: object): string {
  const registry = parseRegistryJson(json, 'the registry');
  const keys = Object.entries(entry).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  const line = `{ ${keys.join(', ')} }`;
  const isNew = !Object.hasOwn(registry, name);
  const isFirst = Object.keys(registry).length === 0;
  // The library knows the place; left to format it, it would format the neighbours too.
  const edits = modify(json, [name], entry, {}).map((edit) => {
    if (!isNew) return { ...edit, content: line };
    return { ...edit, content: `${isFirst ? '' : ','}\n  ${JSON.stringify(name)}: ${line}${isFirst ? '\n' : ''}` };
  });
  return applyEdits(json, edits);
}
