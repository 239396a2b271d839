import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

/** What one test came to. */
export interface SpecResult {
  title: string;
  status: string;
  message: string;
}

/** Each spec file starts a browser of its own. */
export const LONGEST_SPECS_MS = 480_000;

interface Suite {
  specs: { title: string; tests: { results: { status: string; error?: { message: string } }[] }[] }[];
  suites?: Suite[];
}

/** Runs a folder of tests with Playwright's own command, as a team would, and their pages at an address. */
export async function runSpecs(folder: URL, baseUrl = ''): Promise<SpecResult[]> {
  const cli = fileURLToPath(import.meta.resolve('@playwright/test/cli'));
  const config = fileURLToPath(new URL('run-specs.config.ts', import.meta.url));
  const args = [cli, 'test', '--config', config, '--reporter', 'json'];
  // This process is a test's itself, and says so to all that it starts.
  const { NODE_OPTIONS, VITEST, ...others } = process.env;
  const env = { ...others, SPECS: fileURLToPath(folder), BASE_URL: baseUrl };
  const report = await new Promise<string>((resolve, reject) => {
    const options = { env, maxBuffer: 2 ** 26, timeout: LONGEST_SPECS_MS };
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
