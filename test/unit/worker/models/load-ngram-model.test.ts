import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fetchFile } from '../../../../cli/fetch-file';
import { createFileSource } from '../../../../worker/assets/file-source';
import { parseManifest } from '../../../../worker/assets/manifest';
import { loadNgramModel } from '../../../../worker/models/load-ngram-model';

const FOLDER = new URL('../../../../public/models/flow-instant/', import.meta.url);
const manifest = parseManifest(readFileSync(new URL('manifest.json', FOLDER), 'utf8'), 'manifest.json');
const oracle: { text: string; logits: Record<string, number[]> }[] = JSON.parse(
  readFileSync(new URL('../../../oracle/instant.json', import.meta.url), 'utf8'),
).texts;

describe('the instant model', () => {
  it('gives the logits that training vouches for', async () => {
    const model = await loadNgramModel(createFileSource(fetchFile), FOLDER.href, manifest, () => {});
    for (const { text, logits } of oracle) {
      for (const [output, expected] of Object.entries(logits)) {
        const [row = []] = await model.run([text], output);
        const given = Array.from(row);
        expect(given).toHaveLength(expected.length);
        const furthest = Math.max(...given.map((value, at) => Math.abs(value - (expected[at] ?? Number.NaN))));
        expect(furthest, text).toBeLessThan(1e-4);
      }
    }
  });

  it('is at most 1 MB', () => {
    const bytes = Object.values(manifest.files).reduce((sum, file) => sum + file.bytes, 0);
    expect(bytes).toBeLessThanOrEqual(1_000_000);
  });

  it('does not load when its example is labelled otherwise', async () => {
    const examples = [
      { text: 'bye!', output: 'user', label: 'asks_source' },
      { text: 'ok', output: 'agent', label: 'OTHER' },
    ];
    const loading = loadNgramModel(createFileSource(fetchFile), FOLDER.href, { ...manifest, examples }, () => {});
    await expect(loading).rejects.toMatchObject({ name: 'ModelSelfTestError' });
  });
});
