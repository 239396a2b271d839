import * as v from 'valibot';
import { afterEach, describe, expect, it } from 'vitest';
import { createDelivery } from '../../../../src/delivery/create-delivery';
import { type Collector, startCollector } from '../signals/start-collector';

let collector: Collector;
afterEach(() => collector.close());

async function start() {
  collector = await startCollector(v.array(v.number()));
  return createDelivery<number>({ url: collector.url, bodyOf: (items) => items, onError: undefined });
}

describe('a delivery', () => {
  it('sends what has come within a second together, by itself', async () => {
    const delivery = await start();
    delivery.add(1);
    delivery.add(2);
    expect(collector.received).toEqual([]);
    await expect.poll(() => collector.received.length).toBe(1);
    expect(collector.received[0]?.body).toEqual([1, 2]);
  });

  it('sends fifty at once, and at its end what is left', async () => {
    const delivery = await start();
    for (let item = 0; item < 120; item++) delivery.add(item);
    await delivery.flush();
    const sizes = collector.received.map(({ body }) => (body as number[]).length);
    expect(sizes.sort((one, two) => two - one)).toEqual([50, 50, 20]);
    await delivery.flush();
    expect(collector.received).toHaveLength(3);
  });
});
