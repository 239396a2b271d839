import { readSegments } from './data-segments';
import { textsIn } from './texts';
import { walkInstructions } from './walk-instructions';
import {
  createReader,
  END,
  encodeNumber,
  functionBodies,
  I32,
  I32_CONST,
  IF_NOTHING,
  instructionsOf,
  LOCAL_GET,
  readSections,
  SECTION,
  type Section,
  sectionOf,
  writeBodies,
  writeModule,
} from './wasm-module';

/** The entry of the function table, free in what Emscripten makes, whose function is asked whether to leave one out. */
export const ASKED_ENTRY = 0;

// void OpSchemaRegisterImpl(OpSchema&&, …): a description begins with the operator's name.
const DESCRIBES = 'forgot to update the version range in DomainToVersionRange ';
// Status KernelRegistry::Register(KernelCreateInfo&&): that begins with the address of what begins with the name.
const ADDS_KERNEL = 'Failed to add kernel for ';

const FUNCTION_TYPE = 0x60;
const I32_LOAD = [0x28, 2, 0];
const I32_STORE = [0x36, 2, 0];
const CALL_INDIRECT = 0x11;
const RETURN = 0x0f;

/**
 * Has a module leave out operators: before it registers the description of one, or a kernel, it asks a function in its
 * table, which gets the address of the operator's name, a `std::string`, and answers 1 for "leave out".
 * @throws RangeError when the functions that register cannot be told among the module's
 */
export function leaveOutOperators(module: Uint8Array): Uint8Array {
  const sections = readSections(module);
  const code = sectionOf(sections, SECTION.code);
  const ask = [I32_CONST, ASKED_ENTRY, CALL_INDIRECT, ...encodeNumber(askedType(sections)), 0, ...IF_NOTHING];
  const [describes, addsKernel] = functionsNaming(sections, [DESCRIBES, ADDS_KERNEL]) as [number, number];
  const guards = new Map([
    [describes, [LOCAL_GET, 0, ...ask]],
    // The first parameter is the place of the status that comes out, where zero is "fine"; the second is `this`.
    [addsKernel, [LOCAL_GET, 2, ...I32_LOAD, ...ask, LOCAL_GET, 0, I32_CONST, 0, ...I32_STORE]],
  ]);
  const guarded = functionBodies(code).map((body, at) => {
    const guard = guards.get(at);
    if (!guard) return code.subarray(body.start, body.end);
    const { start, end } = instructionsOf(code, body);
    return Buffer.concat([
      code.subarray(body.start, start),
      Uint8Array.from([...guard, RETURN, END]),
      code.subarray(start, end),
    ]);
  });
  return writeModule(sections, { [SECTION.code]: writeBodies(guarded) });
}

/** The number of the type of functions from one number to another. */
function askedType(sections: readonly Section[]): number {
  const reader = createReader(sectionOf(sections, SECTION.type));
  const readTypes = () => Array.from({ length: reader.number() }, () => reader.byte());
  const types = Array.from({ length: reader.number() }, () => {
    if (reader.byte() !== FUNCTION_TYPE) throw new RangeError('a type is none of functions');
    return { from: readTypes(), to: readTypes() };
  });
  const found = types.findIndex(({ from, to }) => `${from} ${to}` === `${I32} ${I32}`);
  if (found < 0) throw new RangeError('the module has no function from one number to another');
  return found;
}

/** The only functions that name texts, one for each. */
function functionsNaming(sections: readonly Section[], wanted: readonly string[]): number[] {
  const code = sectionOf(sections, SECTION.code);
  const data = Buffer.from(sectionOf(sections, SECTION.data));
  const texts = readSegments(data, code).flatMap((segment) => textsIn(data, segment));
  const named = new Map(texts.filter(({ text }) => wanted.includes(text)).map(({ from, text }) => [from, text]));
  const naming = new Map(wanted.map((text) => [text, new Set<number>()]));
  for (const [at, body] of functionBodies(code).entries()) {
    walkInstructions(code, instructionsOf(code, body), {
      onNumber: (value) => naming.get(named.get(value) ?? '')?.add(at),
    });
  }
  return wanted.map((text) => {
    const [only, ...others] = naming.get(text) ?? [];
    if (only === undefined || others.length > 0) {
      throw new RangeError(`there must be one function that names "${text}", and there is none or there are several`);
    }
    return only;
  });
}
