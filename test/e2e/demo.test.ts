import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CHROMIUM_FLAGS } from '../chromium-flags';
import { serveDemo } from './serve-demo';

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH, args: CHROMIUM_FLAGS });
});
afterAll(() => browser.close());

describe.each([
  ['without cross-origin isolation', false],
  ['with cross-origin isolation', true],
])('the demo page %s', (_, isolated) => {
  let demo: Awaited<ReturnType<typeof serveDemo>>;
  let page: Page;
  let requests: string[];
  let consoleLines: string[];

  beforeAll(async () => {
    demo = await serveDemo(isolated);
  });
  afterAll(() => demo.close());

  beforeEach(async () => {
    page = await browser.newPage();
    requests = [];
    consoleLines = [];
    // Requests of the worker are told by the context only.
    page.context().on('request', (request) => requests.push(request.url()));
    page.on('console', (line) => consoleLines.push(`${line.type()}: ${line.text()}`));
    page.on('pageerror', (error) => consoleLines.push(`uncaught: ${error.message}`));
    await page.goto(demo.url);
    await ready(page);
  });
  afterEach(() => page.context().close());

  it('labels what the user and the agent type, with the label’s id at the message', async () => {
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(isolated);
    expect(await say(page, 'User', "that's wrong")).toBe('model_wrong_or_try_again');
    expect(await say(page, 'User', 'can you please answer me?')).toBe('user_wants_agent_to_answer');
    expect(await say(page, 'Agent', 'My apologies')).toBe('agent_apology_error_mistake');
    expect(await say(page, 'User', 'What is the capital of Peru?')).toBe('');
    expect(consoleLines).toEqual([]);
  });

  it('asks no other origin for anything, and nobody once the model is there', async () => {
    expect(requests.some((url) => url.endsWith('model.onnx'))).toBe(true);
    expect(requests.filter((url) => new URL(url).origin !== new URL(demo.url).origin)).toEqual([]);
    const before = requests.length;
    await say(page, 'User', 'tell me more about that, in detail');
    await say(page, 'Agent', 'I do not know that.');
    await page.waitForTimeout(500);
    expect(requests.slice(before)).toEqual([]);
    expect(consoleLines).toEqual([]);
  });
});

async function ready(page: Page): Promise<void> {
  await page.locator('[data-testid=message][data-state=labelled]').last().waitFor();
  await page.locator('[data-testid=message]:not([data-state=labelled])').waitFor({ state: 'detached' });
}

async function say(page: Page, role: 'User' | 'Agent', text: string): Promise<string | null> {
  const messages = page.getByTestId('message');
  const before = await messages.count();
  await page.getByRole('radio', { name: role }).check({ force: true });
  await page.getByRole('textbox', { name: 'Message' }).fill(text);
  await page.getByRole('textbox', { name: 'Message' }).press('Enter');
  const message = messages.nth(before);
  await message.and(page.locator('[data-state=labelled]')).waitFor();
  return message.getAttribute('data-label');
}
