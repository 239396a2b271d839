import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import webChatUrl from '../../../node_modules/botframework-webchat/dist/webchat-minimal.js?url';
import { createWebChatHook, type WebChatHook, webChat } from '../../../src/adapters/web-chat';
import { sampleConversation } from '../../../src/demo/sample-conversation';
import type { Classifiers } from '../../../src/index';
import { connectFlow } from '../connect-flow';
import { collectMessages } from './collect-messages';
import { type ConversationLabels, labelConversation, type Said } from './label-conversation';

interface RealWebChat {
  createStore(initial: object, ...middleware: WebChatHook['middleware'][]): Store;
  renderWebChat(options: object, element: Element): void;
}
interface Store {
  dispatch(action: object): void;
}
interface Observer {
  next(value: unknown): void;
}

let WebChat: RealWebChat;
let classifiers: Classifiers;
let hook: WebChatHook;
let store: Store;
let types: string[];
let root: HTMLElement;
let directLine: ReturnType<typeof createDirectLine>;
let labels: ConversationLabels | undefined;

beforeAll(async () => {
  const script = document.createElement('script');
  script.src = webChatUrl;
  const loaded = Promise.withResolvers<unknown>();
  script.onload = loaded.resolve;
  script.onerror = loaded.reject;
  document.head.append(script);
  await loaded.promise;
  WebChat = (window as unknown as { WebChat: RealWebChat }).WebChat;
  classifiers = await connectFlow();
});
afterAll(() => classifiers.dispose());

