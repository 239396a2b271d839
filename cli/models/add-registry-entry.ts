import { applyEdits, modify, type ParseError, parse } from 'jsonc-parser';
import { RegistryParseError } from '../../src/contract/errors';

/** Adds an entry to the text of a `classifiers.json`, or replaces it there, and leaves all else as it was written. */
export function addRegistryEntry(json: string, name: string, entry: object): string {
  const errors: ParseError[] = [];
  const registry: unknown = parse(json, errors, { disallowComments: true });
  if (errors.length > 0 || typeof registry !== 'object' || registry === null || Array.isArray(registry)) {
    throw new RegistryParseError('the registry file is no JSON object; mend it first');
  }
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
