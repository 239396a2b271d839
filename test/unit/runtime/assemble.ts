import wabt from 'wabt';

const { parseWat } = await wabt();

/** Makes a module of WebAssembly text. */
export function assemble(text: string): Uint8Array {
  const module = parseWat('test.wat', text, { bulk_memory: true });
  module.resolveNames();
  return module.toBinary({}).buffer;
}
