import { connectClassifiers } from '../src/index';
import { createFileSource } from '../worker/assets/file-source';
import { loadManifest } from '../worker/models/load-manifest';
import { loadNgramModel } from '../worker/models/load-ngram-model';
import type { InstantRun } from './instant-run';

const FOLDER = new URL('/models/flow-instant/', location.href).href;

/**
 * Times the instant model once: from its bytes in memory to its first answer, then each message alone, and the real
 * model on as many of them as `beside` says, in its worker. Milliseconds.
 */
async function measure(texts: string[], beside: number): Promise<InstantRun> {
  const fromMemory = await keepInMemory(['manifest.json', 'table.bin', 'heads.json']);
  const started = performance.now();
  const model = await loadNgramModel(
    createFileSource(fromMemory),
    FOLDER,
    await loadManifest(fromMemory, FOLDER),
    () => {},
  );
  const readyMs = performance.now() - started;

  // One message is shorter than what a page's clock resolves.
  const begun = performance.now();
  for (const text of texts) await model.run([text], 'user');
  const instantMs = (performance.now() - begun) / texts.length;

  const classifiers = await connectClassifiers({ registryUrl: '/models/classifiers.json' });
  await classifiers.warmUp(['userflow']);
  const compared = texts.slice(0, beside);
  const real = performance.now();
  for (const text of compared) await classifiers.classify('userflow', text);
  const realMs = (performance.now() - real) / compared.length;
  classifiers.dispose();
  return { readyMs, instantMs, realMs };
}

async function keepInMemory(names: string[]): Promise<(url: string) => Promise<Response>> {
  const kept = await Promise.all(
    names.map(async (name) => [new URL(name, FOLDER).href, await (await fetch(FOLDER + name)).arrayBuffer()] as const),
  );
  const bytes = new Map(kept);
  return async (url) => new Response(bytes.get(url));
}

Object.assign(window, { measure });
