import * as v from 'valibot';
import { afterEach, describe, expect, it } from 'vitest';
import { postHog } from '../../../../src/signals/posthog';
import { SECRET, signals } from './answer-signals';
import { type Collector, startCollector } from './start-collector';

const text = v.pipe(v.string(), v.nonEmpty());
const plain = v.union([v.string(), v.number(), v.boolean()]);
// https://posthog.com/docs/api/capture, "Batch events": `distinct_id` may stand in the properties too.
const batch = (properties: v.GenericSchema) =>
  v.strictObject({
    api_key: text,
    historical_migration: v.optional(v.boolean()),
    batch: v.array(
      v.strictObject({
        event: text,
        distinct_id: v.optional(text),
        properties,
        timestamp: v.optional(v.pipe(v.string(), v.isoTimestamp())),
        uuid: v.optional(v.pipe(v.string(), v.uuid())),
      }),
    ),
  });
const anyEvent = batch(v.objectWithRest({ distinct_id: text }, plain));
// `captureTraceMetric` of posthog-js: all three are texts. The trace id's characters: https://posthog.com/docs/llm-analytics.
const metricEvent = batch(
  v.objectWithRest(
    {
      distinct_id: text,
      $ai_trace_id: v.pipe(v.string(), v.regex(/^[\w~.@()!':|-]+$/)),
      $ai_metric_name: text,
      $ai_metric_value: text,
    },
    plain,
  ),
);

let collector: Collector | undefined;
afterEach(async () => {
  await collector?.close();
  collector = undefined;
});

async function start(schema: v.GenericSchema, more: { event?: string; names?: Record<string, string> } = {}) {
  collector = await startCollector(schema, { body: { status: 1 } });
  const errors: Error[] = [];
  const onError = (error: Error) => errors.push(error);
  const tell = postHog({ ...more, host: collector.url, key: 'phc_1', distinctId: 'visitor', onError });
  return { tell, errors, received: collector.received };
}

describe('a PostHog event', () => {
  it('has the label as a property of its classifier’s name, in a batch of the documented shape', async () => {
    const { tell, errors, received } = await start(anyEvent, { names: { user_flow_fast: 'user_flow' } });
    tell(signals.labelled);
    tell(signals.provisional);
    await tell.flush();
    expect(errors).toEqual([]);
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({ method: 'POST', path: '/batch/' });
    expect(received[0]?.body).toEqual({
      api_key: 'phc_1',
      batch: [
        {
          event: 'flow_label',
          distinct_id: 'visitor',
          timestamp: '2026-11-22T14:00:00.250Z',
          properties: {
            distinct_id: 'visitor',
            user_flow: 'user_goodbye',
            user_flow_score: 0.97,
            user_flow_ms: 12.5,
            message_id: 'm1',
            chat_id: 's1',
            $ai_trace_id: signals.labelled.reference.traceId,
          },
        },
        expect.objectContaining({
          properties: expect.objectContaining({ user_flow: 'asks_source', user_flow_provisional: true }),
        }),
      ],
    });
  });

  it('may be a metric of the trace, and is left out then where there is no trace', async () => {
    const { tell, errors, received } = await start(metricEvent, { event: '$ai_metric' });
    tell(signals.labelled);
    tell(signals.unrelated);
    await tell.flush();
    expect(errors).toEqual([]);
    const [event, ...others] = v.parse(metricEvent, received[0]?.body).batch;
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      event: '$ai_metric',
      properties: { $ai_metric_name: 'user_flow_fast', $ai_metric_value: 'user_goodbye', $ai_session_id: 's1' },
    });
  });

  it('goes through the page’s own client where that is given', async () => {
    const captured: unknown[] = [];
    const client = {
      capture: (event: string, properties: Record<string, unknown>) => captured.push([event, properties]),
    };
    const tell = postHog({ client });
    tell(signals.unrelated);
    await tell.flush();
    expect(captured).toEqual([
      ['flow_label', { user_flow_fast: 'user_goodbye', user_flow_fast_score: 0.97, user_flow_fast_ms: 12.5 }],
    ]);
  });

  it('holds the text only where that is asked for by name', async () => {
    const { tell, received } = await start(anyEvent);
    for (const signal of Object.values(signals)) tell(signal);
    await tell.flush();
    expect(received).toHaveLength(1);
    expect(JSON.stringify(received)).not.toContain(SECRET);
    const withText = postHog({ host: collector?.url ?? '', key: 'phc_1', distinctId: 'visitor', includeText: true });
    withText(signals.labelled);
    await withText.flush();
    expect(JSON.stringify(received)).toContain(SECRET);
  });
});
