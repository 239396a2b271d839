import {
  AssistantRuntimeProvider,
  ComposerPrimitive,
  MessagePrimitive,
  ThreadPrimitive,
  useLocalRuntime,
} from '@assistant-ui/react';
import type { MessageLabel } from 'flow-labels';
import { localModel } from './local-model';
import { useThreadLabels } from './use-thread-labels';

export function Chat() {
  const runtime = useLocalRuntime(localModel);
  const { labels, error } = useThreadLabels(runtime);
  return (
    <AssistantRuntimeProvider runtime={runtime}>
      <h1>A chat with flow labels</h1>
      {error !== undefined && <p role="alert">{String(error)}</p>}
      <ThreadPrimitive.Root>
        <ThreadPrimitive.Viewport className="messages">
          <ThreadPrimitive.Messages>
            {({ message }) => (
              <MessagePrimitive.Root className={`message ${message.role}`}>
                <MessagePrimitive.Parts>
                  {({ part }) => (part.type === 'text' ? <p>{part.text}</p> : null)}
                </MessagePrimitive.Parts>
                <Label of={labels.get(message.id)} />
              </MessagePrimitive.Root>
            )}
          </ThreadPrimitive.Messages>
        </ThreadPrimitive.Viewport>
        <ComposerPrimitive.Root>
          <ComposerPrimitive.Input aria-label="Your message" placeholder="Your message" rows={1} />
          <ComposerPrimitive.Send>Send</ComposerPrimitive.Send>
        </ComposerPrimitive.Root>
      </ThreadPrimitive.Root>
    </AssistantRuntimeProvider>
  );
}

function Label({ of: label }: { of?: MessageLabel }) {
  if (!label) return null;
  const [best] = label.answers;
  return <small data-provisional={label.provisional}>{best && !best.other ? best.answer : ''}</small>;
}
