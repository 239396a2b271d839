/** `zE('messenger:set', 'beforeMessageDisplay', callback)`: the widget shows what the callback gives back. */
export function zendesk() {
  let beforeMessageDisplay = (message) => message;
  let count = 0;
  window.zE = (command, key, callback) => {
    if (command === 'messenger:set' && key === 'beforeMessageDisplay') beforeMessageDisplay = callback;
  };
  return (role, text) => {
    count += 1;
    const message = { id: `message-${count}`, role: role === 'user' ? 'user' : 'business', type: 'text', text };
    beforeMessageDisplay(message, { conversation: { id: 'conversation-1' } });
  };
}
