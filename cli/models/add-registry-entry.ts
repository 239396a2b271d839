import { applyEdits, modify, type ParseError, parse } from 'jsonc-parser';
import { RegistryParseError } from '../../src/contract/errors';

/** Adds an entry to the text of a `classifiers.json`, or replaces it there, and leaves all else as it was written. */
export function addRegistryEntry(json: string, name: string, entry: object): string {
  const errors: ParseError[] = [];
  const value: unknown = parse(json, errors, { disallowComments: true });
  if (errors.length > 0 || typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new RegistryParseError('the registry file is no JSON object; mend it first');
  }
  const edits = modify(json, [name], entry, { formattingOptions: { insertSpaces: true, tabSize: 2 } });
  return applyEdits(json, edits);
}
