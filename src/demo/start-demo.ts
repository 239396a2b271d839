import { type Classifiers, connectClassifiers, type LoadProgress } from '../index';
import { classifierNames } from './classifier-names';
import { createAnnouncer } from './create-announcer';
import { createComposer } from './create-composer';
import { createConversation } from './create-conversation';
import { createLabeller, type Labeller } from './create-labeller';
import { createModelPanel } from './create-model-panel';
import { createSlotForm } from './create-slot-form';
import { createTranscript } from './create-transcript';
import { fillLegend } from './fill-legend';
import { findElement } from './find-element';
import type { MessageRole } from './message-role';
import { sampleConversation } from './sample-conversation';
import { wantedThreads } from './wanted-threads';

type Phase = { name: 'loading' | 'failed'; labeller: Labeller | undefined } | { name: 'ready'; labeller: Labeller };

const registryUrl = new URL('models/classifiers.json', document.baseURI).href;
const threads = wantedThreads(location.search);
// Whose load the page shows; that of the first guesses is over before anybody has read of it.
const MODEL_FOLDER = 'flow';

/** Starts the demo page: shows the sample, loads the model, and labels every message. */
export function startDemo(): void {
  let phase: Phase = { name: 'loading', labeller: undefined };
  let connecting: Promise<Classifiers> | undefined;

  const conversation = createConversation(findElement('messages', HTMLOListElement));
  const transcript = createTranscript();
  const announce = createAnnouncer();
  const panel = createModelPanel(retry);
  const composer = createComposer(send);

  function connected(): Promise<Classifiers> {
    const onProgress = (progress: LoadProgress) => {
      if (progress.path === MODEL_FOLDER) panel.showProgress(progress);
    };
    connecting ??= connectClassifiers({ registryUrl, threads, onProgress }).catch((error) => {
      connecting = undefined;
      throw error;
    });
    return connecting;
  }

  async function load(): Promise<void> {
    const startedAt = performance.now();
    phase = { name: 'loading', labeller: undefined };
    panel.showLoading();
    try {
      const classifiers = await connected();
      const labeller = await createLabeller(classifiers);
      fillLegend(labeller);
      phase = { name: 'loading', labeller };
      void labelWaiting();
      await classifiers.warmUp(Object.values(classifierNames));
      phase = { name: 'ready', labeller };
      panel.showReady(performance.now() - startedAt);
    } catch (error) {
      fail(error);
    }
    await labelWaiting();
  }

  async function labelWaiting(): Promise<void> {
    if (phase.name !== 'ready' && phase.labeller) await conversation.guessWaiting(phase.labeller);
    if (phase.name === 'failed') conversation.failWaiting('not labelled yet');
    if (phase.name !== 'ready') return;
    try {
      await conversation.labelWaiting(phase.labeller);
    } catch (error) {
      fail(error);
      await labelWaiting();
    }
  }

  function fail(error: unknown): void {
    const title = phase.name === 'ready' ? 'The model stopped' : 'The model did not load';
    phase = { name: 'failed', labeller: phase.labeller };
    panel.showFailed(title, error instanceof Error ? error.message : String(error));
  }

  function retry(): void {
    conversation.retryFailed();
    void load();
  }

  function send(role: MessageRole, text: string): void {
    conversation.add(role, text, (labelling) => {
      if (phase.labeller) announce(role, labelling, phase.labeller);
    });
    transcript.showEmpty(false);
    transcript.scrollToEnd();
    void labelWaiting();
  }

  function showSample(): void {
    for (const { role, text } of sampleConversation) conversation.add(role, text);
    transcript.showEmpty(false);
    transcript.scrollToStart();
    void labelWaiting();
  }

  findElement('clear', HTMLButtonElement).addEventListener('click', () => {
    conversation.clear();
    transcript.showEmpty(true);
    composer.focus();
  });
  findElement('restore', HTMLButtonElement).addEventListener('click', () => {
    showSample();
    composer.focus();
  });

  createSlotForm(connected);
  showSample();
  void load();
}

startDemo();
