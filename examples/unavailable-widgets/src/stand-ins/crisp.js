/** `$crisp`: commands are pushed; `on` and `off` keep one listener for each of `message:sent` and `message:received`. */
export function crisp() {
  const listeners = new Map();
  let count = 0;
  window.$crisp = {
    push([command, event, listener]) {
      if (command === 'on') listeners.set(event, listener);
      if (command === 'off') listeners.delete(event);
    },
  };
  return (role, content) => {
    count += 1;
    const message = {
      type: 'text',
      content,
      from: role === 'user' ? 'user' : 'operator',
      fingerprint: 1000 + count,
      timestamp: Date.now(),
    };
    listeners.get(role === 'user' ? 'message:sent' : 'message:received')?.(message);
  };
}
