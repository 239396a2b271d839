import { describe, expect, it } from 'vitest';
import { createQueue } from '../../../../worker/inference/queue';
import { shareRuns } from '../../../../worker/inference/share-runs';

const live = { lane: 'live', deadline: Number.POSITIVE_INFINITY, signal: new AbortController().signal } as const;

function createRuns(name = 'model', queue = createQueue()) {
  const ran: string[] = [];
  const row = shareRuns(queue, name, async (text) => {
    ran.push(text);
    return [text.length];
  });
  return { row: (text: string, ticket: Parameters<typeof row>[0] = live) => row(ticket, text), ran };
}

describe('the runs of a model output', () => {
  it('are one for a text that several ask for, and for one that is asked for again', async () => {
    const { row, ran } = createRuns();
    expect(await Promise.all([row('hi'), row('bye'), row('hi')])).toEqual([[2], [3], [2]]);
    expect(await row('hi')).toEqual([2]);
    expect(ran).toEqual(['hi', 'bye']);
  });

  it('are their own: another output on the same queue runs the same text', async () => {
    const queue = createQueue();
    const [user, agent] = [createRuns('user', queue), createRuns('agent', queue)];
    await Promise.all([user.row('hi'), agent.row('hi')]);
    expect([user.ran, agent.ran]).toEqual([['hi'], ['hi']]);
  });

  it('are remembered for 500 texts, and what was asked for least recently goes', async () => {
    const { row, ran } = createRuns();
    const texts = Array.from({ length: 500 }, (_, at) => `text ${at}`);
    for (const text of texts) await row(text);
    await row('text 0');
    await row('one more');
    ran.length = 0;
    await row('text 0');
    await row('text 2');
    expect(ran).toEqual([]);
    await row('text 1');
    expect(ran).toEqual(['text 1']);
  });

  it('of one text are one also where more than 500 others wait in between', async () => {
    const { row, ran } = createRuns();
    const others = Array.from({ length: 600 }, (_, at) => row(`text ${at}`));
    await Promise.all([...others, row('text 0')]);
    expect(ran.filter((text) => text === 'text 0')).toHaveLength(1);
  });

  it('are not remembered for texts so long that 500 of them would fill the memory', async () => {
    const { row, ran } = createRuns();
    const long = 'x'.repeat(10_001);
    await row(long);
    await row(long);
    expect(ran).toHaveLength(2);
  });

  it('answer from memory at once, before what waits', async () => {
    const { row } = createRuns();
    await row('hi');
    const ended: string[] = [];
    const waiting = row('something else').finally(() => ended.push('new'));
    await row('hi').finally(() => ended.push('known'));
    await waiting;
    expect(ended).toEqual(['known', 'new']);
  });

  it('that fail are not remembered', async () => {
    let runs = 0;
    const row = shareRuns(createQueue(), 'model', async () => {
      runs += 1;
      if (runs === 1) throw new Error('once');
      return [runs];
    });
    await expect(row(live, 'hi')).rejects.toThrow('once');
    expect(await row(live, 'hi')).toEqual([2]);
  });
});
