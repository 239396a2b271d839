import type { Browser, Page } from 'playwright';

/** The demo as a visitor meets it, with what it asked for and what it wrote to the console. */
export interface DemoPage {
  page: Page;
  /** What it asked for; a worker's requests are heard of a little later than the page hears of what they brought. */
  requests: string[];
  consoleLines: string[];
  /** Waits until every message has its label. */
  ready(): Promise<void>;
  /** Writes a message and gives its label: "" for an ordinary one. */
  say(role: 'User' | 'Agent', text: string): Promise<string | null>;
}

/** Opens an empty page in a fresh profile, `width` CSS pixels wide. */
export async function openDemoPage(browser: Browser, width = 1280): Promise<DemoPage> {
  const context = await browser.newContext({ viewport: { width, height: 800 } });
  const page = await context.newPage();
  const requests: string[] = [];
  const consoleLines: string[] = [];
  // The context alone tells of the worker's requests.
  context.on('request', (request) => requests.push(request.url()));
  page.on('console', (line) => consoleLines.push(`${line.type()}: ${line.text()}`));
  page.on('pageerror', (error) => consoleLines.push(`uncaught: ${error.message}`));
  const messages = page.getByTestId('message');

  return {
    page,
    requests,
    consoleLines,
    async ready() {
      await page.waitForFunction(() => {
        const states = [...document.querySelectorAll<HTMLElement>('[data-testid=message]')].map(
          ({ dataset }) => dataset.state,
        );
        return states.length > 0 && states.every((state) => state === 'labelled');
      });
    },
    async say(role, text) {
      const before = await messages.count();
      await page.getByRole('radio', { name: role }).check();
      await page.getByRole('textbox', { name: 'Message' }).fill(text);
      await page.getByRole('textbox', { name: 'Message' }).press('Enter');
      const message = messages.nth(before);
      await message.and(page.locator('[data-state=labelled]')).waitFor();
      return message.getAttribute('data-flow-label');
    },
  };
}
