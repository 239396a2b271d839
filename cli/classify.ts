import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Command, InvalidArgumentError } from 'commander';
import { connectClassifiers } from '../src/index';
import { parseClassifyOptions } from '../src/parse-classify-options';
import { classifyLines } from './classify-lines';
import { startNodeWorker } from './start-node-worker';

const OWN_REGISTRY = fileURLToPath(new URL('../public/models/classifiers.json', import.meta.url));

const program = new Command('classify')
  .description('Reads JSON lines {"text": …} and writes JSON lines {"text": …, "answers": […]} in the same order.')
  .argument('<classifier>', 'a name in the registry, "userflow" for one')
  .option('-r, --registry <file or address>', 'the classifiers.json', OWN_REGISTRY)
  .option('-t, --threshold <score>', "keep answers from this score on, 0 to 1; the entry's own without it", number)
  .option('-n, --top <count>', 'keep at most this many answers', number)
  .parse();

const [name = ''] = program.args;
const { registry, threshold, top } = program.opts<{ registry: string; threshold?: number; top?: number }>();
const progress = process.stderr.isTTY ? (text: string) => process.stderr.write(`\r\x1b[K${text}`) : () => {};

// Whoever reads the output may have enough of it (`| head`).
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));

try {
  parseClassifyOptions({ threshold, top });
  const classifiers = await connectClassifiers({
    registryUrl: /^[a-z]+:\/\//.test(registry) ? registry : pathToFileURL(registry),
    createWorker: startNodeWorker,
    onProgress: ({ path, loadedBytes, totalBytes }) =>
      progress(`${path}: ${megabytes(loadedBytes)} of ${megabytes(totalBytes)}`),
  });
  // A time limit of the entry is for messages, not for the load before the first of them.
  await classifiers.warmUp([name]);
  progress('');
  let done = 0;
  const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
  for await (const { text, failed } of classifyLines(lines, classifiers, name, { threshold, top })) {
    if (failed) process.exitCode = 1;
    progress('');
    await write(`${text}\n`);
    done += 1;
    progress(`${done} messages`);
  }
  progress('');
  classifiers.dispose();
} catch (error) {
  progress('');
  process.stderr.write(`classify: ${(error as Error).name}: ${(error as Error).message}\n`);
  process.exit(2);
}

function write(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}

function number(text: string): number {
  const value = Number(text);
  if (Number.isNaN(value)) throw new InvalidArgumentError('it must be a number.');
  return value;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
