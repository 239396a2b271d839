import { expect, it } from 'vitest';
import { parseRegistry } from '../../../src/contract/parse-registry';
import { createRegistry } from '../../../worker/registry';

const FILES: Record<string, string> = {
  'https://a.example/models/vectorizers.json': '{"sbert": {"path": "flow", "output": "embedding"}}',
};
const fetchFile = async (url: string) => new Response(FILES[url] ?? '', { status: url in FILES ? 200 : 404 });

it('an entry with an unknown vectorizer is told those that there are', async () => {
  const json = '{"card": {"type": "scikit", "path": "card.onnx", "intents": [], "vectorizer": "use"}}';
  const registry = parseRegistry([{ url: 'https://a.example/models/classifiers.json', json }]);
  const find = createRegistry(
    registry,
    fetchFile,
    () => new Promise(() => {}),
    () => {},
  );
  const call = { lane: 'live' as const, threshold: undefined, top: undefined, calledAt: 0, deadline: Infinity };
  FILES['https://a.example/models/card.onnx'] = 'a graph';
  const answering = find('card').classify('gold', { ...call, signal: new AbortController().signal });
  await expect(answering).rejects.toMatchObject({
    name: 'ModelManifestError',
    message: expect.stringMatching(/"use".*sbert/),
  });
});
