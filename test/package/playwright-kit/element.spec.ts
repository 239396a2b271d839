import { expect, test } from '../../../src/testing/playwright';

// What the custom element tells of its labels, without the element: each message's element, answers and state.
const PAGE = `<!doctype html>
<ul id="chat">
  <li id="bye"><p>Goodbye!</p></li>
  <li id="hello"><p>Hello</p></li>
  <li id="unlabelled"><p>…</p></li>
</ul>
<div id="widget"></div>
<flow-labels></flow-labels>
<script>
  customElements.define('flow-labels', class extends HTMLElement { labels = []; });
  const teller = document.querySelector('flow-labels');
  window.tell = (element, answer, { other = false, provisional = false } = {}) => {
    const labels = teller.labels.filter(({ message }) => message.element !== element);
    const answers = answer === undefined ? [] : [{ answer, score: 1, other }];
    teller.labels = [...labels, { message: { element }, answers, provisional }];
  };
  const inside = document.querySelector('#widget').attachShadow({ mode: 'open' });
  inside.innerHTML = '<p class="bubble"><span>Any source?</span></p>';
  window.bubble = inside.querySelector('.bubble');
  window.one = (id) => document.getElementById(id);
</script>`;

test.beforeEach(({ page }) => page.setContent(PAGE));

test('waits for the final label of a message', async ({ page }) => {
  await page.evaluate(`
    setTimeout(() => tell(one('bye'), 'agent_goodbye', { provisional: true }), 100);
    setTimeout(() => tell(one('bye'), 'user_goodbye'), 400);
  `);
  await expect(page.locator('#bye')).toHaveFlowLabel('user_goodbye');
});

test('takes a provisional one where the test says so', async ({ page }) => {
  await page.evaluate(`tell(one('bye'), 'user_goodbye', { provisional: true })`);
  await expect(page.locator('#bye')).toHaveFlowLabel('user_goodbye', { provisional: true });
});

test('reads the other label, and no label, as none to show', async ({ page }) => {
  await page.evaluate(`tell(one('bye'), 'OTHER', { other: true }); tell(one('hello'))`);
  await expect(page.locator('#bye')).toHaveFlowLabel('');
  await expect(page.locator('#hello')).toHaveFlowLabel('');
});

test('finds the label by what stands in the message, by what it stands in, and in a shadow root', async ({ page }) => {
  await page.evaluate(`tell(one('bye').firstElementChild, 'user_goodbye'); tell(bubble, 'asks_source')`);
  await expect(page.locator('#bye')).toHaveFlowLabel('user_goodbye');
  await expect(page.getByText('Goodbye!')).toHaveFlowLabel('user_goodbye');
  await expect(page.getByText('Any source?')).toHaveFlowLabel('asks_source');
});

test('negated, waits for another final label', async ({ page }) => {
  await page.evaluate(`
    tell(one('bye'), 'user_goodbye');
    setTimeout(() => tell(one('bye'), 'asks_source'), 300);
  `);
  await expect(page.locator('#bye')).not.toHaveFlowLabel('user_goodbye');
});

test('goes on waiting while the page is replaced', async ({ page, context }) => {
  await context.route('**/next', (route) => route.fulfill({ contentType: 'text/html', body: PAGE }));
  const labelled = expect(page.locator('#bye')).toHaveFlowLabel('user_goodbye');
  for (let times = 0; times < 5; times++) await page.goto('/next');
  await page.evaluate(`tell(one('bye'), 'user_goodbye')`);
  await labelled;
});
