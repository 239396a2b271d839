import * as v from 'valibot';
import { secondsToLimitMs } from './seconds-to-limit-ms';

const text = v.pipe(v.string(), v.nonEmpty());

const score = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

const threshold = v.optional(score, 0);

const modelKeys = {
  path: text,
  output: v.optional(text),
  scores: v.optional(v.picklist(['softmax', 'sigmoid']), 'softmax'),
  choice: v.optional(v.picklist(['all', 'best', 'first']), 'all'),
  threshold,
  other: v.optional(v.string(), 'OTHER'),
};

/** What an entry of each type may hold; parsed, it has its defaults. */
export const ENTRY_SCHEMAS = {
  onnx: v.object({ type: v.literal('onnx'), ...modelKeys }),
  ngram: v.object({ type: v.literal('ngram'), ...modelKeys }),
  external: v.pipe(
    v.object({
      type: v.literal('external'),
      classifier: text,
      timeout: v.nullish(v.pipe(v.number(), v.finite(), v.minValue(0))),
      late: v.optional(v.literal('first')),
    }),
    v.transform(({ type, classifier, timeout, late }) => ({
      type,
      classifier,
      timeoutMs: secondsToLimitMs(timeout),
      late,
    })),
  ),
  scikit: v.object({
    type: v.literal('scikit'),
    path: v.pipe(
      text,
      // A pickle is a program in Python; no page can run it.
      v.regex(/^(?!.*\.([pP][kK][lL]|pickle|dill)$)/),
    ),
    intents: v.array(v.string()),
    threshold,
    input: v.optional(v.picklist(['text', 'lemmas']), 'text'),
    lowercase: v.optional(v.boolean(), false),
    vectorizer: v.pipe(
      v.nullish(text),
      v.transform((name) => name ?? undefined),
    ),
    sha256: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))),
  }),
  cascade: v.object({ type: v.literal('cascade'), first: text, then: text, confidence: score }),
  skip: v.object({ type: v.literal('skip'), intents: v.array(v.string()) }),
};
