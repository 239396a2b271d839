/** `window.botpress` of webchat v3: `messageSent` as soon as the visitor sends, `message` for what has arrived. */
export function botpress() {
  const listeners = new Map();
  let count = 0;
  const emit = (event, payload) => {
    for (const listener of listeners.get(event) ?? []) listener(payload);
  };
  window.botpress = {
    on(event, listener) {
      const all = listeners.get(event) ?? new Set();
      listeners.set(event, all.add(listener));
      return () => all.delete(listener);
    },
  };
  return (role, text) => {
    count += 1;
    if (role === 'user') emit('messageSent', { type: 'text', text });
    emit('message', {
      id: `message-${count}`,
      conversationId: 'conversation-1',
      authorId: role === 'user' ? 'visitor' : 'bot',
      timestamp: new Date(),
      block: { type: 'bubble', block: { type: 'text', text } },
      ...(role === 'user' && { metadata: { clientMessageId: `client-${count}` } }),
    });
  };
}
