const INCOMING = 0;
const OUTGOING = 1;

/** The event `chatwoot:on-message` on the window, with a message as Chatwoot's API has it. */
export function chatwoot() {
  let count = 0;
  return (role, content) => {
    count += 1;
    const detail = {
      id: count,
      content,
      content_type: 'text',
      content_attributes: {},
      conversation_id: 1,
      created_at: Math.floor(Date.now() / 1000),
      message_type: role === 'user' ? INCOMING : OUTGOING,
    };
    window.dispatchEvent(new CustomEvent('chatwoot:on-message', { detail }));
  };
}
