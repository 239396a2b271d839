import { expect, it } from 'vitest';
import { CONVERSATION } from './conversation';
import { labelledOnce, sayAll } from './say-all';
import { useExample } from './use-example';

const EARLIER = 4;

const example = useExample('next', 'npm start');

it('a page of Next.js comes with its messages from the server, and gets one label a message once it is taken over', async () => {
  const { page, faults } = await example.open();
  // As the server has rendered it, without a `window`; no script has run on this.
  const html = await (await fetch(page.url())).text();
  const said = [...html.matchAll(/<li class="(\w+)"><p>([^<]*)<\/p><\/li>/g)].map(([, role, text]) => ({ role, text }));
  expect(said).toEqual(CONVERSATION.slice(0, EARLIER));
  expect(await sayAll(page, EARLIER)).toEqual(labelledOnce(EARLIER));
  // React reports it as an error when what the browser renders differs from what the server has sent.
  expect(faults).toEqual([]);
});
