import { expect, it } from 'vitest';
import { sampleConversation } from '../../src/demo/sample-conversation';
import { expectConversation, sayAll } from './say-all';
import { useExample } from './use-example';

const EARLIER = 4;

const example = useExample('next', 'npm start');

it('a page of Next.js comes from the server with its messages, is taken over, and labels them and what follows', async () => {
  const { page, faults } = await example.open();
  // The server has no `window`, and no browser has run a script on this.
  const html = await (await fetch(page.url())).text();
  const said = [...html.matchAll(/<li class="(\w+)"><p>([^<]*)<\/p><\/li>/g)].map(([, role, text]) => ({ role, text }));
  expect(said).toEqual(sampleConversation.slice(0, EARLIER));
  // React would throw what the server has rendered away, and report that as an error, if the browser rendered another.
  const messages = await sayAll(page, EARLIER);
  expectConversation(
    messages,
    [
      '',
      '',
      'user_doubts_answer',
      'agent_apology_error_mistake',
      'asks_source',
      'agent_limited_capabilities',
      'user_wants_simplier_explanation',
      '',
      'user_goodbye',
      'success_and_followup_assistance',
    ],
    EARLIER,
  );
  expect(faults).toEqual([]);
});
