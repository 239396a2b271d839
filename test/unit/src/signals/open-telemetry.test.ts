import { type Context, ROOT_CONTEXT, TraceFlags, trace } from '@opentelemetry/api';
import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-http';
import { LoggerProvider, SimpleLogRecordProcessor } from '@opentelemetry/sdk-logs';
import * as v from 'valibot';
import { afterEach, describe, expect, it } from 'vitest';
import type { AnswerReference } from '../../../../src/index';
import { openTelemetry } from '../../../../src/signals/open-telemetry';
import { SECRET, signals } from './answer-signals';
import { type Collector, startCollector } from './start-collector';

// The event `gen_ai.evaluation.result` of OpenTelemetry's GenAI conventions (model/gen-ai/events.yaml, "development"),
// in the JSON of OTLP (opentelemetry/proto/logs/v1/logs.proto).
const stringValue = v.strictObject({ stringValue: v.pipe(v.string(), v.nonEmpty()) });
const numberValue = v.union([
  v.strictObject({ doubleValue: v.number() }),
  v.strictObject({ intValue: v.union([v.number(), v.string()]) }),
]);
const attribute = v.variant('key', [
  v.strictObject({ key: v.literal('gen_ai.evaluation.name'), value: stringValue }),
  v.strictObject({ key: v.literal('gen_ai.evaluation.score.label'), value: stringValue }),
  v.strictObject({ key: v.literal('gen_ai.evaluation.score.value'), value: numberValue }),
  v.strictObject({ key: v.literal('gen_ai.evaluation.explanation'), value: stringValue }),
  v.strictObject({ key: v.literal('gen_ai.response.id'), value: stringValue }),
  v.strictObject({ key: v.literal('gen_ai.conversation.id'), value: stringValue }),
  v.strictObject({ key: v.literal('error.type'), value: stringValue }),
  v.strictObject({ key: v.literal('flow_labels.elapsed_ms'), value: numberValue }),
  v.strictObject({ key: v.literal('flow_labels.provisional'), value: v.strictObject({ boolValue: v.boolean() }) }),
  v.strictObject({ key: v.literal('flow_labels.message.id'), value: stringValue }),
  v.strictObject({ key: v.literal('flow_labels.message.text'), value: stringValue }),
]);
const record = v.looseObject({
  eventName: v.literal('gen_ai.evaluation.result'),
  timeUnixNano: v.union([v.string(), v.number()]),
  severityNumber: v.literal(9),
  attributes: v.pipe(
    v.array(attribute),
    v.check((list) => list.some(({ key }) => key === 'gen_ai.evaluation.name'), 'gen_ai.evaluation.name is required'),
  ),
  traceId: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/))),
  spanId: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/))),
});
const logs = v.looseObject({
  resourceLogs: v.array(v.looseObject({ scopeLogs: v.array(v.looseObject({ logRecords: v.array(record) })) })),
});

let collector: Collector;
let provider: LoggerProvider;
afterEach(async () => {
  await provider.shutdown();
  await collector.close();
});

async function start() {
  collector = await startCollector(logs);
  const exporter = new OTLPLogExporter({ url: `${collector.url}/v1/logs` });
  provider = new LoggerProvider({ processors: [new SimpleLogRecordProcessor({ exporter })] });
  return provider.getLogger('flow-labels');
}

/** The records that the collector has, with their attributes by key. */
async function records() {
  await provider.forceFlush();
  await expect.poll(() => collector.received.length).toBeGreaterThan(0);
  return collector.received.flatMap(({ body }) => {
    const { resourceLogs } = v.parse(logs, body);
    return resourceLogs.flatMap(({ scopeLogs }) =>
      scopeLogs.flatMap(({ logRecords }) =>
        logRecords.map(({ attributes, ...others }) => ({
          ...others,
          attributes: Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]])),
        })),
      ),
    );
  });
}

describe('an OpenTelemetry event', () => {
  it('has the documented name and attributes, on its way through the real SDK and exporter', async () => {
    const tell = openTelemetry(await start(), { names: { user_flow_fast: 'user_flow' } });
    tell({ ...signals.labelled, reference: { ...signals.labelled.reference, responseId: 'chatcmpl-1' } });
    const [event] = await records();
    expect(event).toMatchObject({ eventName: 'gen_ai.evaluation.result', severityNumber: 9 });
    expect(event?.attributes).toEqual({
      'gen_ai.evaluation.name': 'user_flow',
      'gen_ai.evaluation.score.label': 'user_goodbye',
      'gen_ai.evaluation.score.value': 0.97,
      'gen_ai.response.id': 'chatcmpl-1',
      'gen_ai.conversation.id': 's1',
      'flow_labels.elapsed_ms': 12.5,
      'flow_labels.message.id': 'm1',
    });
    expect(String(event?.timeUnixNano)).toBe('1795356000250000000');
  });

  it('is a child of the span that made the message, where the page gives its context', async () => {
    const contextOf = ({ traceId = '', spanId = '' }: AnswerReference): Context =>
      trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: TraceFlags.SAMPLED });
    const tell = openTelemetry(await start(), { contextOf });
    tell(signals.provisional);
    const [event] = await records();
    const { traceId, spanId } = signals.provisional.reference;
    expect(event).toMatchObject({ traceId, spanId, attributes: { 'flow_labels.provisional': true } });
  });

  it('tells of a failed call by the error’s name, and of an unsure one only where that has a label', async () => {
    const logger = await start();
    openTelemetry(logger)(signals.failed);
    openTelemetry(logger)(signals.unsure);
    openTelemetry(logger, { noLabel: 'none' })(signals.unsure);
    await expect.poll(async () => (await records()).length).toBe(2);
    const outcomes = (await records()).map(({ attributes }) => [
      attributes['error.type'],
      attributes['gen_ai.evaluation.score.label'],
    ]);
    expect(outcomes).toContainEqual(['ModelFetchError', undefined]);
    expect(outcomes).toContainEqual([undefined, 'none']);
  });

  it('holds the text only where that is asked for by name', async () => {
    const logger = await start();
    for (const signal of Object.values(signals)) openTelemetry(logger)(signal);
    await expect.poll(async () => (await records()).length).toBe(4);
    expect(JSON.stringify(collector.received)).not.toContain(SECRET);
    openTelemetry(logger, { includeText: true })(signals.labelled);
    await expect.poll(() => JSON.stringify(collector.received)).toContain(SECRET);
  });
});
