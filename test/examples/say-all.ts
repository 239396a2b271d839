import type { Page } from 'playwright';
import { expect } from 'vitest';
import { CONVERSATION, LABELS } from './conversation';

/** What became of a message in the page. */
export interface LabelledMessage {
  text: string;
  /** The label at the end; "" for an ordinary message. */
  label: string;
  /** What kinds of label the page has shown there, in order. */
  shown: ('provisional' | 'final')[];
}

const LABELLED_WITHIN_MS = 60_000;

const MESSAGES = '.user, .agent, .assistant';

declare global {
  var shownLabels: LabelledMessage['shown'][];
}

/**
 * Says what is left of the sample conversation in an example whose agent answers in its words, each question when the
 * answer before it has its final label, and gives all messages that the page shows then.
 */
export async function sayAll(page: Page, alreadySaid = 0): Promise<LabelledMessage[]> {
  const finals = page.locator('small[data-provisional="false"]');
  await recordLabels(page);
  await expect.poll(() => finals.count(), { timeout: LABELLED_WITHIN_MS }).toBe(alreadySaid);
  for (const [at, { role, text }] of CONVERSATION.entries()) {
    if (at < alreadySaid || role !== 'user') continue;
    await page.getByLabel('Your message').fill(text);
    await page.getByRole('button', { name: 'Send' }).click();
    await expect.poll(() => finals.count(), { timeout: LABELLED_WITHIN_MS }).toBe(at + 2);
  }
  return page.evaluate(
    (messages) =>
      [...document.querySelectorAll(messages)].map((message, at) => ({
        text: message.querySelector('p')?.textContent ?? '',
        label: [...message.querySelectorAll('small')].map((label) => label.textContent).join(' and '),
        shown: globalThis.shownLabels[at] ?? [],
      })),
    MESSAGES,
  );
}

/** Notes by each message's place whether its label is provisional or final, whenever that changes. */
async function recordLabels(page: Page): Promise<void> {
  await page.evaluate((messages) => {
    globalThis.shownLabels = [];
    const note = () => {
      for (const [at, message] of document.querySelectorAll(messages).entries()) {
        globalThis.shownLabels[at] ??= [];
        const shown = globalThis.shownLabels[at];
        for (const label of message.querySelectorAll<HTMLElement>('small[data-provisional]')) {
          const state = label.dataset.provisional === 'true' ? 'provisional' : 'final';
          if (shown.at(-1) !== state) shown.push(state);
        }
      }
    };
    note();
    new MutationObserver(note).observe(document, { subtree: true, childList: true, attributes: true });
  }, MESSAGES);
}

/**
 * What a page must have shown at the end: one label at each message, a provisional one before it where the answer was
 * streamed, and none after it.
 */
export function labelledOnce(alreadySaid = 0): LabelledMessage[] {
  return CONVERSATION.map(({ role, text }, at) => ({
    text,
    label: LABELS[at] ?? '',
    shown: role === 'agent' && at >= alreadySaid ? ['provisional', 'final'] : ['final'],
  }));
}
