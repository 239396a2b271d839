import type { ContenderId } from '../run/contender-id';

/** What readers know the contenders by. */
export const CONTENDER_NAMES: Record<ContenderId, string> = {
  ours: 'flow-labels',
  cascade: 'flow-labels, cascade',
  transformers: '@huggingface/transformers',
  xenova: '@xenova/transformers',
  native: 'native ONNX Runtime',
};
