import type { MessageRole } from './message-role';

/** The registry's classifier for the messages of each role. */
export const classifierNames: Readonly<Record<MessageRole, string>> = { user: 'userflow', agent: 'agentflow' };
