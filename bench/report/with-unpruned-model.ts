import type { PageWeight, Weight } from '../run/weigh-files';
import unpruned from '../unpruned-model.json' with { type: 'json' };

const UNPRUNED: readonly { ending: string; weight: Weight }[] = [
  { ending: '.onnx', weight: unpruned.files['model.onnx'] },
  { ending: '/tokenizer.json', weight: unpruned.files['tokenizer.json'] },
];

/** What a peer's page would fetch had the model not been pruned: a peer would ship it as it was exported. */
export function withUnprunedModel({ files }: PageWeight): Weight {
  const weights = files.map((file) => UNPRUNED.find(({ ending }) => file.path.endsWith(ending))?.weight ?? file);
  const total = (key: keyof Weight) => weights.reduce((sum, weight) => sum + weight[key], 0);
  return { raw: total('raw'), gzip: total('gzip'), brotli: total('brotli') };
}
