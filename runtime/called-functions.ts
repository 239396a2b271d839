import { walkInstructions } from './walk-instructions';
import type { Range } from './wasm-module';

/** The functions, by number, that instructions call or name directly; what is called through a table is not among them. */
export function calledFunctions(code: Uint8Array, instructions: Range): Set<number> {
  const called = new Set<number>();
  walkInstructions(code, instructions, { onFunction: (at) => called.add(at) });
  return called;
}
