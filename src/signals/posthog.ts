import type { AnswerSignal } from '../answer-signal';
import { addressOf } from '../delivery/address-of';
import { createDelivery } from '../delivery/create-delivery';
import type { Exporter } from '../delivery/exporter';
import type { ExporterOptions } from '../delivery/exporter-options';
import { readSignal } from '../delivery/read-signal';

/** The part of posthog-js that is used here. */
export interface PostHogClient {
  capture(event: string, properties: Record<string, unknown>): unknown;
}

/** Who sends the events: the page's own posthog-js, or this exporter, to an address. */
export type PostHogTarget =
  | { client: PostHogClient }
  | {
      /** `https://eu.i.posthog.com`, `https://us.i.posthog.com`, or where you host it. */
      host: string | URL;
      /** The project's key, `phc_…`, which may write events and nothing else. */
      key: string;
      /** Whose events these are. */
      distinctId: string;
      /** Hears of events that did not arrive. */
      onError?: (error: Error) => void;
    };

/** Who sends the events, and how they are shaped. */
export type PostHogOptions = PostHogTarget &
  ExporterOptions & {
    /**
     * The event's name, `flow_label` without it. `$ai_metric` shapes it as a metric of the answer's `traceId`, for
     * PostHog's LLM analytics; signals without one are left out then.
     */
    event?: string;
  };

/**
 * Makes each answer an event whose property, named after the classifier, is the label: `user_flow: "user_goodbye"`.
 * Without a `client` they go in batches to `POST /batch/`.
 * Source of the shapes: PostHog's pages on the capture API, and `captureTraceMetric` of posthog-js.
 * @throws InvalidInputError when `host` is no whole address
 */
export function postHog(options: PostHogOptions): Exporter {
  const { capture, flush } = createSender(options);
  const { event = 'flow_label' } = options;

  function tell(signal: AnswerSignal): void {
    const { name, label, score, isProvisional, reference, text } = readSignal(signal, options);
    const { messageId, sessionId, traceId } = reference;
    if (label === undefined) return;
    const about = {
      ...(score !== undefined && { [`${name}_score`]: score }),
      [`${name}_ms`]: signal.elapsedMs,
      ...(isProvisional && { [`${name}_provisional`]: true }),
      ...(messageId !== undefined && { message_id: messageId }),
      ...(text !== undefined && { message_text: text }),
    };
    if (event !== '$ai_metric') {
      const place = {
        ...(sessionId !== undefined && { chat_id: sessionId }),
        ...(traceId !== undefined && { $ai_trace_id: traceId }),
      };
      capture(event, { [name]: label, ...about, ...place }, signal.answeredAt);
    } else if (traceId !== undefined) {
      const metric = { $ai_trace_id: traceId, $ai_metric_name: name, $ai_metric_value: label };
      capture(
        event,
        { ...metric, ...(sessionId !== undefined && { $ai_session_id: sessionId }), ...about },
        signal.answeredAt,
      );
    }
  }

  return Object.assign(tell, { flush });
}

interface Sender {
  capture(event: string, properties: Record<string, unknown>, at: number): void;
  flush(): Promise<void>;
}

function createSender(target: PostHogTarget): Sender {
  if ('client' in target) {
    const { client } = target;
    // It has a queue and a flush of its own.
    return { capture: (event, properties) => void client.capture(event, properties), flush: async () => {} };
  }
  const { host, key, distinctId, onError } = target;
  const delivery = createDelivery<object>({
    url: addressOf(host, 'batch/'),
    bodyOf: (batch) => ({ api_key: key, batch }),
    onError,
  });
  return {
    capture(event, properties, at) {
      delivery.add({
        event,
        distinct_id: distinctId,
        properties: { ...properties, distinct_id: distinctId },
        timestamp: new Date(at).toISOString(),
      });
    },
    flush: delivery.flush,
  };
}
