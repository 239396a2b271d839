/** `Tawk_API`: the widget calls the handlers that the page has put on it, with the text alone. */
export function tawk() {
  window.Tawk_API = {};
  return (role, text) => {
    if (role === 'user') window.Tawk_API.onChatMessageVisitor?.(text);
    else window.Tawk_API.onChatMessageAgent?.(text);
  };
}
