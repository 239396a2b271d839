import { stripVTControlCharacters } from 'node:util';
import { expect, test } from '../../../src/testing/playwright';

const PAGE = `<!doctype html>
<ul>
  <li data-flow-label="user_goodbye">Goodbye!</li>
  <li data-flow-label="asks_source" data-flow-provisional>Any source?</li>
  <li>Hello</li>
</ul>`;

test('what does not hold fails with what stood there', async ({ page }) => {
  await page.setContent(PAGE);
  const options = { timeout: 2000 };
  /** What an assertion fails with; nothing where it holds. */
  const failure = (assertion: Promise<void>) =>
    assertion.then(
      () => 'it holds',
      (error: Error) => stripVTControlCharacters(error.message),
    );
  const bye = page.getByText('Goodbye!');
  const hello = page.getByText('Hello');

  const other = await failure(expect(bye).toHaveFlowLabel('asks_source', options));
  expect(other).toContain("Locator:  getByText('Goodbye!')");
  expect(other).toContain('Expected: "asks_source"');
  expect(other).toContain('Received: "user_goodbye"');
  expect(other).toContain('Timeout:  2000 ms');

  const same = await failure(expect(bye).not.toHaveFlowLabel('user_goodbye', options));
  expect(same).toContain('Expected: another final label than "user_goodbye"');
  expect(same).toContain('Received: "user_goodbye"');

  const provisional = await failure(expect(page.getByText('Any')).toHaveFlowLabel('asks_source', options));
  expect(provisional).toContain('Received: "asks_source" (provisional)');

  expect(await failure(expect(hello).toHaveFlowLabel('user_goodbye', options))).toContain('Received: no label');
  expect(await failure(expect(hello).not.toHaveFlowLabel('user_goodbye', options))).toContain('Received: no label');

  const nobody = await failure(expect(page.getByText('Nobody')).toHaveFlowLabel('user_goodbye', options));
  expect(nobody).toContain('Received: no element');

  const many = await failure(expect(page.locator('li')).toHaveFlowLabel('user_goodbye', options));
  expect(many).toContain('Received: 3 elements; the locator must find one message');

  const chat = await failure(expect(page.locator('ul')).toHaveFlowLabel('user_goodbye', options));
  expect(chat).toContain('Received: the labels of 2 messages, "user_goodbye", "asks_source" (provisional)');

  const closed = failure(expect(bye).toHaveFlowLabel('asks_source', { timeout: 60_000 }));
  await page.close();
  expect(await closed).toContain('closed');
});
