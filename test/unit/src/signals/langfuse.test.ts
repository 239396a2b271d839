import * as v from 'valibot';
import { afterEach, describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../../../src/index';
import { langfuse } from '../../../../src/signals/langfuse';
import { SECRET, signals } from './answer-signals';
import { type Collector, startCollector } from './start-collector';

// `ScoreEvent` and `ScoreBody` of Langfuse's OpenAPI document (as in the types of langfuse-core 3.39.2).
const text = v.pipe(v.string(), v.nonEmpty());
const scoreBody = v.pipe(
  v.strictObject({
    id: v.optional(text),
    traceId: v.optional(text),
    sessionId: v.optional(text),
    observationId: v.optional(text),
    datasetRunId: v.optional(text),
    name: text,
    environment: v.optional(text),
    value: text,
    comment: v.optional(v.string()),
    metadata: v.optional(v.unknown()),
    dataType: v.literal('CATEGORICAL'),
    configId: v.optional(text),
  }),
  v.check(({ traceId, sessionId }) => (traceId === undefined) !== (sessionId === undefined), 'a trace or a session'),
);
const ingestion = v.strictObject({
  batch: v.array(
    v.strictObject({
      id: v.pipe(v.string(), v.uuid()),
      timestamp: v.pipe(v.string(), v.isoTimestamp()),
      type: v.literal('score-create'),
      metadata: v.optional(v.unknown()),
      body: scoreBody,
    }),
  ),
  metadata: v.optional(v.unknown()),
});

let collector: Collector;
const errors: Error[] = [];
afterEach(() => {
  errors.length = 0;
  return collector.close();
});

async function start(answer = { status: 207, body: { successes: [], errors: [] as unknown[] } }, more = {}) {
  collector = await startCollector(ingestion, answer);
  const onError = (error: Error) => errors.push(error);
  return langfuse({ baseUrl: collector.url, publicKey: 'pk-lf-1', onError, ...more });
}

const bodies = () =>
  collector.received.flatMap(({ body }) => (body as v.InferOutput<typeof ingestion>).batch.map((event) => event.body));

describe('a Langfuse score', () => {
  it('has the documented shape and address, one request for all that comes within a second', async () => {
    const tell = await start(undefined, { names: { user_flow_fast: 'user_flow' } });
    tell(signals.labelled);
    tell(signals.provisional);
    await tell.flush();
    expect(errors).toEqual([]);
    const [request, ...others] = collector.received;
    expect(others).toEqual([]);
    expect([request?.method, request?.path]).toEqual(['POST', '/api/public/ingestion']);
    expect(request?.headers).toMatchObject({ authorization: 'Bearer pk-lf-1', 'content-type': 'application/json' });
    const { traceId, spanId } = signals.labelled.reference;
    expect(bodies()).toEqual([
      {
        id: `${traceId}:m1:user_flow`,
        traceId,
        observationId: spanId,
        name: 'user_flow',
        value: 'user_goodbye',
        dataType: 'CATEGORICAL',
        metadata: { score: 0.97, elapsedMs: 12.5, messageId: 'm1' },
      },
      // The same id: the final score of a message takes the place of its provisional one.
      expect.objectContaining({
        id: `${traceId}:m1:user_flow`,
        value: 'asks_source',
        metadata: { score: 0.6, elapsedMs: 12.5, messageId: 'm1', provisional: true },
      }),
    ]);
    expect(JSON.stringify(request?.body)).toContain('"timestamp":"2026-11-22T14:00:00.250Z"');
  });

  it('holds the text only where that is asked for by name', async () => {
    const tell = await start();
    for (const signal of Object.values(signals)) tell(signal);
    await tell.flush();
    expect(JSON.stringify(collector.received)).not.toContain(SECRET);
    const withText = langfuse({ baseUrl: collector.url, publicKey: 'pk-lf-1', includeText: true });
    withText(signals.labelled);
    await withText.flush();
    expect(JSON.stringify(collector.received)).toContain(SECRET);
  });

  it('is left out where nothing is sure enough, a call failed, or it would belong to nothing', async () => {
    const tell = await start();
    tell(signals.unsure);
    tell(signals.failed);
    tell(signals.unrelated);
    await tell.flush();
    expect(collector.received).toEqual([]);
  });

  it('may stand for no label, and belong to what the page says of all', async () => {
    const tell = await start(undefined, { noLabel: 'none', reference: { sessionId: 'chat-7' } });
    tell({ ...signals.unsure, reference: undefined });
    tell(signals.failed);
    await tell.flush();
    expect(bodies()).toEqual([
      {
        sessionId: 'chat-7',
        name: 'user_flow_fast',
        value: 'none',
        dataType: 'CATEGORICAL',
        metadata: { elapsedMs: 12.5 },
      },
    ]);
  });
});

describe('a Langfuse score that does not arrive', () => {
  it('is told, and throws nothing: refused by the server', async () => {
    const tell = await start({ status: 401, body: { successes: [], errors: [] } });
    tell(signals.labelled);
    await tell.flush();
    expect(errors.map(({ message }) => message)).toEqual([
      expect.stringMatching(/1 signals did not reach .* answered 401/),
    ]);
  });

  it('is told, and throws nothing: refused one by one', async () => {
    const refused = { id: 'x', status: 400, message: 'no such config' };
    const tell = await start({ status: 207, body: { successes: [], errors: [refused] } });
    tell(signals.labelled);
    await tell.flush();
    expect(errors[0]?.message).toContain('no such config');
  });

  it('is told, and throws nothing: no server, with and without anybody who hears of it', async () => {
    const tell = await start();
    await collector.close();
    tell(signals.labelled);
    await tell.flush();
    expect(errors).toHaveLength(1);
    const unheard = langfuse({ baseUrl: collector.url, publicKey: 'pk-lf-1' });
    unheard(signals.labelled);
    await unheard.flush();
  });

  it('is noticed before anything is sent where the address is none', async () => {
    await start();
    expect(() => langfuse({ baseUrl: 'cloud.langfuse.com', publicKey: 'pk-lf-1' })).toThrow(InvalidInputError);
  });
});
