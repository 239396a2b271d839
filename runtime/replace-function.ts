import { walkInstructions } from './walk-instructions';
import {
  createReader,
  encodeNumber,
  functionBodies,
  importedFunctionCount,
  instructionsOf,
  type Range,
  readSections,
  SECTION,
  sectionOf,
  writeModule,
} from './wasm-module';

/**
 * Puts the functions of another module into a module: the first takes the number of a published one, which gets the
 * number behind the last, and which the other module imports as its only function; the others follow. Memory, table and
 * globals that the other imports must have the same numbers in both.
 */
export function replaceFunction(module: Uint8Array, published: number, other: Uint8Array): Uint8Array {
  const sections = readSections(module);
  const added = readSections(other);
  const types = readVector(sectionOf(sections, SECTION.type));
  const addedTypes = readVector(sectionOf(added, SECTION.type));
  const functions = readVector(sectionOf(sections, SECTION.function));
  const typeOf = typeNumbers(functions.rest);
  const addedTypeOf = typeNumbers(readVector(sectionOf(added, SECTION.function)).rest);
  const code = sectionOf(sections, SECTION.code);
  const bodies = functionBodies(code).map((body) => code.subarray(body.start, body.end));
  const addedCode = sectionOf(added, SECTION.code);
  const imported = importedFunctionCount(sectionOf(sections, SECTION.import));

  const moved = imported + bodies.length;
  const place = (number: number) => (number === 0 ? moved : number === 1 ? published : moved + number - 1);
  const [first, ...others] = functionBodies(addedCode).map((body) =>
    renumber(addedCode, body, { function: place, type: (number) => types.count + number }),
  );
  const replaced = bodies[published - imported];
  const type = typeOf[published - imported];
  if (!first || !replaced || type === undefined) throw new RangeError(`the module has no function ${published}`);
  const othersTypes = addedTypeOf.slice(1).map((number) => types.count + number);

  return writeModule(sections, {
    [SECTION.type]: writeVector(types.count + addedTypes.count, [types.rest, addedTypes.rest]),
    [SECTION.function]: writeVector(functions.count + 1 + others.length, [
      functions.rest,
      Uint8Array.from([type, ...othersTypes].flatMap(encodeNumber)),
    ]),
    [SECTION.code]: writeVector(
      bodies.length + 1 + others.length,
      [...bodies.with(published - imported, first), replaced, ...others].flatMap((body) => [
        Uint8Array.from(encodeNumber(body.length)),
        body,
      ]),
    ),
  });
}

function readVector(content: Uint8Array): { count: number; rest: Uint8Array } {
  const reader = createReader(content);
  return { count: reader.number(), rest: content.subarray(reader.at) };
}

function writeVector(count: number, parts: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat([Uint8Array.from(encodeNumber(count)), ...parts]);
}

function typeNumbers(content: Uint8Array): number[] {
  const reader = createReader(content);
  const numbers: number[] = [];
  while (reader.at < content.length) numbers.push(reader.number());
  return numbers;
}

/** A body in which functions and types have other numbers. */
function renumber(
  code: Uint8Array,
  body: Range,
  numbers: Record<'function' | 'type', (number: number) => number>,
): Uint8Array {
  const parts: Uint8Array[] = [];
  let from = body.start;
  const replace = (number: number, { start, end }: Range) => {
    parts.push(code.subarray(from, start), Uint8Array.from(encodeNumber(number)));
    from = end;
  };
  walkInstructions(code, instructionsOf(code, body), {
    onFunction: (at, place) => replace(numbers.function(at), place),
    onType: (at, place) => replace(numbers.type(at), place),
  });
  return Buffer.concat([...parts, code.subarray(from, body.end)]);
}
