import { describe, expect, it } from 'vitest';
import { createQueue } from '../../../../worker/inference/queue';

const never = new AbortController().signal;
const live = { lane: 'live', deadline: Number.POSITIVE_INFINITY, signal: never } as const;
const log = { ...live, lane: 'log' } as const;

describe('the queue', () => {
  it('runs one job at a time and live jobs before log jobs', async () => {
    const { run } = createQueue();
    const order: string[] = [];
    let running = 0;
    const job = (name: string) => async () => {
      running += 1;
      expect(running).toBe(1);
      order.push(name);
      await new Promise((resolve) => setTimeout(resolve, 1));
      running -= 1;
      return name;
    };
    const results = await Promise.all([
      run(log, job('log 1')),
      run(log, job('log 2')),
      run(live, job('live 1')),
      run(log, job('log 3')),
      run(live, job('live 2')),
    ]);
    expect(order).toEqual(['log 1', 'live 1', 'live 2', 'log 2', 'log 3']);
    expect(results).toEqual(['log 1', 'log 2', 'live 1', 'log 3', 'live 2']);
  });

  it('lets a message in between two jobs', async () => {
    const { run } = createQueue();
    const order: string[] = [];
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      order.push('message');
      port1.close();
    };
    const first = run(log, async () => {
      port2.postMessage(null);
      order.push('first');
    });
    const second = run(log, async () => order.push('second'));
    await Promise.all([first, second]);
    expect(order).toEqual(['first', 'message', 'second']);
  });

  it('goes on after a job that fails', async () => {
    const { run } = createQueue();
    const failing = run(live, () => Promise.reject(new Error('no')));
    const throwing = run(live, () => {
      throw new Error('at once');
    });
    const next = run(live, async () => 'yes');
    await expect(failing).rejects.toThrow('no');
    await expect(throwing).rejects.toThrow('at once');
    expect(await next).toBe('yes');
    expect(await run(live, async () => 'again')).toBe('again');
  });

  it('drops an aborted job before it starts', async () => {
    const { run } = createQueue();
    const controller = new AbortController();
    let started = false;
    const first = run(live, async () => controller.abort(new Error('nobody waits')));
    const second = run({ ...live, signal: controller.signal }, async () => {
      started = true;
    });
    await first;
    await expect(second).rejects.toThrow('nobody waits');
    expect(started).toBe(false);
  });

  it('drops an expired job before it starts', async () => {
    const { run } = createQueue();
    let started = false;
    const job = run({ ...live, deadline: Date.now() - 1 }, async () => {
      started = true;
    });
    await expect(job).rejects.toMatchObject({ name: 'DeadlinePassed' });
    expect(started).toBe(false);
  });
});

describe('jobs of one key', () => {
  const counted = () => {
    let runs = 0;
    return { job: async () => `run ${++runs}`, runs: () => runs };
  };

  it('run once for all that wait, each in its lane: the live one gives the log one its result', async () => {
    const { run } = createQueue();
    const order: string[] = [];
    const { job, runs } = counted();
    const note = (name: string) => (result: unknown) => order.push(`${name}: ${result}`);
    const results = [
      run(log, async () => 'done').then(note('first')),
      run(log, async () => 'done').then(note('second')),
      run(log, job, 'a').then(note('log')),
      run(live, job, 'a').then(note('live')),
      run(live, job, 'b').then(note('other key')),
    ];
    await Promise.all(results);
    expect(order).toEqual(['first: done', 'live: run 1', 'log: run 1', 'other key: run 2', 'second: done']);
    expect(runs()).toBe(2);
  });

  it('serve those that come while the job runs', async () => {
    const { run } = createQueue();
    const { job, runs } = counted();
    let late: Promise<string> | undefined;
    const first = run(
      live,
      () => {
        late = run(log, job, 'a');
        return job();
      },
      'a',
    );
    expect(await first).toBe('run 1');
    expect(await late).toBe('run 1');
    expect(runs()).toBe(1);
  });

  it('do not share an abort, nor a deadline that has passed', async () => {
    const { run } = createQueue();
    const { job, runs } = counted();
    const controller = new AbortController();
    const blocking = run(live, async () => controller.abort(new Error('nobody waits')));
    const aborted = run({ ...live, signal: controller.signal }, job, 'a');
    const expired = run({ ...live, deadline: Date.now() - 1 }, job, 'a');
    const wanted = run(live, job, 'a');
    await blocking;
    await expect(aborted).rejects.toThrow('nobody waits');
    await expect(expired).rejects.toMatchObject({ name: 'DeadlinePassed' });
    expect(await wanted).toBe('run 1');
    expect(runs()).toBe(1);
  });

  it('do not share a failure: the next one runs', async () => {
    const { run } = createQueue();
    let runs = 0;
    const job = async () => {
      runs += 1;
      if (runs === 1) throw new Error('once');
      return runs;
    };
    const [first, second] = [run(live, job, 'a'), run(live, job, 'a')];
    await expect(first).rejects.toThrow('once');
    expect(await second).toBe(2);
  });
});
