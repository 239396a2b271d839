import { mkdir, writeFile } from 'node:fs/promises';
import onnxProto from 'onnx-proto';
import { folders } from './folders';
import { OUTPUT, type ShippedModel } from './read-model';

const { ModelProto } = onnxProto.onnx;

// What the encoder was published with.
const BERT_TOKENIZER = {
  tokenizer_class: 'BertTokenizer',
  do_lower_case: true,
  unk_token: '[UNK]',
  sep_token: '[SEP]',
  pad_token: '[PAD]',
  cls_token: '[CLS]',
  mask_token: '[MASK]',
};

/**
 * Writes the same weights as the peers' text-classification pipelines want them: an output called `logits`, labels in
 * the configuration, the longest input in the tokenizer's. Gives the folder that pages serve.
 */
export async function writePeerModel({
  graph,
  tokenizerJson,
  labels,
  maxTokens,
  config,
}: ShippedModel): Promise<string> {
  const served = `${folders.built}peer-model/`;
  const folder = `${served}models/flow/`;
  await mkdir(`${folder}onnx`, { recursive: true });
  const { heads: _, ...encoder } = config;
  await Promise.all([
    writeFile(`${folder}onnx/model_quantized.onnx`, renameOutput(graph, OUTPUT, 'logits')),
    writeFile(`${folder}tokenizer.json`, tokenizerJson),
    writeJson(`${folder}tokenizer_config.json`, { ...BERT_TOKENIZER, model_max_length: maxTokens }),
    writeJson(`${folder}config.json`, {
      ...encoder,
      architectures: ['BertForSequenceClassification'],
      id2label: Object.fromEntries(labels.entries()),
      label2id: Object.fromEntries(labels.map((label, at) => [label, at])),
    }),
  ]);
  return served;
}

function renameOutput(graph: Uint8Array, from: string, to: string): Uint8Array {
  const model = ModelProto.decode(graph);
  const rename = (name: string) => (name === from ? to : name);
  for (const node of model.graph.node) {
    node.input = node.input.map(rename);
    node.output = node.output.map(rename);
  }
  // An old ONNX Runtime turns a graph away for a set of operators that it only mentions.
  const used = new Set(model.graph.node.map(({ domain }) => domain));
  model.opsetImport = model.opsetImport.filter(({ domain }) => used.has(domain));
  for (const value of [...model.graph.output, ...model.graph.valueInfo]) value.name = rename(value.name);
  return ModelProto.encode(model).finish();
}

function writeJson(path: string, value: object): Promise<void> {
  return writeFile(path, JSON.stringify(value, null, 1));
}
