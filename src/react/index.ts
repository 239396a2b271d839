'use client';

import { useCallback, useEffect, useReducer, useRef, useState, useSyncExternalStore } from 'react';
import { createMessageTracker, type FlowLabels, type TrackingOptions } from '../live/create-message-tracker';
import { type HostMessage, toChatMessages } from '../live/to-chat-messages';

export type { FlowLabels } from '../live/create-message-tracker';
export type { MessageLabel } from '../live/message-label';
export type { HostMessage, PlainMessage, UiMessage } from '../live/to-chat-messages';

/** Who labels the messages; functions are taken when labelling starts, so they may be new in every render. */
export interface UseFlowLabelsOptions extends TrackingOptions {
  /** The `status` of the AI SDK's `useChat`: by it a streamed message is known to be finished. */
  status?: string;
}

/** The labels of a list of messages, and a way to start again after a failure. */
export interface UsedFlowLabels extends FlowLabels {
  /** Connects and labels anew; what failed is tried again. */
  readonly retry: () => void;
}

/**
 * Labels a list of messages while the component is mounted, with one worker for all on the page.
 * @throws InvalidInputError when an option is not what it may be
 */
export function useFlowLabels(messages: readonly HostMessage[], options: UseFlowLabelsOptions): UsedFlowLabels {
  const { status, ...tracking } = options;
  const [tracker] = useState(createMessageTracker);
  const [attempt, countAttempt] = useReducer((count: number) => count + 1, 0);
  const latest = useRef(tracking);
  useEffect(() => {
    latest.current = tracking;
  });
  // Equal options in another object are no reason to start again: the key stands for them.
  const key = JSON.stringify([tracking, attempt]);
  useEffect(() => tracker.start(latest.current), [tracker, key]);
  useEffect(() => tracker.update(toChatMessages(messages, status)), [tracker, messages, status]);
  const state = useSyncExternalStore(tracker.subscribe, tracker.state, tracker.state);
  const retry = useCallback(() => countAttempt(), []);
  return { ...state, retry };
}
