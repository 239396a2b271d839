import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveDemo } from './serve-demo';

// Each spec file starts a browser of its own.
const LONGEST_MS = 480_000;

interface Suite {
  specs: { title: string; tests: { results: { status: string; error?: { message: string } }[] }[] }[];
  suites?: Suite[];
}

let server: Awaited<ReturnType<typeof serveDemo>>;
beforeAll(async () => {
  server = await serveDemo(false);
});
afterAll(() => server.close());

/** Runs a folder of tests with Playwright's own command, as a team would; gives what each came to. */
async function runSpecs(folder: URL): Promise<{ title: string; status: string; message: string }[]> {
  const cli = fileURLToPath(import.meta.resolve('@playwright/test/cli'));
  const args = [cli, 'test', '--config', fileURLToPath(folder), '--reporter', 'json'];
  // This process is a test's itself, and says so to all that it starts.
  const { NODE_OPTIONS, VITEST, ...env } = process.env;
  const report = await new Promise<string>((resolve, reject) => {
    const options = { env: { ...env, DEMO_URL: server.url }, maxBuffer: 2 ** 26, timeout: LONGEST_MS };
    execFile(process.execPath, args, options, (_, out, errors) =>
      out.startsWith('{') ? resolve(out) : reject(new Error(`${out}\n${errors}`)),
    );
  });
  const { suites, errors } = JSON.parse(report) as { suites: Suite[]; errors: { message: string }[] };
  expect(errors).toEqual([]);
  const specsOf = ({ specs, suites = [] }: Suite): Suite['specs'] => [...specs, ...suites.flatMap(specsOf)];
  return suites.flatMap(specsOf).map(({ title, tests }) => {
    const result = tests[0]?.results.at(-1);
    return { title, status: result?.status ?? 'none', message: result?.error?.message ?? '' };
  });
}

describe('the test kit', () => {
  it(
    'holds in the tests of a team, run by Playwright’s own command',
    async () => {
      const specs = await runSpecs(new URL('playwright-kit/', import.meta.url));
      expect(specs.filter(({ status }) => status !== 'passed')).toEqual([]);
      expect(specs).toHaveLength(11);
    },
    LONGEST_MS,
  );
});
