import type { Page } from '@playwright/test';
import { expect, test } from '../../../src/testing/playwright';

const ADDRESS = 'http://localhost/chat';
const GOODBYE = 'That is all for today, goodbye!';
const SOURCE = 'Where does that number come from? Please give me a source.';

// The element as a classic script, beside a chat that says what a test has it say.
const PAGE = `<!doctype html>
<link rel="icon" href="data:," />
<script src="/labels/flow-labels.global.js"></script>
<ul id="chat">
  <li id="bye"><p>Goodbye!</p></li>
  <li id="hello"><p>Hello</p></li>
</ul>
<div id="widget"></div>
<flow-labels
  registry="/labels/models/classifiers.json"
  user="userflow_instant"
  agent="agentflow_instant"
  assets-url="/labels/"
></flow-labels>
<script>
  const inside = document.querySelector('#widget').attachShadow({ mode: 'open' });
  inside.innerHTML = '<p class="bubble"><span>Any source?</span></p>';
  const chat = {};
  Object.assign(document.querySelector('flow-labels'), {
    chat,
    adapter(_, onMessage) {
      window.report = ({ at, ...message }) => onMessage({
        id: at,
        role: 'user',
        element: document.querySelector(at) ?? inside.querySelector(at),
        ...message,
      });
      return () => {};
    },
  });
</script>`;

test.use({ flowLabelsServe: { assets: '/labels/' } });

test.beforeEach(async ({ page, context }) => {
  await context.route(ADDRESS, (route) => route.fulfill({ contentType: 'text/html', body: PAGE }));
  await page.goto(ADDRESS);
});

/** Has the chat report a message of the user, which stands where a selector says. */
async function report(page: Page, message: { at: string; text: string; growing?: boolean }): Promise<void> {
  await page.waitForFunction('window.report');
  await page.evaluate(`report(${JSON.stringify(message)})`);
}

test('waits for the final label of a message', async ({ page }) => {
  await report(page, { at: '#bye', text: SOURCE, growing: true });
  await expect(page.locator('#bye')).toHaveFlowLabel('asks_source', { provisional: true });
  const labelled = expect(page.locator('#bye')).toHaveFlowLabel('user_goodbye');
  await report(page, { at: '#bye', text: GOODBYE });
  await labelled;
});

test('reads the other label as none to show', async ({ page }) => {
  await report(page, { at: '#hello', text: 'What is the capital of Peru?' });
  await expect(page.locator('#hello')).toHaveFlowLabel('');
});

test('finds the label by what stands in the message, by what it stands in, and in a shadow root', async ({ page }) => {
  await report(page, { at: '#bye p', text: GOODBYE });
  await report(page, { at: '.bubble', text: SOURCE });
  await expect(page.locator('#bye')).toHaveFlowLabel('user_goodbye');
  await expect(page.getByText('Goodbye!', { exact: true })).toHaveFlowLabel('user_goodbye');
  await expect(page.locator('.bubble span')).toHaveFlowLabel('asks_source');
});

test('negated, waits for another final label', async ({ page }) => {
  await report(page, { at: '#bye', text: GOODBYE });
  await expect(page.locator('#bye')).toHaveFlowLabel('user_goodbye');
  const labelled = expect(page.locator('#bye')).not.toHaveFlowLabel('user_goodbye');
  await report(page, { at: '#bye', text: SOURCE });
  await labelled;
});

test('goes on waiting while the page is replaced', async ({ page }) => {
  const labelled = expect(page.locator('#bye')).toHaveFlowLabel('user_goodbye');
  for (let times = 0; times < 5; times++) await page.goto(ADDRESS);
  await report(page, { at: '#bye', text: GOODBYE });
  await labelled;
});

test('finds the labels of an element under another name, whose model runs on the served runtime', async ({ page }) => {
  const runtime = page.context().waitForEvent('response', (response) => response.url().endsWith('.wasm'));
  await page.evaluate(`
    FlowLabels.defineFlowLabels('other-labels');
    const other = document.createElement('other-labels');
    Object.assign(other, {
      registry: '/labels/models/classifiers.json',
      user: 'userflow',
      assetsUrl: '/labels/',
      for: '#chat',
      message: 'li',
      userMessage: '#bye',
    });
    document.querySelector('flow-labels').replaceWith(other);
  `);
  await expect(page.locator('#bye')).toHaveFlowLabel('user_goodbye');
  expect((await runtime).url()).toMatch(/^http:\/\/localhost\/labels\/small-runtime(-relaxed)?\.wasm$/);
});
