import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json';
import { findEntries, subPathOf } from '../../packaging/find-entries';
import { DIST, ROOT } from '../../packaging/package-files';

const ENTRIES = findEntries();

const BUDGETS_GZIP_BYTES = { page: 25_000, worker: 60_000 };

// It is imported by its name, so the package's exports are tried too. What its peers add is theirs.
const IMPORT = `
const [name, ...peers] = process.argv.slice(1);
for (const peer of peers) await import(peer);
const before = new Set(Object.getOwnPropertyNames(globalThis));
const exported = Object.keys(await import(name));
const added = Object.getOwnPropertyNames(globalThis).filter((name) => !before.has(name));
console.log(JSON.stringify({ exported, added }));
`;

describe.each(ENTRIES)('the entry %s', (entry) => {
  const file = `${DIST}${entry}.js`;

  it('is imported in plain Node, writes nothing and adds nothing to the realm', () => {
    const name = subPathOf(entry).replace(/^\./, 'flow-labels');
    const peers = [...withImports(file)].flatMap(outsideImports);
    const values = ['--input-type=module', '--eval', IMPORT, name, ...peers];
    const { stdout, stderr } = spawnSync(process.execPath, values, { cwd: ROOT, encoding: 'utf8' });
    expect(stderr).toBe('');
    const { exported, added } = JSON.parse(stdout);
    expect(exported).not.toEqual([]);
    expect(added).toEqual([]);
  });

  it('has types, a source map, and no more code than its budget allows', async () => {
    expect(readFileSync(`${DIST}${entry}.d.ts`, 'utf8')).toContain('export');
    expect(JSON.parse(readFileSync(`${file}.map`, 'utf8')).sourcesContent).not.toEqual([]);
    expect(await pageBytes(file)).toBeLessThan(BUDGETS_GZIP_BYTES.page);
  });
});

describe('the package', () => {
  it('has its worker in one file, within its budget, with the runtime beside it', () => {
    const worker = readFileSync(`${DIST}flow-labels-worker.js`);
    expect(gzipSync(worker).length).toBeLessThan(BUDGETS_GZIP_BYTES.worker);
    expect([...withImports(`${DIST}flow-labels-worker.js`)]).toHaveLength(1);
    for (const runtime of ['small-runtime-relaxed', 'small-runtime', 'ort-wasm-simd-threaded']) {
      const form = new RegExp(`new URL\\([\`'"]\\./${runtime}\\.wasm[\`'"],\\s*import\\.meta\\.url\\)`);
      expect(worker.toString()).toMatch(form);
      expect(readdirSync(DIST)).toContain(`${runtime}.wasm`);
    }
  });

  it('names its worker in the form that bundlers look for, once', () => {
    const form = /new Worker\(new URL\("\.\/flow-labels-worker\.js", import\.meta\.url\), \{\s*type: "module"/g;
    const scripts = readdirSync(DIST, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.js'));
    const found = scripts.filter((path) => readFileSync(join(DIST, path), 'utf8').match(form)?.length === 1);
    expect(found).toEqual(['create-packaged-worker.js']);
  });

  it('asks its users to install nothing but what their own project is made of', () => {
    expect(packageJson).not.toHaveProperty('dependencies');
    const peers = Object.keys(packageJson.peerDependencies);
    expect(Object.keys(packageJson.peerDependenciesMeta)).toEqual(peers);
    const outside = ENTRIES.flatMap((entry) => [...withImports(`${DIST}${entry}.js`)]).flatMap(outsideImports);
    for (const name of outside) expect(peers).toContain(name.match(/^(@[^/]+\/)?[^/]+/)?.[0]);
  });
});

// What a page downloads that uses all of an entry.
async function pageBytes(file: string): Promise<number> {
  const build = await rolldown({ input: file, external: (name) => !/^[./]/.test(name) });
  const { output } = await build.generate({ minify: true, codeSplitting: false });
  await build.close();
  return gzipSync(output[0].code).length;
}

function withImports(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const name of imports(file)) if (name.startsWith('.')) withImports(join(file, '..', name), seen);
  return seen;
}

function outsideImports(file: string): string[] {
  return imports(file).filter((name) => !/^(\.|node:)/.test(name));
}

function imports(file: string): string[] {
  const code = readFileSync(file, 'utf8');
  return [...code.matchAll(/^(?:import|export)\b[^;]*?\bfrom "([^"]+)"|^import "([^"]+)"/gm)].map(
    ([, from, bare]) => from ?? bare ?? '',
  );
}
