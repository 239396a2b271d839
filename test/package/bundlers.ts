import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build as esbuild } from 'esbuild';
import { build as vite } from 'vite';
import webpack from 'webpack';
import { CONSUMER_SCRIPT, consumerHtml } from './consumer-page';

/**
 * Builds the consumer's page in a folder of its project with the bundler's own defaults, for scripts that lie at an
 * address, beside the page without it; gives the folder to serve.
 */
export type BuildConsumer = (folder: string, scriptsUrl?: string) => Promise<string>;

export const buildWithVite: BuildConsumer = async (folder, scriptsUrl = '/') => {
  await writeSource(folder);
  await vite({ root: folder, base: scriptsUrl, configFile: false, logLevel: 'error', build: { target: 'es2022' } });
  return join(folder, 'dist');
};

export const buildWithWebpack: BuildConsumer = async (folder, scriptsUrl) => {
  await writeSource(folder);
  const out = join(folder, 'dist');
  const compiler = webpack({
    context: folder,
    mode: 'production',
    entry: './main.js',
    output: { path: out, ...(scriptsUrl && { publicPath: scriptsUrl }) },
    // It would warn that the runtime is large.
    performance: { hints: false },
  });
  await new Promise<void>((resolve, reject) => {
    compiler?.run((error, stats) => {
      if (error) reject(error);
      else if (stats?.hasErrors() || stats?.hasWarnings()) reject(new Error(stats.toString()));
      else resolve();
    });
  });
  await writeFile(join(out, 'index.html'), consumerHtml(`<script defer src="${scriptsUrl ?? ''}main.js"></script>`));
  return out;
};

export const buildWithEsbuild: BuildConsumer = async (folder) => {
  await writeSource(folder);
  const out = join(folder, 'dist');
  const { warnings } = await esbuild({
    absWorkingDir: folder,
    entryPoints: ['main.js'],
    bundle: true,
    minify: true,
    format: 'esm',
    outdir: 'dist',
  });
  if (warnings.length > 0) throw new Error(JSON.stringify(warnings));
  await writeFile(join(out, 'index.html'), consumerHtml('<script type="module" src="main.js"></script>'));
  return out;
};

/** Writes the consumer's page, before anything is built. */
export async function writeSource(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'main.js'), CONSUMER_SCRIPT);
  await writeFile(join(folder, 'index.html'), consumerHtml('<script type="module" src="main.js"></script>'));
}
