import { type ComputedRef, computed, type MaybeRefOrGetter, onMounted, ref, shallowRef, toValue, watch } from 'vue';
import { createMessageTracker, type FlowLabels, type TrackingOptions } from '../live/create-message-tracker';
import { type HostMessage, toChatMessages } from '../live/to-chat-messages';

export type { FlowLabels } from '../live/create-message-tracker';
export type { MessageLabel } from '../live/message-label';
export type { HostMessage, PlainMessage, UiMessage } from '../live/to-chat-messages';

/** Who labels the messages; functions are taken when labelling starts. */
export interface UseFlowLabelsOptions extends TrackingOptions {
  /** The `status` of the AI SDK's `Chat`: by it a streamed message is known to be finished. */
  status?: string;
}

/** The labels of a list of messages, and a way to start again after a failure. */
export type UsedFlowLabels = { readonly [Key in keyof FlowLabels]-?: ComputedRef<FlowLabels[Key]> } & {
  /** Connects and labels anew; what failed is tried again. */
  readonly retry: () => void;
};

/**
 * Labels a list of messages while the component is mounted, with one worker for all on the page. The list may be
 * changed in place.
 * @throws InvalidInputError on mounting, when an option is not what it may be
 */
export function useFlowLabels(
  messages: MaybeRefOrGetter<readonly HostMessage[]>,
  options: MaybeRefOrGetter<UseFlowLabelsOptions>,
): UsedFlowLabels {
  const tracker = createMessageTracker();
  const state = shallowRef(tracker.state());
  const attempt = ref(0);
  tracker.subscribe(() => {
    state.value = tracker.state();
  });

  function tracking(): TrackingOptions {
    const { status: _, ...others } = toValue(options);
    return others;
  }

  // A server never mounts, so there nothing starts.
  onMounted(() => {
    watch(
      () => JSON.stringify([tracking(), attempt.value]),
      (_key, _before, onCleanup) => onCleanup(tracker.start(tracking())),
      { immediate: true },
    );
    watch(() => toChatMessages(toValue(messages), toValue(options).status), tracker.update, { immediate: true });
  });

  return {
    labels: computed(() => state.value.labels),
    ready: computed(() => state.value.ready),
    error: computed(() => state.value.error),
    retry: () => {
      attempt.value += 1;
    },
  };
}
