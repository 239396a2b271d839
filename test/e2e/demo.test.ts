import { type Browser, chromium } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CHROMIUM_FLAGS } from '../chromium-flags';
import { type DemoPage, openDemoPage } from './demo-page';
import { serveDemo } from './serve-demo';

let browser: Browser;
let demo: DemoPage;
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH, args: CHROMIUM_FLAGS });
});
afterAll(() => browser.close());
beforeEach(async () => {
  demo = await openDemoPage(browser);
});
afterEach(() => demo.page.context().close());

async function labelTheIssuesMessages(): Promise<void> {
  expect(await demo.say('User', "that's wrong")).toBe('model_wrong_or_try_again');
  expect(await demo.say('User', 'can you please answer me?')).toBe('user_wants_agent_to_answer');
  expect(await demo.say('Agent', 'My apologies')).toBe('agent_apology_error_mistake');
  expect(await demo.say('User', 'What is the capital of Peru?')).toBe('');
}

describe.each([
  ['without cross-origin isolation', false],
  ['with cross-origin isolation', true],
])('the demo %s', (_, isolated) => {
  let server: Awaited<ReturnType<typeof serveDemo>>;
  beforeAll(async () => {
    server = await serveDemo(isolated);
  });
  afterAll(() => server.close());

  it('labels what the user and the agent type, and writes nothing to the console', async () => {
    await demo.page.goto(server.url);
    await demo.ready();
    expect(await demo.page.evaluate(() => crossOriginIsolated)).toBe(isolated);
    await labelTheIssuesMessages();
    expect(demo.consoleLines).toEqual([]);
  });

  it('asks no other origin for anything, and nobody once the model is there', async () => {
    await demo.page.goto(server.url);
    await demo.ready();
    for (const file of ['model.onnx', '.wasm']) {
      await expect.poll(() => demo.requests.some((url) => url.endsWith(file))).toBe(true);
    }
    await demo.page.waitForTimeout(500);
    expect(demo.requests.filter((url) => new URL(url).origin !== new URL(server.url).origin)).toEqual([]);
    const before = demo.requests.length;
    await demo.say('User', 'tell me more about that, in detail');
    await demo.say('Agent', 'I do not know that.');
    await demo.page.waitForTimeout(500);
    expect(demo.requests.slice(before)).toEqual([]);
  });

  it('gives the same labels when it is asked for two threads', async () => {
    await demo.page.goto(`${server.url}?threads=2`);
    await demo.ready();
    await labelTheIssuesMessages();
    expect(demo.consoleLines).toEqual([]);
  });
});

