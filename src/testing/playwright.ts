import {
  expect as baseExpect,
  test as baseTest,
  type Expect,
  type PlaywrightTestArgs,
  type PlaywrightTestOptions,
  type PlaywrightWorkerArgs,
  type PlaywrightWorkerOptions,
  type TestType,
} from '@playwright/test';
import { servePackageFiles } from './in-playwright/serve-package-files';
import { toHaveFlowLabel } from './in-playwright/to-have-flow-label';

export type { FlowLabelOptions } from './in-playwright/to-have-flow-label';

/** Serves the package's files to the pages of a test, so that it needs no copies of them. */
export interface FlowLabelsFixture {
  /** Serves the registry and its models, below `/models/` or another path or address. */
  serveModels(address?: string): Promise<void>;
  /** Serves what `npx flow-labels copy-assets` copies: worker, WASM build and script, and `models/`. */
  serveAssets(address: string): Promise<void>;
}

/** What is served from the start: `test.use({ flowLabelsServe: { models: '/models/' } })`. */
export interface FlowLabelsServe {
  models?: string;
  assets?: string;
}

// This file and the built one lie equally deep in the package.
const PACKAGE = new URL('../../', import.meta.url);
const findModel = (path: string) => new URL(`public/models/${path}`, PACKAGE);
const findAsset = (path: string) => new URL(path.startsWith('models/') ? `public/${path}` : `dist/${path}`, PACKAGE);

interface OwnFixtures {
  flowLabels: FlowLabelsFixture;
  flowLabelsServe: FlowLabelsServe;
}

// Written out, since the types that TypeScript infers are all of Playwright's.

/** Playwright's `test` with the fixture `flowLabels` and the option `flowLabelsServe`. */
export const test: TestType<
  PlaywrightTestArgs & PlaywrightTestOptions & OwnFixtures,
  PlaywrightWorkerArgs & PlaywrightWorkerOptions
> = baseTest.extend<OwnFixtures>({
  flowLabelsServe: [{}, { option: true }],
  context: async ({ context, flowLabelsServe: { models, assets } }, use) => {
    if (models !== undefined) await servePackageFiles(context, models, findModel);
    if (assets !== undefined) await servePackageFiles(context, assets, findAsset);
    await use(context);
  },
  flowLabels: async ({ context }, use) => {
    await use({
      serveModels: (address = '/models/') => servePackageFiles(context, address, findModel),
      serveAssets: (address) => servePackageFiles(context, address, findAsset),
    });
  },
});

/** Playwright's `expect` with `toHaveFlowLabel`. */
export const expect: Expect<{ toHaveFlowLabel: typeof toHaveFlowLabel }> = baseExpect.extend({ toHaveFlowLabel });
