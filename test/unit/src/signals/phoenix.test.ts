import * as v from 'valibot';
import { afterEach, describe, expect, it } from 'vitest';
import { phoenix } from '../../../../src/signals/phoenix';
import { SECRET, signals } from './answer-signals';
import { type Collector, startCollector } from './start-collector';

// `AnnotateSpansRequestBody` of Phoenix's OpenAPI document (as in the types of @arizeai/phoenix-client 6.14.2).
const annotation = v.strictObject({
  span_id: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
  name: v.pipe(v.string(), v.nonEmpty()),
  annotator_kind: v.picklist(['LLM', 'CODE', 'HUMAN']),
  result: v.strictObject({
    label: v.optional(v.string()),
    score: v.optional(v.number()),
    explanation: v.optional(v.string()),
  }),
  metadata: v.optional(v.record(v.string(), v.unknown())),
  identifier: v.optional(v.string()),
});
const request = v.strictObject({ data: v.array(annotation) });

let collector: Collector;
afterEach(() => collector.close());

describe('a Phoenix annotation', () => {
  it('has the documented shape and address, also where the server lies below a path', async () => {
    collector = await startCollector(request);
    const errors: Error[] = [];
    const onError = (error: Error) => errors.push(error);
    const tell = phoenix({ baseUrl: `${collector.url}/phoenix`, apiKey: 'key', onError });
    tell(signals.labelled);
    tell(signals.provisional);
    await tell.flush();
    expect(errors).toEqual([]);
    expect(collector.received).toHaveLength(1);
    expect(collector.received[0]).toMatchObject({
      method: 'POST',
      path: '/phoenix/v1/span_annotations',
      headers: { authorization: 'Bearer key' },
      body: {
        data: [
          {
            span_id: signals.labelled.reference.spanId,
            name: 'user_flow_fast',
            annotator_kind: 'CODE',
            result: { label: 'user_goodbye', score: 0.97 },
            metadata: { elapsed_ms: 12.5 },
            identifier: 'm1',
          },
          { result: { label: 'asks_source', score: 0.6 }, metadata: { elapsed_ms: 12.5, provisional: true } },
        ],
      },
    });
  });

  it('holds the text only where that is asked for by name, and asks without a key for none', async () => {
    collector = await startCollector(request);
    const tell = phoenix({ baseUrl: collector.url });
    for (const signal of Object.values(signals)) tell(signal);
    await tell.flush();
    expect(JSON.stringify(collector.received)).not.toContain(SECRET);
    expect(collector.received[0]?.headers.authorization).toBeUndefined();
    const withText = phoenix({ baseUrl: collector.url, includeText: true });
    withText(signals.labelled);
    await withText.flush();
    expect(JSON.stringify(collector.received)).toContain(SECRET);
  });

  it('is left out where nothing is sure enough, a call failed, or no span is named', async () => {
    collector = await startCollector(request);
    const tell = phoenix({ baseUrl: collector.url });
    tell(signals.unsure);
    tell(signals.failed);
    tell(signals.unrelated);
    await tell.flush();
    expect(collector.received).toEqual([]);
  });

  it('that the server does not take is told, and throws nothing', async () => {
    collector = await startCollector(request, { status: 404, body: 'Span not found' });
    const errors: Error[] = [];
    const tell = phoenix({ baseUrl: collector.url, onError: (error) => errors.push(error) });
    tell(signals.labelled);
    await tell.flush();
    expect(errors[0]?.message).toMatch(/answered 404: .*Span not found/);
  });
});
