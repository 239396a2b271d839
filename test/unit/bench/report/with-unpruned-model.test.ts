import { expect, it } from 'vitest';
import { withUnprunedModel } from '../../../../bench/report/with-unpruned-model';
import unpruned from '../../../../bench/unpruned-model.json';

const pruned = { raw: 10, gzip: 5, brotli: 4 };
const page = { path: '/transformers/', raw: 3, gzip: 2, brotli: 1 };

it('puts the unpruned graph and tokenizer in the place of those that a peer fetched', () => {
  const files = [
    page,
    { path: '/transformers/models/flow/onnx/model_quantized.onnx', ...pruned },
    { path: '/transformers/models/flow/tokenizer.json', ...pruned },
    { path: '/transformers/models/flow/tokenizer_config.json', ...pruned },
  ];
  const { 'model.onnx': graph, 'tokenizer.json': tokenizer } = unpruned.files;
  expect(withUnprunedModel({ raw: 33, gzip: 17, brotli: 13, files })).toEqual({
    raw: page.raw + pruned.raw + graph.raw + tokenizer.raw,
    gzip: page.gzip + pruned.gzip + graph.gzip + tokenizer.gzip,
    brotli: page.brotli + pruned.brotli + graph.brotli + tokenizer.brotli,
  });
});
