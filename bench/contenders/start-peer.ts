import { wrap } from 'comlink';
import type { Labelled, Manner } from './bench-page';
import { failBench } from './fail-bench';
import { FIRST_TEXT } from './first-text';
import { offerBench } from './offer-bench';
import type { PeerWorker } from './peer-worker';

const LIST = 16;

/** Starts a peer's page: loads its pipeline in its worker and labels the first text. */
export function startPeer(worker: Worker): void {
  worker.addEventListener('error', (event) => failBench(`the worker ended: ${event.message}`));
  const remote = wrap<PeerWorker>(worker);
  const wanted = new URLSearchParams(location.search).get('threads') ?? '1';

  const one = async (text: string): Promise<Labelled> => {
    const [labelled] = await remote.classify([text]);
    if (!labelled) throw new Error(`no label for ${JSON.stringify(text)}`);
    return labelled;
  };

  async function all(texts: string[], manner: Manner): Promise<Labelled[]> {
    const labels: Labelled[] = [];
    if (manner === 'lists') {
      for (let at = 0; at < texts.length; at += LIST)
        labels.push(...(await remote.classify(texts.slice(at, at + LIST))));
    } else {
      for (const text of texts) labels.push(manner === 'padded' ? await remote.classifyPadded(text) : await one(text));
    }
    return labels;
  }

  async function start(): Promise<void> {
    await remote.load(wanted === 'auto' ? 'auto' : Number(wanted));
    const first = await one(FIRST_TEXT);
    offerBench({ one, all }, { ...first, firstMs: performance.now() });
  }
  start().catch(failBench);
}
