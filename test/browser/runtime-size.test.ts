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
    expect(runtimes()).toEqual(['small-runtime.wasm']);
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

  it('answers alike in both builds', async () => {
    const texts = ['bye!', 'where did you read that?', 'thanks', 'no, that is wrong', 'so '.repeat(300), '你好'];
    const answers = [];
    for (const registry of [{ flow: FLOW }, { flow: FLOW, foreign: FOREIGN }]) {
      classifiers = await connect(registry);
      answers.push(await classifiers.classifyAll('flow', texts, { threshold: 0 }));
      classifiers.dispose();
    }
    expect(answers[0]).toEqual(answers[1]);
  });

  it('is taken whole by the call after one in which the small build failed', async () => {
    classifiers = await connect({ flow: FLOW }, 'damaged');
    await expect(classifiers.classify('flow', 'bye!')).rejects.toMatchObject({ name: 'RuntimeFailedError' });
    const [answer] = await classifiers.classify('flow', 'bye!');
    expect(answer?.answer).toBe('user_goodbye');
    expect(runtimes()).toEqual(['small-runtime.wasm', 'ort-wasm-simd-threaded.wasm']);
  });
});
