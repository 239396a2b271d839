import { spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, inject, it } from 'vitest';

const consumer = inject('consumer');

const SCRIPTS = [
  'THIRD-PARTY-LICENCES.txt',
  'flow-labels-worker.js',
  'flow-labels-worker.js.map',
  'flow-labels.global.js',
  'flow-labels.global.js.map',
  'ort-wasm-simd-threaded.wasm',
  'small-runtime-relaxed.wasm',
  'small-runtime.wasm',
];

function copyAssets(...values: string[]): { status: number | null; stdout: string; stderr: string } {
  const command = join(consumer, 'node_modules/.bin/flow-labels');
  return spawnSync(command, ['copy-assets', ...values], { cwd: consumer, encoding: 'utf8' });
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(join(consumer, folder), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => join(entry.parentPath, entry.name).slice(join(consumer, folder).length + 1)).sort();
}

async function readRegistry(folder: string): Promise<Record<string, { type: string }>> {
  return JSON.parse(await readFile(join(consumer, folder, 'models/classifiers.json'), 'utf8'));
}

describe('npx flow-labels copy-assets', () => {
  it('copies worker, runtime and models, and says what and how to use it', async () => {
    const { status, stdout, stderr } = copyAssets('public/labels');
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const files = await listFiles('public/labels');
    expect(files).toEqual(
      expect.arrayContaining([...SCRIPTS, 'models/flow/model.onnx', 'models/flow-instant/table.bin']),
    );
    for (const file of files) expect(stdout).toContain(file);
    expect(stdout).toContain(
      "connectClassifiers({ registryUrl: '/labels/models/classifiers.json', assetsUrl: '/labels/' })",
    );
    expect(stdout).toContain('<script src="/labels/flow-labels.global.js"></script>');
  });

  it('leaves out the example classifiers, their files and what leads to them, unless asked', async () => {
    copyAssets('lean');
    const names = Object.keys(await readRegistry('lean'));
    expect(names).toEqual(expect.arrayContaining(['userflow', 'agentflow_instant', 'user_flow_fast', 'not_yet']));
    expect(names).not.toContain('yes_no');
    expect(names).not.toContain('hello_scenario_classifier');
    expect(await listFiles('lean')).not.toContain('models/yes_no.onnx');
    copyAssets('full', '--examples');
    expect(Object.keys(await readRegistry('full'))).toContain('hello_scenario_classifier');
    expect(await listFiles('full')).toContain('models/yes_no.onnx');
  });

  it('copies no models where the host has its own', async () => {
    expect(copyAssets('bare', '--no-models').status).toBe(0);
    expect(await listFiles('bare')).toEqual([...SCRIPTS].sort());
  });

  it('keeps a registry that the host has changed, unless told otherwise', async () => {
    copyAssets('changed');
    const path = join(consumer, 'changed/models/classifiers.json');
    await writeFile(path, '{}');
    expect(copyAssets('changed').stdout).toContain('Kept models/classifiers.json');
    expect(await readFile(path, 'utf8')).toBe('{}');
    expect(copyAssets('changed', '--replace').stdout).not.toContain('Kept');
    expect(await readRegistry('changed')).toHaveProperty('userflow');
  });

  it('writes compressed copies if asked, and takes them away with the version that they were made of', async () => {
    copyAssets('small', '--no-models', '--compress');
    const at = (file: string) => readFile(join(consumer, 'small', file));
    const worker = await at('flow-labels-worker.js');
    expect(brotliDecompressSync(await at('flow-labels-worker.js.br')).equals(worker)).toBe(true);
    expect(gunzipSync(await at('flow-labels-worker.js.gz')).equals(worker)).toBe(true);
    expect((await at('ort-wasm-simd-threaded.wasm.br')).length).toBeLessThan(3_000_000);
    expect((await at('small-runtime.wasm.br')).length).toBeLessThan(1_200_000);
    copyAssets('small', '--no-models');
    expect(await listFiles('small')).toEqual([...SCRIPTS].sort());
  });

  it('ends with a clear error where it cannot write', async () => {
    await mkdir(join(consumer, 'site'));
    await writeFile(join(consumer, 'site/taken'), '');
    const { status, stderr, stdout } = copyAssets('site/taken');
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^flow-labels: AssetCopyError: cannot write site\/taken/);
    expect(stderr).toContain('give a folder that can be written to');
  });

  it('ends with a clear error without a folder', () => {
    const { status, stderr } = copyAssets();
    expect(status).toBe(1);
    expect(stderr).toContain("missing required argument 'folder'");
  });
});
