import { toJsonSchema } from '@valibot/to-json-schema';
import { ENTRY_SCHEMAS } from '../src/contract/entry-schemas.ts';
import { allowedIn } from '../src/contract/parse-registry.ts';

/** The JSON Schema by which editors complete and check a `classifiers.json`, made of the schemas that parse it. */
export function registryJsonSchema(): object {
  const entries = Object.entries(ENTRY_SCHEMAS).map(([type, schema]) => {
    const { $schema: _, ...entry } = toJsonSchema(schema, { typeMode: 'input', errorMode: 'ignore' });
    const properties = Object.entries(entry.properties ?? {}).map(([name, property]) => [
      name,
      typeof property === 'object' ? { ...property, description: allowedIn(type, name) } : property,
    ]);
    return { ...entry, properties: Object.fromEntries(properties) };
  });
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'classifiers.json',
    type: 'object',
    properties: { $schema: { type: 'string' } },
    additionalProperties: { anyOf: entries },
  };
}
