// What moves without telling (a panel that slides open) tells at its start; it is followed until it stands still.
const STILL_MS = 300;

// None of these leave the shadow tree that they happen in.
const EVENTS = [
  'scroll',
  'transitionrun',
  'transitionend',
  'animationstart',
  'animationend',
  'toggle',
  'load',
] as const;

/** Follows what may move elements on a page. */
export interface PageFollower {
  /** Has an element followed; one that is already may be given again. */
  add(element: Element): void;
  remove(element: Element): void;
  /** Has everything looked at again before the page is painted. */
  lookSoon(): void;
  /** Stops following, and leaves no listener. */
  stop(): void;
}

/** Creates a follower that calls `layOut` when something may have moved; that tells whether something has. */
export function followPage(layOut: () => boolean): PageFollower {
  const listening = new AbortController();
  const roots = new Set<Node>();
  const resizes = new ResizeObserver(lookSoon);
  const mutations = new MutationObserver(lookSoon);
  let frame: number | undefined;
  let stillSince = 0;

  function lookSoon(): void {
    stillSince = performance.now();
    frame ??= requestAnimationFrame(look);
  }

  function look(): void {
    frame = undefined;
    if (layOut()) stillSince = performance.now();
    if (performance.now() - stillSince < STILL_MS) frame = requestAnimationFrame(look);
  }

  function watch(root: Node): void {
    if (roots.has(root)) return;
    roots.add(root);
    mutations.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
    for (const event of EVENTS) {
      root.addEventListener(event, lookSoon, { capture: true, passive: true, signal: listening.signal });
    }
    if (root instanceof ShadowRoot) watch(root.host.getRootNode());
  }

  window.addEventListener('resize', lookSoon, { signal: listening.signal });
  return {
    add(element) {
      watch(element.getRootNode());
      resizes.observe(element);
      lookSoon();
    },
    remove: (element) => resizes.unobserve(element),
    lookSoon,
    stop() {
      listening.abort();
      resizes.disconnect();
      mutations.disconnect();
      roots.clear();
      if (frame !== undefined) cancelAnimationFrame(frame);
    },
  };
}
