import { expect, test } from '../../../src/testing/playwright';

test.describe('with models that the site lacks', () => {
  test.beforeEach(({ context }) => context.route('**/models/**', (route) => route.fulfill({ status: 404 })));

  test('served when the test says so', async ({ page, flowLabels }) => {
    await flowLabels.serveModels('/models/');
    await page.goto('/');
    const messages = page.getByTestId('message');
    await page.getByRole('textbox', { name: 'Message' }).fill("that's wrong");
    await page.keyboard.press('Enter');
    await expect(messages.last()).toHaveFlowLabel('model_wrong_or_try_again');
    // What stands in the message finds its label too.
    await expect(page.getByText("that's wrong", { exact: true })).toHaveFlowLabel('model_wrong_or_try_again');
    await expect(messages.last()).not.toHaveFlowLabel('asks_source');
    await page.getByRole('textbox', { name: 'Message' }).fill('What is the capital of Peru?');
    await page.keyboard.press('Enter');
    await expect(messages.last()).toHaveFlowLabel('');
  });

  test('served at another address, where it says which file the package lacks', async ({ page, flowLabels }) => {
    await flowLabels.serveModels('/elsewhere');
    await page.goto('/');
    const answers = await page.evaluate(async () => {
      const ask = async (path: string) => {
        const answer = await fetch(path);
        return [answer.status, answer.headers.get('content-type'), (await answer.text()).slice(0, 60)];
      };
      return { none: await ask('/elsewhere/none.bin'), registry: await ask('/elsewhere/classifiers.json') };
    });
    expect(answers.none).toEqual([404, 'text/plain', 'the package flow-labels lacks none.bin']);
    expect(answers.registry.slice(0, 2)).toEqual([200, 'application/json']);
  });
});

test('what copy-assets copies is served at a whole address, and at no other origin', async ({ page, flowLabels }) => {
  await flowLabels.serveAssets('https://assets.example/flow-labels');
  const registry = await page.goto('https://assets.example/flow-labels/models/classifiers.json');
  expect(registry?.status()).toBe(200);
  expect(Object.keys(await registry?.json())).toContain('userflow');
  expect((await page.goto('https://assets.example/flow-labels/none.js'))?.status()).toBe(404);
  await page.goto('/');
  const elsewhere = await page.evaluate(async () => (await fetch('/flow-labels/none.js')).text());
  expect(elsewhere).not.toContain('the package flow-labels');
});

test.describe('with the option', () => {
  test.use({ flowLabelsServe: { models: '/models/' } });

  test('serves from the start', async ({ page }) => {
    const registry = page.waitForResponse('**/models/classifiers.json');
    await page.goto('/');
    // The site itself does not say this.
    expect((await registry).headers()['cross-origin-resource-policy']).toBe('cross-origin');
    await expect(page.getByText('That is all for today, goodbye!')).toHaveFlowLabel('user_goodbye');
  });
});
