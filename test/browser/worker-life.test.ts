import { afterEach, describe, expect, it } from 'vitest';
import { type Classifiers, DisposedError } from '../../src/index';
import { connectFlow } from './connect-flow';

let classifiers: Classifiers | undefined;
afterEach(() => classifiers?.dispose());

const LONG = 'The harbour was built long before the town had walls. '.repeat(40);

function countingWorkers() {
  const workers: Worker[] = [];
  const createWorker = () => {
    const worker = new Worker(new URL('./fragile-worker.ts', import.meta.url), { type: 'module' });
    workers.push(worker);
    return worker;
  };
  return { workers, createWorker };
}

describe('a worker', () => {
  it('whose script cannot be loaded is a WorkerStartError', async () => {
    const createWorker = () => new Worker('/not-there.js', { type: 'module' });
    await expect(connectFlow({ createWorker })).rejects.toMatchObject({ name: 'WorkerStartError' });
  });

  it('that cannot be created is a WorkerStartError', async () => {
    const createWorker = () => {
      throw new Error('blocked by policy');
    };
    await expect(connectFlow({ createWorker })).rejects.toMatchObject({
      name: 'WorkerStartError',
      message: expect.stringContaining('blocked by policy'),
    });
  });

  it('that throws rejects what was pending, and the next call starts another, once', async () => {
    const { workers, createWorker } = countingWorkers();
    classifiers = await connectFlow({ createWorker });
    await classifiers.warmUp();
    const pending = classifiers.classifyAll('userflow', [LONG, LONG, LONG]);
    workers[0]?.postMessage('fail');
    await expect(pending).rejects.toMatchObject({
      name: 'WorkerCrashedError',
      message: expect.stringContaining('out of memory'),
    });
    expect(workers).toHaveLength(1);
    const [one, two] = await Promise.all([
      classifiers.classify('userflow', 'bye!'),
      classifiers.classify('userflow', 'bye!'),
    ]);
    expect(one[0]?.answer).toBe('user_goodbye');
    expect(two).toEqual(one);
    expect(workers).toHaveLength(2);
  });

  it('that ends silently rejects what was pending, and the next call starts another', async () => {
    const { workers, createWorker } = countingWorkers();
    classifiers = await connectFlow({ createWorker });
    await classifiers.warmUp();
    const pending = classifiers.classifyAll('userflow', [LONG, LONG, LONG]);
    workers[0]?.terminate();
    await expect(pending).rejects.toMatchObject({ name: 'WorkerCrashedError' });
    expect((await classifiers.classify('userflow', 'bye!'))[0]?.answer).toBe('user_goodbye');
    expect(workers).toHaveLength(2);
  });
});

describe('dispose', () => {
  it('rejects pending and later calls, and may be called twice', async () => {
    classifiers = await connectFlow();
    await classifiers.warmUp();
    const pending = classifiers.classify('userflow', LONG);
    classifiers.dispose();
    classifiers.dispose();
    await expect(pending).rejects.toBeInstanceOf(DisposedError);
    await expect(classifiers.classify('userflow', 'hi')).rejects.toBeInstanceOf(DisposedError);
    await expect(classifiers.classifyAll('userflow', ['hi'])).rejects.toBeInstanceOf(DisposedError);
    await expect(classifiers.warmUp()).rejects.toBeInstanceOf(DisposedError);
    await expect(classifiers.describe('userflow')).rejects.toBeInstanceOf(DisposedError);
  });
});

describe('loading', () => {
  it('tells its progress in bytes of bytes, up to the whole', async () => {
    const seen: number[] = [];
    let total = 0;
    classifiers = await connectFlow({
      onProgress: ({ path, loadedBytes, totalBytes }) => {
        expect(path).toBe('flow');
        seen.push(loadedBytes);
        total = totalBytes;
      },
    });
    expect(seen).toEqual([]);
    await classifiers.warmUp(['userflow']);
    expect(total).toBeGreaterThan(20_000_000);
    expect(seen).toEqual([...seen].sort((one, two) => one - two));
    expect(seen.at(-1)).toBe(total);
  });
});
