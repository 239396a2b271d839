import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseManifest } from '../../../../worker/assets/manifest';

const shipped = readFileSync(new URL('../../../../public/models/flow/manifest.json', import.meta.url), 'utf8');

it('the shipped manifest has 21 and 9 titled labels, and 256 tokens', () => {
  const { outputs, maxTokens } = parseManifest(shipped, 'manifest.json');
  expect(outputs.user_logits?.labels).toHaveLength(21);
  expect(outputs.agent_logits?.labels).toHaveLength(9);
  expect(maxTokens).toBe(256);
});

it('a malformed manifest is an error that names each fault', () => {
  const malformed = JSON.stringify({ ...JSON.parse(shipped), maxTokens: 0, examples: 'none' });
  expect(() => parseManifest(malformed, 'a/manifest.json')).toThrow(
    /a\/manifest.json is no manifest: maxTokens: .*; examples: /,
  );
});

it('an HTML page in its place is said to be one', () => {
  expect(() => parseManifest('<!doctype html>', 'a/manifest.json')).toThrow('HTML page');
});
