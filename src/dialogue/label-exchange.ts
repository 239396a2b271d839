import * as v from 'valibot';
import type { Classifiers } from '../classifiers';
import { InvalidInputError } from '../contract/errors';

/** Names of the two flow classifiers in the registry. */
export interface FlowClassifiers {
  /** Of the user's messages; `userflow` without it. */
  user?: string;
  /** Of the agent's messages; `agentflow` without it. */
  agent?: string;
  /** Aborts the call. */
  signal?: AbortSignal;
}

/** What a user wrote and an agent answered, as `POST /conversation_flow_plugin` takes it. */
export interface Exchange {
  /** A text, or a ChatML list, of which the last message counts (the rule of the server's PostHog plugin). */
  llm_input: string | readonly { role?: string; content?: unknown }[];
  llm_output: string;
}

/** The flow labels of an exchange; `''` where none is sure enough. */
export interface ExchangeFlow {
  user_flow: string;
  agent_flow: string;
}

const schema = v.object({
  llm_input: v.union([
    v.string(),
    v.pipe(
      v.array(v.unknown()),
      // Others may have no text, when a tool is called for one.
      v.transform((messages) => messages.at(-1)),
      v.object({ content: v.string() }),
      v.transform(({ content }) => content),
    ),
  ]),
  llm_output: v.string(),
});

/**
 * Labels an exchange by the rule of the `llm-flow-classification` server: the first label by index whose score is above
 * 0.3 and that is not OTHER. The server's scores are by softmax, those here as the entries say.
 * @throws InvalidInputError where the server answers 422, and what `classify` throws
 */
export async function labelExchange(
  classifiers: Pick<Classifiers, 'classify'>,
  exchange: Exchange,
  { user = 'userflow', agent = 'agentflow', signal }: FlowClassifiers = {},
): Promise<ExchangeFlow> {
  const parsed = v.safeParse(schema, exchange);
  if (!parsed.success) {
    const place = v.getDotPath(parsed.issues[0]) ?? 'the exchange';
    throw new InvalidInputError(
      `${place}: ${parsed.issues[0].message}; give { llm_input: a text or a ChatML list, llm_output: a text }`,
    );
  }
  const label = async (name: string, text: string) => {
    const [first] = await classifiers.classify(name, text, {
      threshold: 0.3,
      choice: 'first',
      ...(signal && { signal }),
    });
    return first?.answer ?? '';
  };
  const { llm_input, llm_output } = parsed.output;
  const [user_flow, agent_flow] = await Promise.all([label(user, llm_input), label(agent, llm_output)]);
  return { user_flow, agent_flow };
}
