import * as v from 'valibot';
import type { Classifiers } from '../classifiers';
import { InvalidInputError } from '../contract/errors';
import type { FlowClassifiers } from './label-exchange';

/** The messages of a conversation, as `POST /flow` takes them. */
export interface Conversation {
  messages: readonly { text: string; speaker: 'user' | 'agent' }[];
}

const schema = v.object({
  messages: v.pipe(v.array(v.object({ text: v.string(), speaker: v.picklist(['user', 'agent']) })), v.minLength(1)),
});

/**
 * Labels each message of a conversation by the rule of the `llm-flow-classification` server's `/flow`: the best label,
 * OTHER included, in the order of the messages. The server pads them in batches; here each is run alone.
 * @throws InvalidInputError where the server refuses the body, and what `classifyAll` throws
 */
export async function labelMessages(
  classifiers: Pick<Classifiers, 'classifyAll'>,
  conversation: Conversation,
  { user = 'userflow', agent = 'agentflow', signal }: FlowClassifiers = {},
): Promise<string[]> {
  const parsed = v.safeParse(schema, conversation);
  if (!parsed.success) {
    const place = v.getDotPath(parsed.issues[0]) ?? 'the conversation';
    throw new InvalidInputError(
      `${place}: ${parsed.issues[0].message}; give { messages: [{ text, speaker: "user" or "agent" }, …] }, at least one`,
    );
  }
  const { messages } = parsed.output;
  const labels: string[] = messages.map(() => '');
  const labelThose = async (speaker: 'user' | 'agent', name: string) => {
    const places = [...messages.keys()].filter((at) => messages[at]?.speaker === speaker);
    const texts = places.map((at) => messages[at]?.text ?? '');
    const options = { threshold: 0, choice: 'best' as const, ...(signal && { signal }) };
    const answers = places.length > 0 ? await classifiers.classifyAll(name, texts, options) : [];
    for (const [row, at] of places.entries()) labels[at] = answers[row]?.[0]?.answer ?? '';
  };
  await Promise.all([labelThose('user', user), labelThose('agent', agent)]);
  return labels;
}
