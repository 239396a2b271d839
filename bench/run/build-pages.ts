import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import viteConfig from '../../vite.config';
import { PAGES } from './contender-id';
import { folders } from './folders';

/** Builds every contender's page with the project's own settings, its models beside it; gives the folder. */
export async function buildPages(peerModel: string): Promise<string> {
  const site = `${folders.built}site/`;
  for (const id of PAGES) {
    await build({
      ...viteConfig,
      // Nobody's files are served compressed unless all are.
      plugins: [],
      configFile: false,
      root: fileURLToPath(new URL(`../contenders/${id}/`, import.meta.url)),
      publicDir: id === 'ours' ? `${folders.project}public` : peerModel,
      logLevel: 'error',
      build: { ...viteConfig.build, outDir: site + id, emptyOutDir: true },
    });
  }
  return site;
}
