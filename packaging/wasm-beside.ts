import { type Plugin, RolldownMagicString } from 'rolldown';
import { WASM_FILES } from './package-files.ts';

const FILES = new Map(Object.entries(WASM_FILES));

const IMPORT_OF_GLUE = 'import(/*webpackIgnore:true*/ /*@vite-ignore*/';

/** Has the worker's code name the WASM builds, which lie beside it, in the form that bundlers look for. */
export function wasmBeside(): Plugin {
  return {
    name: 'wasm-beside',
    resolveId: (id) => (FILES.has(id) ? `\0${id}` : null),
    load(id) {
      const file = FILES.get(id.slice(1));
      return file === undefined ? null : `export default new URL('./${file}', import.meta.url).href;`;
    },
    transform: {
      filter: { id: /\/node_modules\/onnxruntime-web\// },
      handler(code) {
        if (!code.includes(IMPORT_OF_GLUE)) throw new Error('ONNX Runtime no longer imports its glue code that way');
        const edited = new RolldownMagicString(code);
        // It is given its WASM build, and asks for its own address only to start threads from it. That is the worker's:
        // so bundlers find one reference to the file, and threads start also where a script was imported from elsewhere.
        edited.replaceAll('import.meta.url', 'self.location.href');
        // This build holds its glue code; one that lies elsewhere is for scripts of other origins, which this is not.
        edited.replace(IMPORT_OF_GLUE, 'Promise.reject(');
        return { code: edited.toString(), map: edited.generateMap({ hires: true }).toString() };
      },
    },
  };
}
