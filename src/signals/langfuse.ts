import type { AnswerSignal } from '../answer-signal';
import { addressOf } from '../delivery/address-of';
import { createDelivery } from '../delivery/create-delivery';
import { createUuid } from '../delivery/create-uuid';
import type { Exporter } from '../delivery/exporter';
import type { ExporterOptions } from '../delivery/exporter-options';
import { readSignal } from '../delivery/read-signal';

/** Where Langfuse is, and how scores are shaped. */
export interface LangfuseOptions extends ExporterOptions {
  /** `https://cloud.langfuse.com`, or where you host it. */
  baseUrl: string | URL;
  /** The project's public key, `pk-lf-…`, which may write scores and nothing else. Never a secret key: pages can be read. */
  publicKey: string;
  /** Hears of scores that did not arrive. */
  onError?: (error: Error) => void;
}

/**
 * Makes each answer a categorical score of its trace, observation (`spanId`) or session, in batches to
 * `POST /api/public/ingestion`. A signal that names neither a trace nor a session is left out. One with a `messageId`
 * replaces that message's earlier score.
 * Source of the shape: `ScoreEvent`, `ScoreBody` and `IngestionResponse` in Langfuse's OpenAPI document.
 * @throws InvalidInputError when `baseUrl` is no whole address
 */
export function langfuse(options: LangfuseOptions): Exporter {
  const { baseUrl, publicKey, onError } = options;
  const delivery = createDelivery<object>({
    url: addressOf(baseUrl, 'api/public/ingestion'),
    headers: { authorization: `Bearer ${publicKey}` },
    bodyOf: (batch) => ({ batch }),
    findRefusal,
    onError,
  });

  function tell(signal: AnswerSignal): void {
    const { name, label, score, isProvisional, reference, text } = readSignal(signal, options);
    const { traceId, spanId, sessionId, messageId } = reference;
    const place = traceId ?? sessionId;
    if (label === undefined || place === undefined) return;
    const about = {
      score,
      elapsedMs: signal.elapsedMs,
      ...(isProvisional && { provisional: true }),
      ...(messageId !== undefined && { messageId }),
      ...(text !== undefined && { text }),
    };
    delivery.add({
      id: createUuid(),
      type: 'score-create',
      timestamp: new Date(signal.answeredAt).toISOString(),
      body: {
        ...(messageId !== undefined && { id: `${place}:${messageId}:${name}` }),
        // A score belongs to one of both.
        ...(traceId !== undefined ? { traceId } : { sessionId }),
        ...(traceId !== undefined && spanId !== undefined && { observationId: spanId }),
        name,
        value: label,
        dataType: 'CATEGORICAL',
        metadata: about,
      },
    });
  }

  return Object.assign(tell, { flush: delivery.flush });
}

/** The ingestion answers 207, with the scores that it did not take. */
function findRefusal(answer: unknown): string | undefined {
  const errors = (answer as { errors?: unknown } | undefined)?.errors;
  if (!Array.isArray(errors) || errors.length === 0) return undefined;
  return `${errors.length} scores were refused: ${JSON.stringify(errors[0]).slice(0, 200)}`;
}
