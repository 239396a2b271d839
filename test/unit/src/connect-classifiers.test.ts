import { expose } from 'comlink';
import { afterEach, describe, expect, it } from 'vitest';
import { connectClassifiers } from '../../../src/connect-classifiers';
import type { ClassifierWorker } from '../../../src/contract/classifier-worker';
import { RuntimeFailedError } from '../../../src/contract/errors';
import { parseRegistry } from '../../../src/contract/parse-registry';
import type { WorkerLike } from '../../../src/start-worker';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const REGISTRY = JSON.stringify({
  instant: { type: 'ngram', path: 'instant' },
  flow: { type: 'onnx', path: 'flow' },
  fast: { type: 'cascade', first: 'instant', then: 'flow', confidence: 0.9 },
  live: { type: 'external', classifier: 'fast', timeout: 0.02 },
});

let dispose = () => {};
afterEach(() => dispose());

/** Connects to workers in this thread that behave as they are told to. */
async function connect(behaviour: Partial<ClassifierWorker>) {
  const ports: MessagePort[] = [];
  let started = 0;
  const createWorker = (): WorkerLike => {
    started += 1;
    const { port1, port2 } = new MessageChannel();
    ports.push(port1, port2);
    const worker: ClassifierWorker = {
      holdLock: async () => false,
      open: async () => parseRegistry([{ url: 'classifiers.json', json: REGISTRY }]).summary,
      classify: async ({ inputs }) => inputs.map(() => ({ answers: [], best: 0 })),
      cancel: () => {},
      warmUp: async () => {},
      describe: async (name) => ({ labels: [name], titles: {} }),
      ...behaviour,
    };
    expose(worker, port2);
    port1.start();
    return {
      postMessage: port1.postMessage.bind(port1),
      addEventListener: port1.addEventListener.bind(port1),
      removeEventListener: port1.removeEventListener.bind(port1),
      terminate: () => port1.close(),
    };
  };
  const classifiers = await connectClassifiers({ registryUrl: 'https://a.example/classifiers.json', createWorker });
  dispose = () => {
    classifiers.dispose();
    for (const port of ports) port.close();
  };
  return { classifiers, started: () => started };
}

/** Breaks its runtime on the one model, and takes longer for what needs none. */
const breakingOnFlow: Partial<ClassifierWorker> = {
  async classify({ name, inputs }) {
    await wait(20);
    if (name === 'flow') throw new RuntimeFailedError('it trapped');
    await wait(40);
    return inputs.map(() => ({ answers: [], best: 1 }));
  },
};

describe('a broken runtime', () => {
  it('of which the page hears only after a limit has passed is ended, and the next call starts another', async () => {
    let calls = 0;
    const { classifiers, started } = await connect({
      async classify({ name, inputs }) {
        if (name === 'instant') return inputs.map(() => ({ answers: [], best: 0 }));
        calls += 1;
        if (calls > 1) return inputs.map(() => ({ answers: [], best: 1 }));
        await wait(60);
        throw new RuntimeFailedError('it trapped');
      },
    });
    expect(await classifiers.classify('live', 'hi')).toEqual([]);
    await wait(100);
    expect(started()).toBe(1);
    expect(await classifiers.classify('fast', 'hi')).toEqual([]);
    expect(started()).toBe(2);
  });

  it('fails the calls that need it, and what needs none is answered by the next worker', async () => {
    const { classifiers, started } = await connect(breakingOnFlow);
    const first = classifiers.classify('instant', 'hi');
    const others = ['one', 'two'].map((text) => classifiers.classify('flow', text));
    for (const other of others) await expect(other).rejects.toThrow('it trapped');
    expect(await first).toEqual([]);
    expect(started()).toBe(2);
  });

  it('may break again before what needs none is answered', async () => {
    const { classifiers, started } = await connect(breakingOnFlow);
    const first = classifiers.classify('instant', 'hi');
    await expect(classifiers.classify('flow', 'one')).rejects.toThrow('it trapped');
    await expect(classifiers.classify('flow', 'two')).rejects.toThrow('it trapped');
    expect(await first).toEqual([]);
    expect(started()).toBe(3);
  });
});

describe('a cascade', () => {
  it('warms its first up before its second, also under an external', async () => {
    const order: string[] = [];
    const { classifiers } = await connect({
      async warmUp(name) {
        order.push(`${name} begins`);
        await wait(10);
        order.push(`${name} is there`);
      },
    });
    await classifiers.warmUp(['live']);
    expect(order).toEqual(['instant begins', 'instant is there', 'flow begins', 'flow is there']);
  });

  it('is described by its second, also under an external', async () => {
    const { classifiers } = await connect({});
    expect((await classifiers.describe('live')).labels).toEqual(['flow']);
  });
});
