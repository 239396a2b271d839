import { ModelManifestError, ModelSelfTestError } from '../../src/contract/errors';
import type { Manifest } from '../assets/manifest';
import type { Model } from './model';

/**
 * Runs a manifest's own examples: a model that labels them otherwise is not the one that was shipped.
 * @throws ModelSelfTestError, ModelManifestError when the labels do not fit the outputs
 */
export async function testModel(model: Model, manifest: Manifest, folder: string): Promise<void> {
  for (const [output, { labels }] of Object.entries(manifest.outputs)) {
    if (!labels || manifest.examples.some((example) => example.output === output)) continue;
    throw new ModelManifestError(`the manifest in ${folder} has no example for the output "${output}"; add one`);
  }
  for (const { text, output, label } of manifest.examples) {
    const labels = manifest.outputs[output]?.labels ?? [];
    const [row = []] = await model.run([text], output);
    const logits = Array.from(row);
    if (logits.length !== labels.length) {
      throw new ModelManifestError(
        `${folder} names ${labels.length} labels for the output "${output}", which has ${logits.length} values`,
      );
    }
    const best = labels[logits.indexOf(Math.max(...logits))];
    if (best !== label) {
      throw new ModelSelfTestError(
        `${folder} labels its own example ${JSON.stringify(text)} as "${best}" instead of "${label}": ` +
          'the model, its tokenizer or its manifest is of another version',
      );
    }
  }
}
