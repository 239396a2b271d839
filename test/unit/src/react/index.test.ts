import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { type UsedFlowLabels, useFlowLabels } from '../../../../src/react/index';

describe('useFlowLabels on a server', () => {
  it('gives no labels, and starts nothing', () => {
    let used: UsedFlowLabels | undefined;
    function Transcript() {
      used = useFlowLabels([{ id: '1', role: 'user', text: 'hello' }], {
        registryUrl: '/models/classifiers.json',
        user: 'userflow',
        createWorker: () => {
          throw new Error('a server starts no worker');
        },
      });
      return createElement('p', null, used.ready ? 'ready' : `${used.labels.size} labels`);
    }
    expect(globalThis).not.toHaveProperty('window');
    expect(renderToString(createElement(Transcript))).toBe('<p>0 labels</p>');
    expect(used?.error).toBeUndefined();
  });
});
