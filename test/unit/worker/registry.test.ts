import { expect, it } from 'vitest';
import { parseRegistry } from '../../../src/contract/parse-registry';
import { createFileSource } from '../../../worker/assets/file-source';
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
    createFileSource(fetchFile),
    () => new Promise(() => {}),
    () => {},
  );
  const call = {
    lane: 'live' as const,
    threshold: undefined,
    top: undefined,
    choice: undefined,
    deadline: Infinity,
  };
  FILES['https://a.example/models/card.onnx'] = 'a graph';
  const answering = find('card').classify(['gold'], { ...call, signal: new AbortController().signal });
  await expect(answering).rejects.toMatchObject({
    name: 'ModelManifestError',
    message: expect.stringMatching(/"use".*sbert/),
  });
});

it('the models of a folder called classifiers are looked for in classifiers_data', async () => {
  const asked: string[] = [];
  const fetchNothing = async (url: string) => {
    asked.push(url);
    return new Response('', { status: 404 });
  };
  const json = '{"yes": {"type": "scikit", "path": "yes.onnx", "intents": []}}';
  const url = 'https://a.example/static/references/classifiers/classifiers.json';
  const find = createRegistry(
    parseRegistry([{ url, json }]),
    createFileSource(fetchNothing),
    () => new Promise(() => {}),
    () => {},
  );
  await expect(find('yes').warmUp()).rejects.toMatchObject({ name: 'ModelFetchError' });
  expect(asked).toEqual(['https://a.example/static/references/classifiers_data/yes.onnx']);
});
