/** Who wrote a message. */
export type MessageRole = 'user' | 'agent';
