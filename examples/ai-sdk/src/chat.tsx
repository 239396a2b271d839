import { useChat } from '@ai-sdk/react';
import type { MessageLabel } from 'flow-labels';
import { useFlowLabels } from 'flow-labels/react';
import type { FormEvent } from 'react';
import { localTransport } from './local-transport';

export function Chat() {
  const { messages, status, sendMessage, stop } = useChat({ transport: localTransport });
  const { labels, ready, error, retry } = useFlowLabels(messages, {
    registryUrl: '/models/classifiers.json',
    user: 'userflow_instant',
    agent: 'agentflow_instant',
    status,
  });
  const isAnswering = status === 'submitted' || status === 'streaming';

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const text = String(new FormData(form).get('text')).trim();
    if (text === '' || isAnswering) return;
    form.reset();
    sendMessage({ text });
  }

  return (
    <>
      <h1>A chat with flow labels</h1>
      <p role="status">{ready ? 'Labels are ready.' : 'Labels are on their way …'}</p>
      {error !== undefined && (
        <p role="alert">
          {String(error)}{' '}
          <button type="button" onClick={retry}>
            Try again
          </button>
        </p>
      )}
      <ol>
        {messages.map(({ id, role, parts }) => (
          <li key={id} className={role}>
            <p>{parts.map((part) => (part.type === 'text' ? part.text : ''))}</p>
            <Label of={labels.get(id)} />
          </li>
        ))}
      </ol>
      <form onSubmit={send}>
        <input name="text" aria-label="Your message" placeholder="Your message" autoComplete="off" />
        {isAnswering ? (
          <button type="button" onClick={stop}>
            Stop
          </button>
        ) : (
          <button type="submit">Send</button>
        )}
      </form>
    </>
  );
}

function Label({ of: label }: { of?: MessageLabel }) {
  if (!label) return null;
  const [best] = label.answers;
  return <small data-provisional={label.provisional}>{best && !best.other ? best.answer : ''}</small>;
}
