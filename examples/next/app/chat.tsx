'use client';

import type { MessageLabel } from 'flow-labels';
import { useFlowLabels } from 'flow-labels/react';
import { type FormEvent, useState } from 'react';
import { streamAnswer } from './stream-answer';

export interface Message {
  id: string;
  role: 'user' | 'agent';
  text: string;
  growing?: boolean;
}

export function Chat({ earlier }: { earlier: readonly Message[] }) {
  const [messages, setMessages] = useState(earlier);
  const { labels, ready, error, retry } = useFlowLabels(messages, {
    registryUrl: '/models/classifiers.json',
    user: 'userflow',
    agent: 'agentflow',
  });
  const isAnswering = messages.at(-1)?.growing ?? false;

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const text = String(new FormData(form).get('text')).trim();
    if (text === '' || isAnswering) return;
    form.reset();
    const before: Message[] = [...messages, { id: crypto.randomUUID(), role: 'user', text }];
    const answer: Message = { id: crypto.randomUUID(), role: 'agent', text: '', growing: true };
    setMessages([...before, answer]);
    for await (const text of streamAnswer(Math.floor(messages.length / 2))) {
      answer.text = text;
      setMessages([...before, { ...answer }]);
    }
    setMessages([...before, { ...answer, growing: false }]);
  }

  return (
    <>
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
        {messages.map(({ id, role, text }) => (
          <li key={id} className={role}>
            <p>{text}</p>
            <Label of={labels.get(id)} />
          </li>
        ))}
      </ol>
      <form onSubmit={send}>
        <input name="text" aria-label="Your message" placeholder="Your message" autoComplete="off" />
        <button type="submit" disabled={isAnswering}>
          Send
        </button>
      </form>
    </>
  );
}

function Label({ of: label }: { of?: MessageLabel }) {
  if (!label) return null;
  const [best] = label.answers;
  return <small data-provisional={label.provisional}>{best && !best.other ? best.answer : ''}</small>;
}
