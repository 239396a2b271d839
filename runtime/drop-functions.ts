import { encodeNumber, functionBodies, readSections, SECTION, sectionOf, writeModule } from './wasm-module';

// No local variables, then "unreachable": a call of what was dropped ends in a trap, never in a wrong result.
const DROPPED = Uint8Array.from([3, 0x00, 0x00, 0x0b]);

/** Empties all functions of a module that are not kept; their numbers stay. */
export function dropFunctions(module: Uint8Array, isKept: (at: number) => boolean): Uint8Array {
  const sections = readSections(module);
  const code = sectionOf(sections, SECTION.code);
  const bodies = functionBodies(code);
  const parts = bodies.flatMap((body, at) =>
    isKept(at)
      ? [Uint8Array.from(encodeNumber(body.end - body.start)), code.subarray(body.start, body.end)]
      : [DROPPED],
  );
  const written = Buffer.concat([Uint8Array.from(encodeNumber(bodies.length)), ...parts]);
  return writeModule(sections, { [SECTION.code]: written });
}
