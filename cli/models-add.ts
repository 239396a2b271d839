import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError, Option } from 'commander';
import { addModel } from './models/add-model';
import { READINGS } from './models/readings';

const OWN_REGISTRY = fileURLToPath(new URL('../public/models/classifiers.json', import.meta.url));
const CACHE = fileURLToPath(new URL('../node_modules/.cache/flow-labels', import.meta.url));
const BAR = 24;

const program = new Command('models:add')
  .description('Adds a published text classification model to a registry, unchanged.')
  .argument('<model>', 'its name on the model hub ("minuva/MiniLMv2-userflow-v2-onnx"), a folder, or an archive')
  .option('--name <name>', 'what to call it; its own name without it')
  .option('--revision <revision>', 'branch, tag or commit on the hub', 'main')
  .option('--registry <file>', 'the classifiers.json to add it to, beside which its folder comes', OWN_REGISTRY)
  .addOption(
    new Option('--reading <reading>', 'how its scores are read').choices(Object.keys(READINGS)).default('pipeline'),
  )
  .option('--file <file>', 'the graph, where the folder has several')
  .option('--output <output>', "the graph's output, where several fit the labels")
  .option('--max-tokens <count>', 'the longest input, 256 without it', wholeNumber)
  .option('--replace', 'put it in the place of one with the same name', false)
  .addHelpText('after', '\nHF_ENDPOINT sets another address of the hub, HF_TOKEN opens gated and private models.')
  .parse();

const [source = ''] = program.args;
const hub = {
  endpoint: (process.env.HF_ENDPOINT || 'https://huggingface.co').replace(/\/+$/, ''),
  token: process.env.HF_TOKEN || undefined,
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
const isTerminal = process.stderr.isTTY;
let shown = '';

try {
  const request = { ...program.opts(), source, cache: CACHE } as Parameters<typeof addModel>[0];
  const name = await addModel(request, hub, showProgress);
  if (isTerminal && shown) process.stderr.write('\n');
  const where = request.registry === OWN_REGISTRY ? '' : ` -r ${request.registry}`;
  const example = `echo '{"text": "thanks"}' | npm run -s classify -- ${name}${where}`;
  console.log(`Added "${name}" to ${basename(request.registry)}. Try it: ${example}`);
} catch (error) {
  if (isTerminal && shown) process.stderr.write('\n');
  process.stderr.write(`models:add: ${(error as Error).name}: ${(error as Error).message}\n`);
  process.exit(1);
}

function showProgress(path: string, loaded: number, total: number) {
  const done = Math.floor((BAR * loaded) / total);
  const line = `${'█'.repeat(done)}${'░'.repeat(BAR - done)} ${Math.floor((100 * loaded) / total)} % of ${path}`;
  // A log file gets a line for each file, a terminal one that moves.
  if (isTerminal) process.stderr.write(`${shown && shown !== path ? '\n' : '\r'}\x1b[K${line}`);
  else if (loaded === total && shown !== path) process.stderr.write(`${line}\n`);
  if (isTerminal || loaded === total) shown = path;
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 3) throw new InvalidArgumentError('it must be a whole number from 3.');
  return value;
}
