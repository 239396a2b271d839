import * as v from 'valibot';
import { ModelManifestError } from '../../src/contract/errors';

/** Name of the graph in the published flow models, which counts where there are several. */
const PUBLISHED_GRAPH = 'model_optimized_quantized.onnx';

/** The paths, inside its folder, of the files that a model is run from. */
export interface PublishedFiles {
  model: string;
  tokenizer: string;
  config: string;
}

/**
 * Finds a model's files among the paths of its folder: `config.json`, `tokenizer.json`, and the graph.
 * @throws ModelManifestError that names what is missing, or the graphs among which to choose
 */
export function findPublishedFiles(paths: readonly string[], graph?: string): PublishedFiles {
  for (const needed of ['config.json', 'tokenizer.json']) {
    if (!paths.includes(needed)) {
      throw new ModelManifestError(`there is no ${needed} in the folder's root, which has ${paths.join(', ')}`);
    }
  }
  const isGraph = (path: string) => /\.(onnx|ort)$/.test(path);
  const graphs = paths.filter((path) => isGraph(path) && !/[\\/]/.test(path));
  const wanted = graph ?? (graphs.includes(PUBLISHED_GRAPH) ? PUBLISHED_GRAPH : graphs.length === 1 && graphs[0]);
  if (wanted && graphs.includes(wanted)) return { model: wanted, tokenizer: 'tokenizer.json', config: 'config.json' };
  throw new ModelManifestError(
    graphs.length === 0
      ? `there is no .onnx or .ort file in the folder's root; ${elsewhere(paths.filter(isGraph))}`
      : `choose one of the graphs with --file: ${graphs.join(', ')}`,
  );
}

function elsewhere(graphs: readonly string[]): string {
  if (graphs.length === 0) return 'export the model with Optimum first';
  return `it has ${graphs.join(', ')}: put the one you want beside config.json in a folder, and add that`;
}

const configSchema = v.object({
  id2label: v.record(v.pipe(v.string(), v.regex(/^\d+$/)), v.string()),
  problem_type: v.nullish(v.picklist(['single_label_classification', 'multi_label_classification'])),
  max_position_embeddings: v.optional(v.pipe(v.number(), v.integer(), v.minValue(3))),
  pad_token_id: v.nullish(v.number()),
  model_type: v.optional(v.string()),
});

/** What the page needs of a model's `config.json`. */
export interface PublishedConfig {
  /** In the order of the logits. */
  labels: readonly string[];
  /** Whether each label has a score of its own: several labels may hold, or there is but one. */
  hasSigmoid: boolean;
  /** Longest input in tokens that the graph can take; Infinity where the config does not tell. */
  longestInput: number;
}

/** @throws ModelManifestError with the key that is missing or wrong */
export function parsePublishedConfig(json: string): PublishedConfig {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new ModelManifestError(`config.json is not JSON: ${(error as Error).message}`);
  }
  const result = v.safeParse(configSchema, value);
  if (!result.success) {
    const place = v.getDotPath(result.issues[0]) ?? 'the whole';
    throw new ModelManifestError(`config.json: ${place} ${result.issues[0].message}`);
  }
  const { id2label, problem_type, max_position_embeddings, pad_token_id, model_type } = result.output;
  const labels = Object.keys(id2label).map((_, at) => id2label[at]);
  if (labels.length === 0 || labels.includes(undefined)) {
    throw new ModelManifestError(`config.json: id2label must number its labels from 0, without a gap`);
  }
  // RoBERTa counts positions from behind its padding id.
  const offset = /roberta|camembert/.test(model_type ?? '') ? (pad_token_id ?? 1) + 1 : 0;
  return {
    labels: labels as string[],
    // The rule of the Optimum pipeline.
    hasSigmoid: problem_type === 'multi_label_classification' || labels.length === 1,
    longestInput: max_position_embeddings ? max_position_embeddings - offset : Number.POSITIVE_INFINITY,
  };
}
