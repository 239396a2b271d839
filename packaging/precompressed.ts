import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import sirv from 'sirv';
import type { Plugin } from 'vite';
import { compressFiles } from '../cli/compress-files.ts';

/** Has a build write a `.br` and a `.gz` beside its files, and the preview server send them to who accepts them. */
export function precompressed(): Plugin {
  let folder = '';
  let isBuild = false;
  return {
    name: 'precompressed',
    configResolved({ command, root, build }) {
      isBuild = command === 'build';
      folder = join(root, build.outDir);
    },
    // After the build, for only then the files of the public folder are there too.
    async closeBundle() {
      if (!isBuild) return;
      const files = await readdir(folder, { recursive: true, withFileTypes: true });
      await compressFiles(files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name)));
    },
    configurePreviewServer({ middlewares, config }) {
      const headers = Object.entries(config.preview.headers ?? {});
      middlewares.use(
        sirv(folder, {
          brotli: true,
          gzip: true,
          etag: true,
          setHeaders(response) {
            for (const [name, value] of headers) if (value !== undefined) response.setHeader(name, value);
          },
        }),
      );
    },
  };
}