describe('the demo', () => {
  let server: Awaited<ReturnType<typeof serveDemo>>;
  beforeAll(async () => {
    server = await serveDemo(false);
  });
  afterAll(() => server.close());

  it('fetches no model file on a second visit', async () => {
    const modelFiles = () =>
      demo.requests
        .map((url) => new URL(url).pathname)
        .filter((path) => /model\.onnx|tokenizer|table|heads/.test(path));
    await demo.page.goto(server.url);
    await demo.ready();
    await expect.poll(modelFiles).toHaveLength(4);
    await expect
      .poll(() =>
        demo.page.evaluate(async () => (await caches.open('flow-labels').then((cache) => cache.keys())).length),
      )
      .toBe(4);
    const before = demo.requests.length;
    await demo.page.close();
    const again = await demo.page.context().newPage();
    await again.goto(server.url);
    await again.waitForFunction(() => document.querySelectorAll('[data-state=labelled]').length === 10);
    await expect.poll(() => demo.requests.slice(before).some((url) => url.endsWith('classifiers.json'))).toBe(true);
    expect(modelFiles()).toHaveLength(4);
    await again.close();
  });

  it('labels all where the browser has no room to keep the model', async () => {
    const devtools = await demo.page.context().newCDPSession(demo.page);
    const origin = new URL(server.url).origin;
    await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 2_000_000 });
    await demo.page.goto(server.url);
    await demo.ready();
    await labelTheIssuesMessages();
    const refused = () =>
      demo.page.evaluate(async () => {
        const cache = await caches.open('flow-labels');
        return cache.put('/model', new Response(new Uint8Array(20_000_000))).catch((error) => error.name);
      });
    expect(await refused()).toBe('QuotaExceededError');
    expect(demo.consoleLines).toEqual([]);
  });

  it('says what went wrong when the model is missing, and labels all once it is there', async () => {
    await demo.page.context().route('**/model.onnx', (route) => route.fulfill({ status: 404 }));
    await demo.page.goto(server.url);
    await demo.page.getByText('the server answered 404').waitFor();
    await demo.page.context().unroute('**/model.onnx');
    await demo.page.getByRole('button', { name: 'Try again' }).click();
    await demo.ready();
    expect(await demo.say('User', "that's wrong")).toBe('model_wrong_or_try_again');
  });

  it('says what went wrong when ONNX Runtime comes cut off, and labels all once it is whole', async () => {
    await demo.page.context().route('**/*.wasm', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.body()).subarray(0, 1_000_000) });
    });
    await demo.page.goto(server.url);
    await demo.page.getByText('cannot compile').waitFor();
    await demo.page.context().unroute('**/*.wasm');
    await demo.page.getByRole('button', { name: 'Try again' }).click();
    await demo.ready();
    expect(demo.consoleLines).toEqual([]);
  });

  it('labels all where the server does not know the type of ONNX Runtime', async () => {
    await demo.page.context().route('**/*.wasm', async (route) => {
      await route.fulfill({ response: await route.fetch(), headers: { 'content-type': 'application/octet-stream' } });
    });
    await demo.page.goto(server.url);
    await demo.ready();
    await labelTheIssuesMessages();
    expect(demo.consoleLines).toEqual([]);
  });

  it('fills its form from answers in the visitor’s words, with the one model that it has loaded', async () => {
    await demo.page.goto(server.url);
    await demo.ready();
    await demo.page.getByText('A form that fills itself').click();
    await demo.page.getByRole('button', { name: 'Fill the form' }).click();
    await demo.page.locator('#slot-card-value', { hasText: 'platinum' }).waitFor();
    await demo.page.locator('#slot-consent-value', { hasText: 'да' }).waitFor();
    await demo.page.getByLabel('Which bank card').fill('how do I get to the station?');
    await demo.page.getByRole('button', { name: 'Fill the form' }).click();
    await demo.page.locator('#slot-card-value', { hasText: 'no type of card in it' }).waitFor();
    await expect.poll(() => demo.requests.filter((url) => url.endsWith('model.onnx'))).toHaveLength(1);
    expect(demo.consoleLines).toEqual([]);
  });

  it('goes on after its worker has thrown', async () => {
    await demo.page.goto(server.url);
    await demo.ready();
    const [worker] = demo.page.workers();
    await worker?.evaluate(() => {
      setTimeout(() => {
        throw new Error('out of memory');
      });
    });
    await expect.poll(() => demo.page.workers().length).toBe(0);
    expect(await demo.say('User', "that's wrong")).toBe('model_wrong_or_try_again');
    expect(demo.consoleLines).toEqual([]);
  });

  // Never sure, so that every message has a first guess.
  const guessEverything = () =>
    demo.page.context().route('**/classifiers.json', async (route) => {
      const registry = await (await route.fetch()).json();
      for (const entry of Object.values<{ type: string }>(registry)) {
        if (entry.type === 'cascade') Object.assign(entry, { confidence: 1 });
      }
      await route.fulfill({ json: registry });
    });

  it('shows first guesses while the model is loading, says that they are, and replaces them', async () => {
    const { page } = demo;
    await guessEverything();
    let letIn = () => {};
    const wait = new Promise<void>((resolve) => {
      letIn = resolve;
    });
    await page.context().route('**/model.onnx', (route) => wait.then(() => route.continue()));
    await page.goto(server.url);
    await page.getByLabel('Announce labels').check();
    await page.getByRole('textbox', { name: 'Message' }).fill('are you kidding, the bridge is red?');
    await page.keyboard.press('Enter');
    const mine = page.getByTestId('message').last();
    await mine.and(page.locator('[data-state=guessed]')).waitFor();
    await mine.getByText('first guess').waitFor();
    await page.locator('#announcer', { hasText: 'First guess.' }).waitFor();
    expect(await page.locator('[data-testid=message][data-state=waiting]').count()).toBe(0);
    expect(await page.locator('#model').getAttribute('data-phase')).not.toBe('ready');
    letIn();
    await demo.ready();
    expect(await page.getByText('first guess', { exact: true }).count()).toBe(0);
    await page.locator('#announcer', { hasText: /^(?!First guess)/ }).waitFor();
    expect(demo.consoleLines).toEqual([]);
  });

  it('keeps the first guesses when the model does not load', async () => {
    const { page } = demo;
    await guessEverything();
    await page.context().route('**/model.onnx', (route) => route.fulfill({ status: 404 }));
    await page.goto(server.url);
    await page.getByText('the server answered 404').waitFor();
    await expect.poll(() => page.locator('[data-testid=message][data-state=guessed]').count()).toBe(10);
  });

  it('says what a policy lacks that forbids WebAssembly, and keeps the first guesses', async () => {
    const { page } = demo;
    await guessEverything();
    await page.context().route(/\.js$/, async (route) => {
      const response = await route.fetch();
      await route.fulfill({
        response,
        headers: { ...response.headers(), 'content-security-policy': "script-src 'self'" },
      });
    });
    await page.goto(server.url);
    await page.getByText("allows 'wasm-unsafe-eval'").waitFor();
    await expect.poll(() => page.locator('[data-testid=message][data-state=guessed]').count()).toBe(10);
  });

  // Other processors have no such instruction to switch off.
  it.runIf(process.arch === 'x64')('takes the published product where the processor has no dot product', async () => {
    const args = [...CHROMIUM_FLAGS, '--js-flags=--no-enable-avx-vnni'];
    const older = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH, args });
    const { page, requests, say } = await openDemoPage(older);
    await page.goto(server.url);
    // The instant model may be sure of every message, so that all have labels before ONNX Runtime is asked for.
    await expect
      .poll(() => requests.filter((url) => url.endsWith('.wasm')))
      .toEqual([expect.stringMatching(/small-runtime-(?!relaxed)/)]);
    expect(await say('User', "that's wrong")).toBe('model_wrong_or_try_again');
    await older.close();
  });

  it('loads no ONNX Runtime for a registry that needs none', async () => {
    const instant = (output: string) => ({ type: 'ngram', path: 'flow-instant', output });
    const registry = JSON.stringify({ user_flow_fast: instant('user'), agent_flow_fast: instant('agent') });
    await demo.page.context().route('**/classifiers.json', (route) => route.fulfill({ body: registry }));
    await demo.page.goto(server.url);
    await demo.ready();
    await expect.poll(() => demo.requests.some((url) => url.endsWith('table.bin'))).toBe(true);
    expect(demo.requests.filter((url) => /ort|onnx|\.wasm/.test(url))).toEqual([]);
  });

  it('can be used by keyboard alone', async () => {
    const { page } = demo;
    await page.goto(server.url);
    await demo.ready();
    const before = await page.getByTestId('message').count();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.type('where did you read that? any source?');
    await page.keyboard.press('Enter');
    const message = page.getByTestId('message').nth(before);
    await message.and(page.locator('[data-flow-label=asks_source]')).waitFor();
    await message.locator('summary').focus();
    await page.keyboard.press('Enter');
    await message.getByRole('listitem').filter({ hasText: 'asks_source' }).waitFor();
    expect(await message.getByRole('listitem').count()).toBe(4);
  });

  it.each([320, 390, 768])('fits a width of %i pixels', async (width) => {
    const narrow = await openDemoPage(browser, width);
    await narrow.page.goto(server.url);
    await narrow.ready();
    expect(await narrow.page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    expect(await narrow.say('User', 'x'.repeat(300))).not.toBeNull();
    expect(await narrow.page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await narrow.page.context().close();
  });
});
