import type { FrameLocator, Locator, Page } from 'playwright';
import { CONVERSATION } from './conversation';

/** Types what the user says from some message on, and waits for each answer of the example's agent. */
export async function converse(chat: Page | FrameLocator | Locator, from = 0): Promise<void> {
  for (const { role, text } of CONVERSATION.slice(from)) {
    if (role === 'agent') {
      await chat.getByText(text).first().waitFor();
      continue;
    }
    await chat.getByRole('textbox').fill(text);
    await chat.getByRole('textbox').press('Enter');
  }
}
