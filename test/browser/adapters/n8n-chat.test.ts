import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import chatUrl from '../../../node_modules/@n8n/chat/dist/chat.bundle.es.js?url';
import { type N8nApp, n8nChat } from '../../../src/adapters/n8n-chat';
import { sampleConversation } from '../../../src/demo/sample-conversation';
import type { Classifiers } from '../../../src/index';
import { connectFlow } from '../connect-flow';
import { type ConversationLabels, labelConversation, type Said } from './label-conversation';

interface RealApp extends N8nApp {
  unmount(): void;
}

const WEBHOOK = 'http://n8n.test/webhook/chat';

let createChat: (options: object) => RealApp;
let classifiers: Classifiers;
let app: RealApp;
let root: HTMLElement;
let labels: ConversationLabels | undefined;
const realFetch = globalThis.fetch;

beforeAll(async () => {
  ({ createChat } = await import(/* @vite-ignore */ chatUrl));
  classifiers = await connectFlow();
});
afterAll(() => classifiers.dispose());
afterEach(() => {
  labels?.stop();
  app.unmount();
  root.remove();
  globalThis.fetch = realFetch;
  localStorage.clear();
});

/** Answers what the widget asks its webhook: the previous session, and the part that comes next. */
function serveWebhook(conversation: readonly Said[], previous: readonly Said[] | Promise<readonly Said[]> = []): void {
  let said = 0;
  globalThis.fetch = async (input, init) => {
    const url = String(input instanceof Request ? input.url : input);
    if (!url.startsWith(WEBHOOK)) return realFetch(input, init);
    const { action, chatInput } = JSON.parse(String(init?.body ?? '{}'));
    if (action === 'loadPreviousSession') {
      const data = (await previous).map(({ role, text }) => ({
        id: ['langchain_core', 'messages', role === 'user' ? 'HumanMessage' : 'AIMessage'],
        kwargs: { content: text, additional_kwargs: {} },
        lc: 1,
        type: 'constructor',
      }));
      return Response.json({ data });
    }
    const at = conversation.findIndex(({ text }, index) => index >= said && text === chatInput);
    said = at + 1;
    const output = conversation[at + 1]?.text ?? '';
    await pause(30);
    if (!streaming) return Response.json({ output });
    return new Response(streamOf(output), { headers: { 'content-type': 'application/json' } });
  };
}

let streaming = false;
function streamOf(text: string): ReadableStream<Uint8Array> {
  const metadata = { nodeId: 'agent', nodeName: 'AI Agent', timestamp: 0, runIndex: 0, itemIndex: 0 };
  const encoder = new TextEncoder();
  return new ReadableStream({
    async start(controller) {
      const send = (chunk: object) => controller.enqueue(encoder.encode(`${JSON.stringify({ ...chunk, metadata })}\n`));
      send({ type: 'begin' });
      for (const content of text.split(/(?<= )/)) {
        send({ type: 'item', content });
        await pause(25);
      }
      send({ type: 'end' });
      controller.close();
    },
  });
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function showChat(options: object = {}): Promise<void> {
  root = document.createElement('div');
  document.body.append(root);
  app = createChat({ webhookUrl: WEBHOOK, target: root, initialMessages: [], ...options });
  await expect.poll(() => root.querySelector('textarea')).toBeTruthy();
}

/** Types the user's parts into the widget and waits for the agent's. */
async function talk(conversation: readonly Said[]): Promise<void> {
  for (const [at, { role, text }] of conversation.entries()) {
    if (role === 'agent') continue;
    const input = root.querySelector('textarea') as HTMLTextAreaElement;
    input.value = text;
    input.dispatchEvent(new Event('input'));
    await pause(20);
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    await expect
      .poll(() => root.querySelector('.chat-message:last-child')?.textContent?.trim())
      .toBe(conversation[at + 1]?.text);
    await expect.poll(() => root.querySelector('.chat-message-typing')).toBeNull();
    await pause(50);
  }
}

const start = () => (labels = labelConversation(n8nChat, { app, root }, classifiers));

describe('n8nChat, in the real n8n chat', () => {
  it('has ten messages of both sides labelled, each once and at its element', async () => {
    streaming = false;
    serveWebhook(sampleConversation);
    await showChat();
    const { settled } = start();
    await talk(sampleConversation);
    const last = await settled(sampleConversation);
    expect(
      last.every(({ message: { element, role } }) =>
        element?.matches(`.chat-message-from-${role === 'user' ? 'user' : 'bot'}`),
      ),
    ).toBe(true);
    expect(last.every(({ message }) => !message.history)).toBe(true);
  });

  it('reports a streamed answer while it grows, and once when it is whole', async () => {
    streaming = true;
    const conversation = sampleConversation.slice(4, 8);
    serveWebhook(conversation);
    await showChat({ enableStreaming: true });
    const { settled, labels: all } = start();
    await talk(conversation);
    await settled(conversation);
    expect(all.some(({ provisional, message }) => provisional && message.growing)).toBe(true);
  });

  it('labels the previous session and the greeting as history, once, and goes on', async () => {
    streaming = false;
    const greeting: Said = { role: 'agent', text: 'Hi there!' };
    const previous = Promise.withResolvers<readonly Said[]>();
    serveWebhook(sampleConversation, previous.promise);
    root = document.createElement('div');
    document.body.append(root);
    app = createChat({ webhookUrl: WEBHOOK, target: root, initialMessages: [greeting.text] });
    const { settled } = start();
    await pause(100);
    previous.resolve(sampleConversation.slice(0, 6));
    const before = await settled([greeting, ...sampleConversation.slice(0, 6)]);
    expect(before.every(({ message }) => message.history)).toBe(true);
    await expect.poll(() => root.querySelector('textarea')).toBeTruthy();
    await talk(sampleConversation.slice(6));
    const last = await settled([greeting, ...sampleConversation]);
    expect(last.filter(({ message }) => !message.history)).toHaveLength(4);
  });

  it('loses nothing and labels nothing twice when the window is opened and closed while it answers', async () => {
    streaming = false;
    serveWebhook(sampleConversation);
    await showChat();
    const { settled } = start();
    const toggle = root.querySelector<HTMLElement>('.chat-window-toggle');
    const clicking = setInterval(() => toggle?.click(), 200);
    await talk(sampleConversation);
    clearInterval(clicking);
    await settled(sampleConversation);
  });

  it('labels the same in full-screen mode', async () => {
    streaming = false;
    serveWebhook(sampleConversation);
    await showChat({ mode: 'fullscreen' });
    const { settled } = start();
    await talk(sampleConversation);
    await settled(sampleConversation);
  });

  it('reports nothing after it is stopped', async () => {
    streaming = false;
    serveWebhook(sampleConversation);
    await showChat();
    const reports: unknown[] = [];
    const stop = n8nChat({ app, root }, (message) => reports.push(message));
    await talk(sampleConversation.slice(0, 2));
    expect(reports.length).toBeGreaterThan(0);
    stop();
    const before = reports.length;
    await talk(sampleConversation.slice(2, 4));
    expect(reports).toHaveLength(before);
  });
});
