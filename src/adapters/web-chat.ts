import type { ChatMessage } from '../live/chat-message';

/** What a BotFramework-WebChat store is made with, and what hears of its messages. */
export interface WebChatHook {
  /** Goes into the store: `createStore({}, hook.middleware)`. */
  middleware: () => (next: (action: unknown) => unknown) => (action: unknown) => unknown;
  /** Hears of every message until the returned function is called; at first of those that came before, as history. */
  listen(onMessage: (message: ChatMessage) => void): () => void;
}

/** What is read of the store's actions. */
interface Action {
  type?: string;
  payload?: { activity?: Activity };
}

interface Activity {
  id?: string;
  type?: string;
  text?: unknown;
  timestamp?: string;
  from?: { role?: string };
  channelData?: StreamInfo & { clientActivityID?: string };
  entities?: readonly (StreamInfo & { type?: string })[];
}

/** Makes one message of several activities; in `channelData` or in an entity of type `streaminfo`. */
interface StreamInfo {
  streamType?: string;
  streamId?: string;
}

/** Creates what has to be in a WebChat's store from its beginning, as the store cannot be asked for it later. */
export function createWebChatHook(): WebChatHook {
  const messages = new Map<string, ChatMessage>();
  const listeners = new Set<(message: ChatMessage) => void>();
  const sent = new Set<string>();
  const startedAt = Date.now();

  function read({ type, payload }: Action): void {
    const activity = payload?.activity;
    if (!activity) return;
    const clientId = activity.channelData?.clientActivityID;
    if (type === 'DIRECT_LINE/POST_ACTIVITY_PENDING') {
      if (clientId !== undefined) sent.add(clientId);
    } else if (type !== 'DIRECT_LINE/INCOMING_ACTIVITY') return;
    const message = toMessage(activity);
    if (!message) return;
    const isOld = Date.parse(activity.timestamp ?? '') < startedAt && !(clientId !== undefined && sent.has(clientId));
    const reported = isOld ? { ...message, history: true } : message;
    messages.set(message.id, reported);
    for (const listener of listeners) listener(reported);
  }

  return {
    middleware: () => (next) => (action) => {
      const result = next(action);
      read((action ?? {}) as Action);
      return result;
    },
    listen(onMessage) {
      const listener = (message: ChatMessage) => onMessage(message);
      for (const message of messages.values()) listener(message.growing ? message : { ...message, history: true });
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/**
 * Reports the messages of a BotFramework-WebChat from its hook: both sides' activities, and the interim ones of a
 * livestreamed answer. It knows no elements.
 */
export function webChat(hook: WebChatHook, onMessage: (message: ChatMessage) => void): () => void {
  return hook.listen(onMessage);
}

function toMessage(activity: Activity): ChatMessage | undefined {
  const { id, type, text, from, channelData } = activity;
  const stream = streamOf(activity);
  // What the bot says of its work, as "Searching …", is no part of its answer.
  if (typeof text !== 'string' || text.trim() === '' || stream?.streamType === 'informative') return undefined;
  const growing = type === 'typing' && stream?.streamType === 'streaming';
  if (type !== 'message' && !growing) return undefined;
  const known = stream?.streamId ?? channelData?.clientActivityID ?? id;
  if (known === undefined || from?.role === 'channel') return undefined;
  return { id: known, role: from?.role === 'user' ? 'user' : 'agent', text, ...(growing && { growing }) };
}

function streamOf({ channelData, entities }: Activity): StreamInfo | undefined {
  if (channelData?.streamType !== undefined) return channelData;
  return entities?.find(({ type, streamType }) => type === 'streaminfo' && streamType !== undefined);
}
