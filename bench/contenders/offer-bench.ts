import type { BenchPage, Contender, FirstLabel } from './bench-page';

/** Puts a contender that has given its first label behind `window.bench`, which the bench waits for. */
export function offerBench<Extra extends object>(contender: Contender, first: FirstLabel, extra?: Extra): void {
  const bench: BenchPage = {
    first,
    async timeOne(text) {
      const startedAt = performance.now();
      const labelled = await contender.one(text);
      return { ...labelled, elapsedMs: performance.now() - startedAt };
    },
    async timeAll(texts, manner) {
      await contender.load?.();
      const startedAt = performance.now();
      const labels = await contender.all(texts, manner);
      return { labels, elapsedMs: performance.now() - startedAt };
    },
    longestTaskMs: () => Math.max(0, ...longTasks.map(({ duration }) => duration)),
  };
  Object.assign(window, { bench: { ...bench, ...extra } });
}

const longTasks: PerformanceEntry[] = [];
new PerformanceObserver((list) => longTasks.push(...list.getEntries())).observe({ type: 'longtask', buffered: true });
