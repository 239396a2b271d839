import type { Runtime } from './session';

// A module with nothing in it.
const STAND_IN = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00);

/**
 * Has ONNX Runtime start from a compiled module. It takes none, only bytes, and what is compiled of bytes no browser
 * keeps; so it gets bytes that stand for the module, and the one call that would compile them gives the module instead.
 */
export function lendModule(ort: Runtime['ort'], module: WebAssembly.Module): void {
  const { instantiate } = WebAssembly;
  ort.env.wasm.wasmBinary = STAND_IN;
  const instantiateLent = async (source: BufferSource, imports: WebAssembly.Imports) => {
    if (source.byteLength !== STAND_IN.length) return instantiate(source, imports);
    WebAssembly.instantiate = instantiate;
    return { module, instance: await instantiate(module, imports) };
  };
  WebAssembly.instantiate = instantiateLent as typeof instantiate;
}
