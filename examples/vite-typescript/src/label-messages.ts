import { type Classifiers, connectClassifiers, labelChat, type MessageLabel } from 'flow-labels';
import { observe } from 'flow-labels/adapters/observe';

const USER = 'userflow_instant';
const AGENT = 'agentflow_instant';

/** Writes under each message of a chat what it does; returns what ends that. */
export function labelMessages(root: Element): () => void {
  const classifiers = connectClassifiers({ registryUrl: `${import.meta.env.BASE_URL}models/classifiers.json` });
  const titles = classifiers.then(readTitles);
  const chat = { root, item: '.message', text: '.text', role: '.user' };
  const stop = labelChat(chat, observe, {
    classifiers,
    user: USER,
    agent: AGENT,
    onLabel: async (label) => show(label, await titles),
    onError: (error) => root.setAttribute('data-error', `${error}`),
  });
  return () => {
    stop();
    void classifiers.then((connected) => connected.dispose());
  };
}

async function readTitles(classifiers: Classifiers): Promise<Readonly<Record<string, string>>> {
  const described = await Promise.all([USER, AGENT].map((name) => classifiers.describe(name)));
  return Object.assign({}, ...described.map(({ titles }) => titles));
}

function show({ message, answers, provisional }: MessageLabel, titles: Readonly<Record<string, string>>): void {
  const [best] = answers;
  const label = best && !best.other ? best.answer : '';
  const shown = message.element?.querySelector('.label') ?? document.createElement('small');
  shown.className = 'label';
  shown.textContent = titles[label] ?? label;
  if (label) message.element?.append(shown);
  else shown.remove();
  // By these, tests with flow-labels/testing/playwright find it.
  message.element?.setAttribute('data-flow-label', label);
  message.element?.toggleAttribute('data-flow-provisional', provisional);
}
