import { sampleConversation } from '../../src/demo/sample-conversation';
import type { ElementLabel } from './read-element-labels';

/** Ten messages of both sides in turn, which the examples' agents answer by. */
export const CONVERSATION = sampleConversation;

/** What the model and the instant classifiers say to each of them; "" for an ordinary message. */
export const LABELS: readonly string[] = [
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
];

/** What an element must show for the conversation, each label once. */
export function elementLabels(place: 'beside' | 'list'): ElementLabel[] {
  return CONVERSATION.map(({ role, text }, at) => {
    const label = LABELS[at] ?? '';
    return { role, text, label, shown: label ? 1 : 0, place: label ? place : 'nowhere' };
  });
}