beforeEach(() => {
  hook = createWebChatHook();
  types = [];
  store = WebChat.createStore({}, hook.middleware, () => (next) => (action) => {
    types.push((action as { type: string }).type);
    return next(action);
  });
  directLine = createDirectLine();
});
afterEach(() => {
  labels?.stop();
  root.remove();
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A connection as Direct Line gives it, without a network: what is posted comes back with an id, as a server does it. */
function createDirectLine(kept: object[] = []) {
  const activities = new Set<Observer>();
  const receive = (activity: object) => {
    const whole = {
      id: `activity-${kept.length + 1}`,
      timestamp: new Date().toISOString(),
      channelId: 'test',
      conversation: { id: 'c1' },
      ...activity,
    };
    kept.push(whole);
    for (const observer of activities) observer.next(whole);
    return whole.id;
  };
  return {
    kept,
    receive,
    activity$: {
      subscribe(observer: Observer) {
        activities.add(observer);
        for (const activity of kept) observer.next(activity);
        return { unsubscribe: () => activities.delete(observer) };
      },
    },
    connectionStatus$: {
      subscribe(observer: Observer) {
        for (const status of [0, 1, 2]) observer.next(status);
        return { unsubscribe() {} };
      },
    },
    postActivity: (activity: object) => ({
      subscribe(observer: Observer & { complete(): void }) {
        setTimeout(() => {
          observer.next(receive({ ...activity, timestamp: new Date().toISOString() }));
          observer.complete();
        }, 20);
        return { unsubscribe() {} };
      },
    }),
    end() {},
    getSessionId: () => ({ subscribe() {} }),
  };
}

const bot = { id: 'bot', name: 'Bot', role: 'bot' };

function render(styleOptions: object = {}): void {
  WebChat.renderWebChat({ directLine, store, userID: 'ann', username: 'Ann', styleOptions }, root);
}

async function showChat(): Promise<void> {
  root = document.createElement('div');
  root.style.height = '600px';
  document.body.append(root);
  types = [];
  render();
  await expect.poll(() => types).toContain('DIRECT_LINE/CONNECT_FULFILLED');
}

const shows = (text: string) => expect.poll(() => root.textContent).toContain(text);

async function talk(conversation: readonly Said[]): Promise<void> {
  for (const { role, text } of conversation) {
    if (role === 'user') store.dispatch({ type: 'WEB_CHAT/SEND_MESSAGE', payload: { text, method: 'keyboard' } });
    else directLine.receive({ type: 'message', text, from: bot });
    await shows(text);
    await pause(60);
  }
}

/** Sends a text in growing parts, as a livestreaming bot does, and the end of it. */
async function stream(text: string, form: 'channelData' | 'entity', ending: object): Promise<void> {
  const info = (data: object) =>
    form === 'channelData' ? { channelData: data } : { entities: [{ type: 'streaminfo', ...data }] };
  const words = text.split(' ');
  let streamId: string | undefined;
  for (const [at] of words.entries()) {
    const id = directLine.receive({
      type: 'typing',
      text: words.slice(0, at + 1).join(' '),
      from: bot,
      ...info({ streamType: 'streaming', streamSequence: at + 1, ...(streamId && { streamId }) }),
    });
    streamId ??= id;
    await pause(25);
  }
  directLine.receive({ from: bot, ...info({ streamType: 'final', streamId }), ...ending });
}

describe('webChat, in the real BotFramework-WebChat', () => {
  it('has ten messages of both sides labelled, each once', async () => {
    await showChat();
    labels = labelConversation(webChat, hook, classifiers);
    await talk(sampleConversation);
    const last = await labels.settled(sampleConversation);
    expect(last.every(({ message }) => !message.history)).toBe(true);
  });

  it.each(['channelData', 'entity'] as const)(
    'reports a livestreamed answer with its info in the %s while it grows, and once when it is whole',
    async (form) => {
      const [question, answer] = sampleConversation.slice(4, 6) as [Said, Said];
      await showChat();
      labels = labelConversation(webChat, hook, classifiers);
      await talk([question]);
      directLine.receive({
        type: 'typing',
        text: 'Searching your documents',
        from: bot,
        channelData: { streamType: 'informative', streamSequence: 1 },
      });
      await stream(answer.text, form, { type: 'message', text: answer.text });
      await shows(answer.text);
      await labels.settled([question, answer]);
      expect(labels.labels.some(({ provisional, message }) => provisional && message.growing)).toBe(true);
      expect(labels.labels.some(({ message }) => message.text.startsWith('Searching'))).toBe(false);
    },
  );

  it('labels the past that the connection brings as history, once, and goes on', async () => {
    const anHourAgo = Date.now() - 3_600_000;
    for (const [at, { role, text }] of sampleConversation.slice(0, 6).entries()) {
      const from = role === 'user' ? { id: 'ann', role } : bot;
      directLine.receive({ type: 'message', text, from, timestamp: new Date(anHourAgo + at * 1000).toISOString() });
    }
    await showChat();
    labels = labelConversation(webChat, hook, classifiers);
    const before = await labels.settled(sampleConversation.slice(0, 6));
    expect(before.every(({ message }) => message.history)).toBe(true);
    await talk(sampleConversation.slice(6));
    await labels.settled(sampleConversation);
  });

  it('knows what was said before it was asked to label', async () => {
    await showChat();
    await talk(sampleConversation.slice(0, 6));
    labels = labelConversation(webChat, hook, classifiers);
    const before = await labels.settled(sampleConversation.slice(0, 6));
    expect(before.every(({ message }) => message.history)).toBe(true);
    await talk(sampleConversation.slice(6));
    await labels.settled(sampleConversation);
  });

  it('loses nothing and labels nothing twice when the chat renders again, closes, opens, and connects again', async () => {
    await showChat();
    labels = labelConversation(webChat, hook, classifiers);
    await talk(sampleConversation.slice(0, 4));
    render({ bubbleBackground: 'lightyellow' });
    await talk(sampleConversation.slice(4, 6));
    root.hidden = true;
    await talk(sampleConversation.slice(6, 8));
    root.hidden = false;
    root.remove();
    await pause(100);
    document.body.append(root);
    types = [];
    directLine = createDirectLine(directLine.kept);
    render();
    await expect.poll(() => types).toContain('DIRECT_LINE/CONNECT_FULFILLED');
    await expect.poll(() => types.filter((type) => type === 'DIRECT_LINE/INCOMING_ACTIVITY')).toHaveLength(8);
    await talk(sampleConversation.slice(8));
    await labels.settled(sampleConversation);
  });

  it('leaves out what says nothing, and what the channel says', async () => {
    await showChat();
    const { settled, messages, stop } = collectMessages(webChat, hook);
    directLine.receive({ type: 'typing', from: bot });
    directLine.receive({ type: 'event', name: 'ping', from: bot });
    directLine.receive({ type: 'message', from: bot, attachments: [{ contentType: 'text/plain', content: 'Note' }] });
    directLine.receive({ type: 'message', text: 'Ann has joined.', from: { id: 'channel', role: 'channel' } });
    directLine.receive({ type: 'message', text: 'Welcome!', from: bot });
    await settled(['Welcome!']);
    stop();
    directLine.receive({ type: 'message', text: 'Still there?', from: bot });
    await shows('Still there?');
    expect(messages()).toHaveLength(1);
  });
});
