import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Labelled } from '../contenders/bench-page';
import { OUTPUT, type ShippedModel } from './read-model';
import type { TimedContender } from './timed-contender';

/**
 * Runs the shipped graph in ONNX Runtime for Node, on one thread: what the machine can do without a browser. The same
 * tokenizer, and 8-bit products that cannot saturate, as in WebAssembly.
 */
export async function nativeContender({ graph, tokenizer, labels }: ShippedModel): Promise<TimedContender> {
  const session = await InferenceSession.create(graph, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    extra: { session: { x64quantprecision: '1' } },
  });

  async function one(text: string): Promise<Labelled> {
    const ids = BigInt64Array.from(tokenizer.tokenize(text), BigInt);
    const tensor = (values: BigInt64Array) => new Tensor('int64', values, [1, values.length]);
    const values: Record<string, BigInt64Array> = {
      input_ids: ids,
      attention_mask: ids.map(() => 1n),
      token_type_ids: ids.map(() => 0n),
    };
    const feeds = Object.fromEntries(session.inputNames.map((name) => [name, tensor(values[name] ?? ids)]));
    const logits = Array.from((await session.run(feeds, [OUTPUT]))[OUTPUT]?.data as Float32Array);
    const highest = Math.max(...logits);
    const sum = logits.reduce((total, value) => total + Math.exp(value - highest), 0);
    return { label: labels[logits.indexOf(highest)] ?? '', score: 1 / sum };
  }

  return {
    id: 'native',
    async timeOne(text) {
      const startedAt = performance.now();
      const labelled = await one(text);
      return { ...labelled, elapsedMs: performance.now() - startedAt };
    },
    async timeAll(texts, manner) {
      if (manner !== 'single') throw new Error(`native runs one message at a time, not ${manner}`);
      const startedAt = performance.now();
      const found: Labelled[] = [];
      for (const text of texts) found.push(await one(text));
      return { labels: found, elapsedMs: performance.now() - startedAt };
    },
  };
}
