import { aiSdk } from '../adapters/ai-sdk';
import { assistantUi } from '../adapters/assistant-ui';
import { botpress } from '../adapters/botpress';
import { chatwoot } from '../adapters/chatwoot';
import { crisp } from '../adapters/crisp';
import { deepChat } from '../adapters/deep-chat';
import { n8nChat } from '../adapters/n8n-chat';
import { observe } from '../adapters/observe';
import { tawk } from '../adapters/tawk';
import { createWebChatHook, webChat } from '../adapters/web-chat';
import { zendesk } from '../adapters/zendesk';
import * as flowLabels from '../index';
import { defineFlowLabels } from './index';

// The entry of the classic script tag: what modules import by name, the page finds here.
Object.assign(globalThis, {
  FlowLabels: {
    ...flowLabels,
    defineFlowLabels,
    aiSdk,
    assistantUi,
    botpress,
    chatwoot,
    createWebChatHook,
    crisp,
    deepChat,
    n8nChat,
    observe,
    tawk,
    webChat,
    zendesk,
  },
});
defineFlowLabels();
