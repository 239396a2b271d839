import { afterEach, describe, expect, it } from 'vitest';
import type { Classifiers } from '../../src/index';
import { connectFlow } from './connect-flow';

const at = (path: string) => new URL(path, location.origin).href;
const FLOW = { type: 'onnx', path: at('/models/flow'), output: 'user_logits' };
const FOREIGN = { type: 'onnx', path: at('/test/fixtures/published/roberta') };

let classifiers: Classifiers | undefined;
const requests = new BroadcastChannel('requests');
let asked: string[] = [];
requests.onmessage = ({ data }) => asked.push(new URL(data, location.href).pathname);
const runtimes = () => asked.filter((path) => path.endsWith('.wasm')).map((path) => path.split('/').at(-1));

afterEach(() => {
  classifiers?.dispose();
  asked = [];
});

const connect = (registry: object, name = '') =>
  connectFlow({
    registry,
    useBrowserCache: false,
    createWorker: () => new Worker(new URL('./watched-worker.ts', import.meta.url), { type: 'module', name }),
  });

describe('ONNX Runtime', () => {
  it('comes in its small build where all graphs of the registry are known to it', async () => {
    classifiers = await connect({ flow: FLOW });
    const [answer] = await classifiers.classify('flow', 'bye!');
    expect(answer?.answer).toBe('user_goodbye');
    expect(runtimes()).toEqual([expect.stringMatching(/^small-runtime/)]);
  });

  it('comes whole where the registry has a graph that was not recorded', async () => {
    classifiers = await connect({ flow: FLOW, foreign: FOREIGN });
    const [answer] = await classifiers.classify('flow', 'bye!');
    expect(answer?.answer).toBe('user_goodbye');
    expect(runtimes()).toEqual(['ort-wasm-simd-threaded.wasm']);
  });

  it('comes whole where a graph cannot be told beforehand', async () => {
    classifiers = await connect({ flow: FLOW, missing: { ...FLOW, path: at('/models/nowhere') } });
    await classifiers.classify('flow', 'bye!');
    expect(runtimes()).toEqual(['ort-wasm-simd-threaded.wasm']);
  });

  it('does not wait for a folder whose server never answers', async () => {
    classifiers = await connect({ flow: FLOW, silent: { ...FLOW, path: at('/models/silent') } });
    const [answer] = await classifiers.classify('flow', 'bye!');
    expect(answer?.answer).toBe('user_goodbye');
    expect(runtimes()).toEqual(['ort-wasm-simd-threaded.wasm']);
  });

  it('comes without relaxed SIMD where the browser has none', async () => {
    classifiers = await connect({ flow: FLOW }, 'old');
    const [answer] = await classifiers.classify('flow', 'bye!');
    expect(answer?.answer).toBe('user_goodbye');
    expect(runtimes()).toEqual(['small-runtime.wasm']);
  });

  it('answers alike in all builds, to the last bit', async () => {
    const words = ['no', ' that', ' is', ' wrong', ', where', ' did', ' you', ' read', ' it', '?'];
    const lengths = Array.from({ length: 24 }, (_, at) =>
      Array.from({ length: at }, (_, word) => words[word % 10]).join(''),
    );
    const texts = ['bye!', '你好', 'so '.repeat(300), ...lengths];
    const answers = [];
    for (const [registry, name] of [
      [{ flow: FLOW }, 'new'],
      [{ flow: FLOW }, 'old'],
      [{ flow: FLOW, foreign: FOREIGN }],
    ] as const) {
      classifiers = await connect(registry, name);
      const alone = await classifiers.classifyAll('flow', texts, { threshold: 0 });
      const together = await classifiers.classifyAll('flow', texts, { threshold: 0, batch: 7 });
      answers.push([alone, together]);
      classifiers.dispose();
    }
    expect(runtimes()).toEqual(['small-runtime-relaxed.wasm', 'small-runtime.wasm', 'ort-wasm-simd-threaded.wasm']);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it('is taken whole by the call after one in which the small build failed', async () => {
    classifiers = await connect({ flow: FLOW }, 'damaged');
    await expect(classifiers.classify('flow', 'bye!')).rejects.toMatchObject({ name: 'RuntimeFailedError' });
    const [answer] = await classifiers.classify('flow', 'bye!');
    expect(answer?.answer).toBe('user_goodbye');
    expect(runtimes()).toEqual([expect.stringMatching(/^small-runtime/), 'ort-wasm-simd-threaded.wasm']);
  });
});
