import type { Classifiers } from '../classifiers';
import { labelChat } from '../live/label-chat';
import { shareClassifiers } from '../share-classifiers';
import { findWidget } from './find-widget';
import type { FlowLabelsElement, FlowLabelsEvents } from './flow-labels-element';
import type { LabelLayer } from './label-layer/create-label-layer';
import { watchChat } from './watch-chat';

type Tell = <Type extends keyof FlowLabelsEvents>(type: Type, detail: FlowLabelsEvents[Type]['detail']) => void;

/** Labels the chat that an element's properties name, until the returned function is called; never throws. */
export function startLabelling(element: FlowLabelsElement, layer: LabelLayer, tell: Tell): () => void {
  const ends: (() => void)[] = [];
  const ending = new AbortController();

  const attempt = (work: () => void) => {
    try {
      work();
    } catch (error) {
      tell('flow-error', { error });
    }
  };

  attempt(() => {
    const { registry, user, agent, threads, assetsUrl, createWorker } = element;
    // An element whose properties are still to be set has nothing to say.
    if (registry === '') return;
    const widget = findWidget(element);
    const share = shareClassifiers({
      registryUrl: registry,
      threads,
      createWorker,
      assetsUrl: assetsUrl || undefined,
      onProgress: (progress) => {
        if (!ending.signal.aborted) tell('flow-progress', progress);
      },
    });
    ends.push(share.release);
    share.classifiers.then(
      (classifiers) => {
        if (ending.signal.aborted) return;
        tell('flow-ready', { classifiers });
        for (const name of [user, agent]) if (name) void readTitles(classifiers, name, layer);
      },
      (error) => {
        if (!ending.signal.aborted) tell('flow-error', { error });
      },
    );

    const label = (chat: unknown) => {
      const stop = labelChat(
        chat,
        (chat, onMessage) =>
          widget.adapter(chat, (message) => {
            layer.note(message);
            onMessage(message);
          }),
        {
          classifiers: share.classifiers,
          user: user || undefined,
          agent: agent || undefined,
          onLabel(label) {
            layer.show(label);
            tell('flow-label', { ...label, role: label.message.role });
          },
          onError(error, message) {
            // That connecting failed is told above, also where no chat is found.
            if (message) tell('flow-error', { error, message });
          },
        },
      );
      return () => {
        stop();
        layer.clear();
      };
    };

    ends.push(
      watchChat(element, widget, (findChat) => {
        let stop = () => {};
        // A chat may come later, when nobody else hears what is thrown.
        attempt(() => {
          stop = label(findChat());
        });
        return stop;
      }),
    );
  });

  return () => {
    ending.abort();
    for (const end of ends.splice(0)) end();
  };
}

async function readTitles(classifiers: Classifiers, name: string, layer: LabelLayer): Promise<void> {
  // Where there are none, labels are shown by their ids; what is wrong is told with the first message.
  const { titles } = await classifiers.describe(name).catch(() => ({ titles: {} }));
  layer.addTitles(name, titles);
}
