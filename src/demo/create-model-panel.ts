import type { LoadProgress } from '../index';
import { createElement } from './create-element';
import { findElement } from './find-element';
import { formatElapsed } from './format-elapsed';
import { formatMegabytes } from './format-megabytes';

/** The panel that tells how the model is doing. */
export interface ModelPanel {
  showLoading(): void;
  showProgress(progress: LoadProgress): void;
  showReady(elapsedMs: number): void;
  /** `title` says what happened, `reason` why. */
  showFailed(title: string, reason: string): void;
}

/** Creates the panel on the page's own elements; `onRetry` is called by "Try again". */
export function createModelPanel(onRetry: () => void): ModelPanel {
  const panel = findElement('model', HTMLElement);
  const status = findElement('model-status', HTMLElement);
  const bytes = findElement('model-bytes', HTMLElement);
  const bar = findElement('model-bar', HTMLElement);
  const failure = findElement('model-error', HTMLElement);
  const retry = findElement('model-retry', HTMLButtonElement);
  let totalBytes = 0;

  function show(
    phase: 'loading' | 'starting' | 'ready' | 'failed',
    title: string,
    details: readonly string[] = [],
  ): void {
    panel.dataset.phase = phase;
    bar.hidden = phase === 'ready' || phase === 'failed';
    retry.hidden = phase !== 'failed';
    bytes.textContent = '';
    failure.textContent = '';
    // Written only when it changes: each write of a status is read out.
    if (status.textContent === [title, ...details].join(' · ')) return;
    status.replaceChildren(createElement('span', 'model-part', title));
    // The line may break between its parts only, after a separator.
    for (const detail of details) {
      status.lastElementChild?.append(' ·');
      status.append(' ', createElement('span', 'model-part', detail));
    }
  }

  function showShare(loadedBytes: number): void {
    const percent = totalBytes === 0 ? 0 : Math.floor((loadedBytes / totalBytes) * 100);
    bar.style.setProperty('--share', String(percent / 100));
    bar.ariaValueNow = String(percent);
    bar.ariaValueText =
      totalBytes === 0 ? 'Waiting for the first bytes' : `${percent} % of ${formatMegabytes(totalBytes)}`;
  }

  retry.addEventListener('click', () => {
    // The button is about to disappear; without this the focus would fall to the top of the page.
    panel.focus();
    onRetry();
  });

  return {
    showLoading() {
      totalBytes = 0;
      show('loading', 'Loading the model');
      showShare(0);
    },
    showProgress(progress) {
      // Progress may still arrive after its load has ended.
      if (panel.dataset.phase !== 'loading' && panel.dataset.phase !== 'starting') return;
      totalBytes = progress.totalBytes;
      const complete = progress.loadedBytes >= totalBytes;
      show(complete ? 'starting' : 'loading', complete ? 'Starting the model' : 'Loading the model');
      bytes.textContent = complete
        ? formatMegabytes(totalBytes)
        : `${(progress.loadedBytes / 1e6).toFixed(1)} of ${formatMegabytes(totalBytes)}`;
      showShare(progress.loadedBytes);
    },
    showReady(elapsedMs) {
      const size = totalBytes === 0 ? '' : `${formatMegabytes(totalBytes)} `;
      show('ready', 'Ready', [`${size}model loaded in ${formatElapsed(elapsedMs)}`, 'runs in this page']);
    },
    showFailed(title, reason) {
      show('failed', title);
      failure.textContent = reason;
    },
  };
}
