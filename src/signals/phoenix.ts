import type { AnswerSignal } from '../answer-signal';
import { addressOf } from '../delivery/address-of';
import { createDelivery } from '../delivery/create-delivery';
import type { Exporter } from '../delivery/exporter';
import type { ExporterOptions } from '../delivery/exporter-options';
import { readSignal } from '../delivery/read-signal';

/** Where Phoenix is, and how annotations are shaped. */
export interface PhoenixOptions extends ExporterOptions {
  /** `http://localhost:6006`, or where you host it. */
  baseUrl: string | URL;
  /** Sent as a bearer token, where the server asks for one: pages can be read, so let a proxy of yours add it. */
  apiKey?: string;
  /** Hears of annotations that did not arrive. */
  onError?: (error: Error) => void;
}

/**
 * Makes each answer an annotation of its span, in batches to `POST /v1/span_annotations`. A signal that names no
 * `spanId` is left out. One with a `messageId` replaces that message's earlier annotation of the span.
 * Source of the shape: `AnnotateSpansRequestBody` in Phoenix's OpenAPI document.
 * @throws InvalidInputError when `baseUrl` is no whole address
 */
export function phoenix(options: PhoenixOptions): Exporter {
  const { baseUrl, apiKey, onError } = options;
  const delivery = createDelivery<object>({
    url: addressOf(baseUrl, 'v1/span_annotations'),
    ...(apiKey !== undefined && { headers: { authorization: `Bearer ${apiKey}` } }),
    bodyOf: (data) => ({ data }),
    onError,
  });

  function tell(signal: AnswerSignal): void {
    const { name, label, score, isProvisional, reference, text } = readSignal(signal, options);
    const { spanId, messageId } = reference;
    if (label === undefined || spanId === undefined) return;
    delivery.add({
      span_id: spanId,
      name,
      annotator_kind: 'CODE',
      result: { label, ...(score !== undefined && { score }) },
      metadata: {
        elapsed_ms: signal.elapsedMs,
        ...(isProvisional && { provisional: true }),
        ...(text !== undefined && { text }),
      },
      ...(messageId !== undefined && { identifier: messageId }),
    });
  }

  return Object.assign(tell, { flush: delivery.flush });
}
