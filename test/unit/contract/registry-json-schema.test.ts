import { expect, it } from 'vitest';
import { registryJsonSchema } from '../../../scripts/registry-json-schema';

it('is published as the parser has it; `npx vitest --update` writes it anew', async () => {
  const written = `${JSON.stringify(registryJsonSchema(), null, 2)}\n`;
  await expect(written).toMatchFileSnapshot('../../../public/models/classifiers.schema.json');
});
