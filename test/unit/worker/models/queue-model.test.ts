import { describe, expect, it } from 'vitest';
import { createQueue } from '../../../../worker/inference/queue';
import { queueModel } from '../../../../worker/models/queue-model';

const live = { lane: 'live', deadline: Number.POSITIVE_INFINITY, signal: new AbortController().signal } as const;

function createModel(folder: string, queue = createQueue()) {
  const ran: string[] = [];
  const model = queueModel(queue, folder, {
    async run(texts, output) {
      ran.push(`${output}: ${texts.join()}`);
      return texts.map((text) => [text.length]);
    },
  });
  return { model, ran };
}

describe('a model behind the queue', () => {
  it('computes a text once an output', async () => {
    const { model, ran } = createModel('flow/');
    await Promise.all([model.run(live, ['hi'], 'user'), model.run(live, ['hi'], 'user')]);
    await model.run(live, ['hi'], 'agent');
    expect(await model.run(live, ['hi'], 'user')).toEqual([[2]]);
    expect(ran).toEqual(['user: hi', 'agent: hi']);
  });

  it('shares nothing with the model of another folder', async () => {
    const queue = createQueue();
    const [one, two] = [createModel('one/', queue), createModel('two/', queue)];
    await Promise.all([one.model.run(live, ['hi'], 'user'), two.model.run(live, ['hi'], 'user')]);
    expect([one.ran, two.ran]).toEqual([['user: hi'], ['user: hi']]);
  });

  it('runs a batch as it is, whatever is known of its texts, and remembers nothing of it', async () => {
    const { model, ran } = createModel('flow/');
    await model.run(live, ['hi'], 'user');
    expect(await model.run(live, ['hi', 'bye'], 'user')).toEqual([[2], [3]]);
    await model.run(live, ['bye'], 'user');
    expect(ran).toEqual(['user: hi', 'user: hi,bye', 'user: bye']);
  });
});
