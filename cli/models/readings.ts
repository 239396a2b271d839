import type { OnnxEntry } from '../../src/contract/registry-entry';

/** How a registry entry reads a model's scores. */
export type Reading = Pick<OnnxEntry, 'scores' | 'choice' | 'threshold'>;

/**
 * The published ways to read the flow models, by name: the Optimum pipeline goes by the config's `problem_type`, the
 * model card's ONNX snippet and the server (`llm-flow-classification`) do not.
 */
export const READINGS = {
  pipeline: (hasSigmoid: boolean): Reading => ({
    scores: hasSigmoid ? 'sigmoid' : 'softmax',
    choice: 'best',
    threshold: 0,
  }),
  card: (): Reading => ({ scores: 'sigmoid', choice: 'best', threshold: 0 }),
  server: (): Reading => ({ scores: 'softmax', choice: 'first', threshold: 0.3 }),
};
