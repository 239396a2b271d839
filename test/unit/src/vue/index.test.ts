import { describe, expect, it } from 'vitest';
import { createSSRApp, h } from 'vue';
import { renderToString } from 'vue/server-renderer';
import { type UsedFlowLabels, useFlowLabels } from '../../../../src/vue/index';

describe('useFlowLabels on a server', () => {
  it('gives no labels, and starts nothing', async () => {
    let used: UsedFlowLabels | undefined;
    const app = createSSRApp({
      setup() {
        const { labels, ready, ...others } = useFlowLabels([{ id: '1', role: 'user', text: 'hello' }], {
          registryUrl: '/models/classifiers.json',
          user: 'userflow',
          createWorker: () => {
            throw new Error('a server starts no worker');
          },
        });
        used = { labels, ready, ...others };
        return () => h('p', ready.value ? 'ready' : `${labels.value.size} labels`);
      },
    });
    expect(globalThis).not.toHaveProperty('window');
    expect(await renderToString(app)).toBe('<p>0 labels</p>');
    expect(used?.error.value).toBeUndefined();
  });
});
