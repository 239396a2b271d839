import { calledFunctions } from './called-functions';
import { functionBodies, importedFunctionCount, instructionsOf, readSections, SECTION, sectionOf } from './wasm-module';

/**
 * The given functions of a module and all that they call directly, and so on; each counted from the first of the
 * module's own.
 */
export function reachFunctions(module: Uint8Array, started: Iterable<number>): Set<number> {
  const sections = readSections(module);
  const code = sectionOf(sections, SECTION.code);
  const bodies = functionBodies(code);
  const imported = importedFunctionCount(sectionOf(sections, SECTION.import));
  const reached = new Set(started);
  // A set is walked in the order of adding, what is added on the way included.
  for (const at of reached) {
    const body = bodies[at];
    if (!body) throw new RangeError(`the module has no function ${at}`);
    for (const called of calledFunctions(code, instructionsOf(code, body))) {
      if (called >= imported) reached.add(called - imported);
    }
  }
  return reached;
}
