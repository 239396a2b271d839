import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('../src/', import.meta.url));

// Each file of these folders is a sub-path of its own.
const FOLDERS = ['adapters', 'signals'];

const FILES = ['index', 'element/index', 'react/index', 'vue/index', 'testing/index', 'testing/playwright'];

/** Finds the package's entries: their paths below both `src/` and `dist/`, without an ending. */
export function findEntries(): string[] {
  const inFolders = FOLDERS.flatMap((folder) =>
    readdirSync(source + folder)
      .filter((file) => file.endsWith('.ts'))
      .map((file) => `${folder}/${file.slice(0, -'.ts'.length)}`),
  );
  return [...FILES, ...inFolders];
}

/** Gives the sub-path under which an entry is imported: `.`, `./element`, `./adapters/observe`. */
export function subPathOf(entry: string): string {
  return `./${entry}`.replace(/\/index$/, '');
}
