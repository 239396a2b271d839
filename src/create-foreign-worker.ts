// One for each script: a worker's threads start from the same address once more, so it stays valid.
const starters = new Map<string, string>();

/** Creates a worker whose own script, of this origin, does nothing but run the one at an address of another origin. */
export function createForeignWorker(script: string, type: WorkerType): Worker {
  const worker = new Worker(starterOf(script, type), { type, name: 'flow-labels' });
  // A script that cannot be fetched ends without a word; one that ran and failed says why.
  worker.addEventListener('error', (event) => {
    if (event.message && !event.message.includes('importScripts')) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    worker.dispatchEvent(new ErrorEvent('error', { message: describeFailure(script), cancelable: true }));
  });
  return worker;
}

function starterOf(script: string, type: WorkerType): string {
  const known = starters.get(script);
  if (known !== undefined) return known;
  const address = JSON.stringify(script);
  const source = type === 'module' ? `import ${address};` : `importScripts(${address});`;
  const starter = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  starters.set(script, starter);
  return starter;
}

function describeFailure(script: string): string {
  return (
    `${script} is of another origin and cannot be loaded; its server must have it and allow its use here (CORS: ` +
    `Access-Control-Allow-Origin: ${globalThis.origin}), and the page's policy must allow blob: in worker-src and the ` +
    'server in script-src and connect-src'
  );
}
