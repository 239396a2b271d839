#!/usr/bin/env node
import { relative } from 'node:path';
import { Command } from 'commander';
import { copyAssets } from './copy-assets';
import { siteAddress } from './site-address';

const program = new Command('flow-labels').description('Labels chat messages in the page.');

program
  .command('copy-assets')
  .description('Copies what a page fetches (worker, WebAssembly, models) to where your site serves its files.')
  .argument('<folder>', 'a folder that your site serves, "public/flow-labels" for one')
  .option('--no-models', 'leave the models out')
  .option('--examples', 'copy the example classifiers of the registry too', false)
  .option('--compress', 'write a .br and a .gz beside each file, for servers that send them', false)
  .option('--replace', "put the package's registry in the place of one that you have changed", false)
  .action(
    async (folder: string, options: { models: boolean; examples: boolean; compress: boolean; replace: boolean }) => {
      const { copied, kept } = await copyAssets({ folder, ...options });
      const width = Math.max(...copied.map(({ path }) => path.length));
      console.log(`Copied to ${relative('', folder) || '.'}:`);
      for (const { path, bytes } of copied) console.log(`  ${path.padEnd(width)}  ${size(bytes).padStart(8)}`);
      if (kept) console.log(`Kept ${kept}, which is not as it came; --replace puts the package's own in its place.`);
      const address = siteAddress(folder);
      const registryUrl = options.models ? `${address}models/classifiers.json` : '…/classifiers.json';
      console.log(`\nWhere your site serves that folder as ${address}, use it with:`);
      console.log(`  connectClassifiers({ registryUrl: '${registryUrl}', assetsUrl: '${address}' })`);
      console.log('or, for pages without a build and for the element <flow-labels>, with:');
      console.log(`  <script src="${address}flow-labels.global.js"></script>`);
    },
  );

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`flow-labels: ${(error as Error).name}: ${(error as Error).message}\n`);
  process.exit(1);
}

function size(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
