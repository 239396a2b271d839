import { type Plugin, RolldownMagicString } from 'rolldown';
import { WORKER_FILE } from '../src/worker-file';

const SOURCE = "new URL('../worker/index.ts', import.meta.url)";

/**
 * Has the page's code name the worker's built script, which lies beside it, in the form that bundlers look for. A
 * classic script knows its own address only while it first runs.
 */
export function workerBeside(script: 'module' | 'classic'): Plugin {
  return {
    name: 'worker-beside',
    transform: {
      filter: { id: /\/src\/create-packaged-worker\.ts$/ },
      handler(code) {
        if (!code.includes(SOURCE)) throw new Error(`${SOURCE} is not there to be replaced`);
        const edited = new RolldownMagicString(code);
        const from = script === 'module' ? 'import.meta.url' : 'ownAddress';
        edited.replace(SOURCE, `new URL('./${WORKER_FILE}', ${from})`);
        if (script === 'classic') edited.prepend('const ownAddress = globalThis.document?.currentScript?.src;\n');
        return { code: edited.toString(), map: edited.generateMap({ hires: true }).toString() };
      },
    },
  };
}
