import {
  createReader,
  encodeNumber,
  importedFunctionCount,
  readSections,
  SECTION,
  sectionOf,
  writeModule,
} from './wasm-module';

/**
 * Has all entries of a module's function table that name a dropped function of one type name the same one: calls of
 * them trap as before, and the table compresses better.
 * @throws RangeError unless the table is filled by one segment of function numbers
 */
export function shareDroppedEntries(module: Uint8Array, isKept: (at: number) => boolean): Uint8Array {
  const sections = readSections(module);
  const imported = importedFunctionCount(sectionOf(sections, SECTION.import));
  const typeReader = createReader(sectionOf(sections, SECTION.function));
  const types = Array.from({ length: typeReader.number() }, () => typeReader.number());
  const elements = sectionOf(sections, SECTION.element);
  const reader = createReader(elements);
  if (reader.number() !== 1 || reader.number() !== 0)
    throw new RangeError('the table is filled in a way not known here');
  // i32.const <first entry> end
  reader.skip(1);
  reader.number();
  reader.skip(1);
  const head = elements.subarray(0, reader.at);
  const standIns = new Map<number | undefined, number>();
  const entries = Array.from({ length: reader.number() }, () => {
    const named = reader.number();
    const at = named - imported;
    if (at < 0 || isKept(at)) return named;
    const standIn = standIns.get(types[at]) ?? named;
    standIns.set(types[at], standIn);
    return standIn;
  });
  const written = Buffer.concat([head, Uint8Array.from([entries.length, ...entries].flatMap(encodeNumber))]);
  return writeModule(sections, { [SECTION.element]: written });
}
