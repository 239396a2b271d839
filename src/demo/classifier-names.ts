import type { MessageRole } from './message-role';

/** The registry's classifier for the messages of each role. */
export const classifierNames: Readonly<Record<MessageRole, string>> = {
  user: 'user_flow_fast',
  agent: 'agent_flow_fast',
};
