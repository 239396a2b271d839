import { createReader, encodeNumber, readSections, SECTION, sectionOf, writeModule } from './wasm-module';

const EXPORTED_GLOBAL = 3;
const NAME = 'global';

/** Exports all globals of a module, under names that `readGlobals` knows. */
export function exportGlobals(module: Uint8Array): Uint8Array {
  const sections = readSections(module);
  const count = createReader(sectionOf(sections, SECTION.global)).number();
  const exports = sectionOf(sections, SECTION.export);
  const reader = createReader(exports);
  const exported = reader.number();
  const added = Array.from({ length: count }, (_, at) => {
    const name = Buffer.from(`${NAME}${at}`);
    return [...encodeNumber(name.length), ...name, EXPORTED_GLOBAL, ...encodeNumber(at)];
  });
  return writeModule(sections, {
    [SECTION.export]: Buffer.concat([
      Uint8Array.from(encodeNumber(exported + count)),
      exports.subarray(reader.at),
      Uint8Array.from(added.flat()),
    ]),
  });
}

/** The values of all globals, in their order, of an instance of a module that exports them. */
export function readGlobals({ exports }: WebAssembly.Instance): number[] {
  const values: number[] = [];
  for (let global = exports[`${NAME}0`]; global instanceof WebAssembly.Global; ) {
    values.push(global.value);
    global = exports[`${NAME}${values.length}`];
  }
  return values;
}
