import { type Plugin, RolldownMagicString } from 'rolldown';
import { WASM_FILE } from './package-files';

const SOURCE = `onnxruntime-web/${WASM_FILE}?url`;

/** Has the worker's code name the WASM build, which lies beside it, in the form that bundlers look for. */
export function wasmBeside(): Plugin {
  return {
    name: 'wasm-beside',
    resolveId: (id) => (id === SOURCE ? `\0${SOURCE}` : null),
    load: (id) => (id === `\0${SOURCE}` ? `export default new URL('./${WASM_FILE}', import.meta.url).href;` : null),
    transform: {
      filter: { id: /\/node_modules\/onnxruntime-web\// },
      // It is given its WASM build, and asks for its own address only to start threads from it. That is the worker's:
      // so bundlers find one reference to the file, and threads start where the script came from another origin, too.
      handler(code) {
        const edited = new RolldownMagicString(code).replaceAll('import.meta.url', 'self.location.href');
        return { code: edited.toString(), map: edited.generateMap({ hires: true }).toString() };
      },
    },
  };
}
