import { afterEach, describe, expect, it } from 'vitest';
import type { Classifiers, ConnectOptions } from '../../src/index';
import { connectFlow } from './connect-flow';

const LONG = 'The harbour was built long before the town had walls, and nobody remembers who paid for it. '.repeat(20);
const longTexts = (count: number) => Array.from({ length: count }, (_, at) => `${at} ${LONG}`);

const flow = (path: string) => ({ type: 'onnx', path: new URL(path, location.href).href, output: 'user_logits' });

const hastyRegistry = () => ({
  flow: flow('/models/flow'),
  hasty: { type: 'external', classifier: 'flow', timeout: 0.005 },
});

async function elapsedMs(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

let classifiers: Classifiers | undefined;
afterEach(() => classifiers?.dispose());

async function connect(options?: Partial<ConnectOptions> & { registry?: object }) {
  classifiers = await connectFlow(options);
  return classifiers;
}

describe('an external', () => {
  it('answers `[]` in time while the model is still loading, and its answer later', async () => {
    const { classify } = await connect({
      registry: { flow: flow('/held/deadline'), live: { type: 'external', classifier: 'flow' } },
    });
    const calledAt = performance.now();
    const live = classify('live', 'bye!');
    const patient = classify('flow', 'bye!');
    expect(await live).toEqual([]);
    expect(performance.now() - calledAt).toBeGreaterThanOrEqual(199);
    await fetch('/held/deadline/let-go');
    expect((await patient)[0]?.answer).toBe('user_goodbye');
    // On a slow machine a call may be too late even for a loaded model.
    await expect.poll(async () => (await classify('live', 'bye!'))[0]?.answer).toBe('user_goodbye');
  });

  it('answers `[]` before a running list ends, and the same message without a limit still gets its answer', async () => {
    const { classify, classifyAll, warmUp } = await connect({ registry: hastyRegistry() });
    await warmUp();
    const ended: string[] = [];
    let done = 0;
    const list = classifyAll('flow', longTexts(25), { onProgress: (progress) => (done = progress.done) });
    const listed = list.finally(() => ended.push('list'));
    await new Promise((resolve) => setTimeout(resolve));
    const hasty = classify('hasty', LONG).finally(() => ended.push('external'));
    const patient = classify('flow', LONG, { top: 1 }).finally(() => ended.push('patient'));
    expect(await hasty).toEqual([]);
    expect(done).toBeLessThan(10);
    expect(await patient).toHaveLength(1);
    await listed;
    expect(ended).toEqual(['external', 'patient', 'list']);
  });

  it('answers `[]` while one long run blocks the worker, and not after it', async () => {
    const { classify, warmUp } = await connect({ registry: hastyRegistry() });
    await warmUp();
    const runMs: number[] = [];
    const waitMs: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      runMs.push(await elapsedMs(() => classify('flow', `${round} ${LONG}`)));
      // Another text, for a known one is answered in time.
      waitMs.push(await elapsedMs(async () => expect(await classify('hasty', `${round}! ${LONG}`)).toEqual([])));
    }
    // The limit is 5 ms and a run of 256 tokens is many times that: who waits for the run is found out.
    expect(Math.min(...waitMs)).toBeLessThan(Math.min(...runMs) / 2);
    expect(Math.min(...waitMs)).toBeGreaterThanOrEqual(4);
  });

  it('keeps the smallest limit of a path of externals', async () => {
    const registry = {
      flow: { type: 'onnx', path: new URL('/models/flow', location.href).href, output: 'user_logits' },
      inner: { type: 'external', classifier: 'flow', timeout: 0.001 },
      outer: { type: 'external', classifier: 'inner', timeout: 60 },
      patient: { type: 'external', classifier: 'flow', timeout: 60 },
      hastyOutside: { type: 'external', classifier: 'patient', timeout: 0.001 },
    };
    const { classify, warmUp } = await connect({ registry });
    await warmUp(['flow']);
    expect(await classify('outer', LONG)).toEqual([]);
    expect(await classify('hastyOutside', LONG)).toEqual([]);
    expect((await classify('patient', 'bye!', { top: 1 }))[0]?.answer).toBe('user_goodbye');
  });

  it('limits a list as a whole: what it does not reach is `[]`', async () => {
    const { classifyAll, warmUp } = await connect();
    await warmUp();
    const answers = await classifyAll('user_flow_live', longTexts(40));
    expect(answers).toHaveLength(40);
    expect(answers.at(-1)).toEqual([]);
  });

  it('passes on the fault of a missing model that is known in time', async () => {
    const registry = {
      lost: { type: 'onnx', path: new URL('/faulty/missing-manifest', location.href).href },
      live: { type: 'external', classifier: 'lost', timeout: 30 },
    };
    const { classify } = await connect({ registry });
    await expect(classify('live', 'hi')).rejects.toMatchObject({ name: 'ModelFetchError' });
  });
});

describe('a live message', () => {
  it('does not wait for a running list', async () => {
    const { classify, classifyAll, warmUp } = await connect();
    await warmUp();
    let done = 0;
    const list = classifyAll('userflow', longTexts(25), { onProgress: (progress) => (done = progress.done) });
    await classify('userflow', 'bye!');
    expect(done).toBeLessThan(10);
    await list;
    expect(done).toBe(25);
  });
});

describe('an abort', () => {
  it('rejects the call with the signal’s reason, and the next call is answered', async () => {
    const { classify, warmUp } = await connect();
    await warmUp();
    const controller = new AbortController();
    const call = classify('userflow', LONG, { signal: controller.signal });
    controller.abort();
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    const own = new Error('the chat was closed');
    await expect(classify('userflow', 'hi', { signal: AbortSignal.abort(own) })).rejects.toBe(own);
    expect((await classify('userflow', 'bye!'))[0]?.answer).toBe('user_goodbye');
  });

  it('stops a list message by message', async () => {
    const { classify, classifyAll, warmUp } = await connect();
    await warmUp();
    const controller = new AbortController();
    let done = 0;
    const list = classifyAll('userflow', longTexts(200), {
      signal: controller.signal,
      onProgress: (progress) => {
        done = progress.done;
        if (done === 2) controller.abort();
      },
    });
    await expect(list).rejects.toMatchObject({ name: 'AbortError' });
    await classify('userflow', 'bye!');
    expect(done).toBe(2);
  });

  it('of connecting rejects with the signal’s reason', async () => {
    await expect(connectFlow({ signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
    const controller = new AbortController();
    const connecting = connectFlow({ signal: controller.signal });
    controller.abort();
    await expect(connecting).rejects.toMatchObject({ name: 'AbortError' });
  });
});
