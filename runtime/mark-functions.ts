import { MARK } from './mark-names';
import {
  createReader,
  END,
  encodeNumber,
  functionBodies,
  I32,
  I32_CONST,
  instructionsOf,
  readSections,
  SECTION,
  sectionOf,
  writeModule,
} from './wasm-module';

const MUTABLE = 1;
const GLOBAL_SET = 0x24;
const EXPORTED_GLOBAL = 3;

/** Gives each function of a module a mark of its own: an exported global that is 1 once the function has run. */
export function markFunctions(module: Uint8Array): Uint8Array {
  const sections = readSections(module);
  const code = sectionOf(sections, SECTION.code);
  const bodies = functionBodies(code);

  const globals = sectionOf(sections, SECTION.global);
  const globalReader = createReader(globals);
  const known = globalReader.number();
  const marks = bodies.flatMap(() => [I32, MUTABLE, I32_CONST, 0, END]);

  const exports = sectionOf(sections, SECTION.export);
  const exportReader = createReader(exports);
  const exported = exportReader.number();
  const names = bodies.flatMap((_, at) => {
    const name = Buffer.from(`${MARK}${at}`);
    return [...encodeNumber(name.length), ...name, EXPORTED_GLOBAL, ...encodeNumber(known + at)];
  });

  const marked = bodies.flatMap((body, at) => {
    const instructions = instructionsOf(code, body);
    const mark = Uint8Array.from([I32_CONST, 1, GLOBAL_SET, ...encodeNumber(known + at)]);
    return [
      Uint8Array.from(encodeNumber(body.end - body.start + mark.length)),
      code.subarray(body.start, instructions.start),
      mark,
      code.subarray(instructions.start, instructions.end),
    ];
  });

  return writeModule(sections, {
    [SECTION.global]: joined(known + bodies.length, globals.subarray(globalReader.at), Uint8Array.from(marks)),
    [SECTION.export]: joined(exported + bodies.length, exports.subarray(exportReader.at), Uint8Array.from(names)),
    [SECTION.code]: joined(bodies.length, ...marked),
  });
}

function joined(count: number, ...parts: Uint8Array[]): Uint8Array {
  return Buffer.concat([Uint8Array.from(encodeNumber(count)), ...parts]);
}
