import { describe, expect, it } from 'vitest';
import { RuntimeFailedError } from '../../../../src/contract/errors';
import type { Call, Classifier } from '../../../../worker/classifier';
import { createExternal } from '../../../../worker/classifiers/external';
import { DeadlinePassed } from '../../../../worker/deadline-passed';

const ANSWERS = [[{ answer: 'yes', score: 0.7, other: false }]];

function createTarget(classify: Classifier['classify']): Classifier {
  return { classify, warmUp: async () => {}, describe: async () => ({ labels: [], titles: {} }) };
}

function createCall(change: Partial<Call> = {}): Call {
  const { signal } = new AbortController();
  const calledAt = Date.now();
  return {
    lane: 'live',
    threshold: undefined,
    top: undefined,
    choice: undefined,
    calledAt,
    deadline: Number.POSITIVE_INFINITY,
    signal,
    ...change,
  };
}

const external = (timeoutMs: number, target: Classifier) =>
  createExternal({ type: 'external', classifier: 'target', timeoutMs }, target);

describe('an external', () => {
  it('gives the answers of its target unchanged', async () => {
    const answers = await external(
      60_000,
      createTarget(async () => ANSWERS),
    ).classify(['hi'], createCall());
    expect(answers).toBe(ANSWERS);
  });

  it('tells its target a deadline that runs from the call, unless an earlier one holds', async () => {
    const deadlines: number[] = [];
    const target = createTarget(async (_, call) => {
      deadlines.push(call.deadline);
      return ANSWERS;
    });
    const calledAt = Date.now();
    await external(60_000, target).classify(['hi'], createCall({ calledAt }));
    await external(60_000, target).classify(['hi'], createCall({ calledAt, deadline: calledAt + 30_000 }));
    await external(60_000, external(30_000, target)).classify(['hi'], createCall({ calledAt }));
    expect(deadlines).toEqual([calledAt + 60_000, calledAt + 30_000, calledAt + 30_000]);
  });

  it('answers `[]` for what was dropped, came late, or failed late', async () => {
    const calledAt = Date.now() - 1000;
    const late = (target: Classifier) => external(200, target).classify(['hi'], createCall({ calledAt }));
    expect(await late(createTarget(async () => ANSWERS))).toEqual([[]]);
    expect(await late(createTarget(async () => Promise.reject(new DeadlinePassed())))).toEqual([[]]);
    expect(await late(createTarget(async () => Promise.reject(new Error('no such file'))))).toEqual([[]]);
  });

  it('passes on a broken runtime, late or not, so that the page can start another', async () => {
    const target = createTarget(async () => Promise.reject(new RuntimeFailedError('it trapped')));
    const call = external(200, target).classify(['hi'], createCall({ calledAt: Date.now() - 1000 }));
    await expect(call).rejects.toThrow('it trapped');
  });

  it('passes on an error that comes in time', async () => {
    const target = createTarget(async () => Promise.reject(new Error('no such file')));
    await expect(external(60_000, target).classify(['hi'], createCall())).rejects.toThrow('no such file');
  });
});
