import type { AssistantRuntime } from '@assistant-ui/react';
import { labelChat, type MessageLabel, shareClassifiers } from 'flow-labels';
import { assistantUi } from 'flow-labels/adapters/assistant-ui';
import { useEffect, useState } from 'react';

/** Labels the thread that is open; gives the latest label of each message by its id, and what failed last. */
export function useThreadLabels(runtime: AssistantRuntime) {
  const [labels, setLabels] = useState<ReadonlyMap<string, MessageLabel>>(new Map());
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    const { classifiers, release } = shareClassifiers({ registryUrl: '/models/classifiers.json' });
    const stop = labelChat(runtime.thread, assistantUi, {
      classifiers,
      user: 'userflow_instant',
      agent: 'agentflow_instant',
      onLabel: (label) => setLabels((labels) => new Map(labels).set(label.message.id, label)),
      onError: setError,
    });
    return () => {
      stop();
      release();
    };
  }, [runtime]);
  return { labels, error };
}
