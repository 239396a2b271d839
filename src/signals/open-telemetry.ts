import type { AnswerReference, AnswerSignal, AnswerSink } from '../answer-signal';
import type { ExporterOptions } from '../delivery/exporter-options';
import { readSignal } from '../delivery/read-signal';

/** The part of `@opentelemetry/api-logs`' `Logger` that is used here; `Context` is that of `@opentelemetry/api`. */
export interface EventLogger<Context> {
  emit(record: {
    eventName: string;
    timestamp: number;
    severityNumber: number;
    attributes: Record<string, string | number | boolean>;
    context?: Context;
  }): void;
}

/** How events are shaped. */
export interface OpenTelemetryOptions<Context> extends ExporterOptions {
  /** The context of the span that made the message, which the event is then a child of; the active one without it. */
  contextOf?: (reference: AnswerReference) => Context | undefined;
}

// SeverityNumber.INFO of the logs data model.
const INFO = 9;

/**
 * Makes each answer an event `gen_ai.evaluation.result` (in development) of a logger; what that logger is connected to
 * sends it. Failed calls are told with their `error.type`. Attributes that begin with `flow_labels.` are this project's.
 * Source of the shape: `model/gen-ai/events.yaml` of OpenTelemetry's GenAI semantic conventions.
 */
export function openTelemetry<Context>(
  logger: EventLogger<Context>,
  options: OpenTelemetryOptions<Context> = {},
): AnswerSink {
  return (signal: AnswerSignal) => {
    const { name, label, score, isProvisional, reference, text } = readSignal(signal, options);
    const { error } = signal;
    if (label === undefined && error === undefined) return;
    const { responseId, sessionId, messageId } = reference;
    const context = options.contextOf?.(reference);
    logger.emit({
      eventName: 'gen_ai.evaluation.result',
      timestamp: signal.answeredAt,
      severityNumber: INFO,
      attributes: {
        'gen_ai.evaluation.name': name,
        ...(label !== undefined && { 'gen_ai.evaluation.score.label': label }),
        ...(score !== undefined && { 'gen_ai.evaluation.score.value': score }),
        ...(error !== undefined && { 'error.type': error }),
        ...(responseId !== undefined && { 'gen_ai.response.id': responseId }),
        ...(sessionId !== undefined && { 'gen_ai.conversation.id': sessionId }),
        'flow_labels.elapsed_ms': signal.elapsedMs,
        ...(isProvisional && { 'flow_labels.provisional': true }),
        ...(messageId !== undefined && { 'flow_labels.message.id': messageId }),
        ...(text !== undefined && { 'flow_labels.message.text': text }),
      },
      ...(context !== undefined && { context }),
    });
  };
}
