import { describe, expect, it } from 'vitest';
import type { ClassifyRequest } from '../../../src/contract/classifier-worker';
import { createClassifierWorker } from '../../../worker/create-classifier-worker';

const REGISTRY =
  '{"flow": {"type": "onnx", "path": "flow", "output": "user"}, "skip": {"type": "skip", "intents": []}}';

// Its models never come, so what asks for them waits.
async function openWaitingWorker() {
  const worker = createClassifierWorker({
    fetch: (url) =>
      url.endsWith('classifiers.json') ? Promise.resolve(new Response(REGISTRY)) : new Promise(() => {}),
    loadWasm: () => new Promise(() => {}),
    crossOriginIsolated: false,
    cores: 1,
    holdLock: async () => false,
  });
  const registryUrls = ['https://a.example/classifiers.json'];
  await worker.open({ registryUrls, threads: 1, useBrowserCache: true }, () => {});
  let lastId = 0;
  const request = (name: string, deadline = Number.POSITIVE_INFINITY): ClassifyRequest => {
    lastId += 1;
    const reading = { threshold: undefined, top: undefined, choice: undefined };
    return { id: lastId, name, inputs: ['hi'], ...reading, lane: 'live', deadline };
  };
  return { worker, request };
}

describe('a worker', () => {
  it('lets a thousand requests wait, and tells the next how many do; room is made by an abort', async () => {
    const { worker, request } = await openWaitingWorker();
    for (let count = 0; count < 1000; count += 1) void worker.classify(request('flow'));
    await expect(worker.classify(request('skip'))).rejects.toMatchObject({
      name: 'QueueFullError',
      message: expect.stringMatching(/^1000 requests wait.*classifyAll/),
    });
    worker.cancel(1);
    expect(await worker.classify(request('skip'))).toEqual([{ answers: [], best: 0 }]);
  });

  it('does not count what is too late already, or answered', async () => {
    const { worker, request } = await openWaitingWorker();
    for (let count = 0; count < 1000; count += 1) void worker.classify(request('flow', Date.now() - 1));
    for (let count = 0; count < 1000; count += 1) await worker.classify(request('skip'));
    expect(await worker.classify(request('skip'))).toHaveLength(1);
  });
});
