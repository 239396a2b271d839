// One for each script: a worker's threads start from the same address once more, so it stays valid.
const importers = new Map<string, string>();

/** Creates a worker whose own script, of this origin, imports the one at an address of another origin. */
export function createImportingWorker(script: string): Worker {
  const worker = new Worker(importerOf(script), { type: 'module', name: 'flow-labels' });
  // A failed import says nothing; of a script that ran, the error does.
  worker.addEventListener('error', (event) => {
    if (event.message) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    worker.dispatchEvent(new ErrorEvent('error', { message: describeFailure(script), cancelable: true }));
  });
  return worker;
}

function importerOf(script: string): string {
  const known = importers.get(script);
  if (known !== undefined) return known;
  const source = `import ${JSON.stringify(script)};`;
  const importer = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  importers.set(script, importer);
  return importer;
}

function describeFailure(script: string): string {
  return (
    `${script} is of another origin and cannot be imported; its server must have it and allow its use here (CORS: ` +
    `Access-Control-Allow-Origin: ${globalThis.origin}), and the page's policy must allow blob: in worker-src and the ` +
    'server in script-src and connect-src'
  );
}
