import { loadRuntime } from '../worker/inference/session';
import { exportGlobals, readGlobals } from './export-globals';
import { inBareWorker } from './in-bare-worker';
import { ASKED_ENTRY, leaveOutOperators } from './leave-out-operators';

/** What a runtime has once it has started: its memory, and the values of its globals. */
export interface StartedRuntime {
  memory: Uint8Array;
  globals: readonly number[];
}

// (module (import "" "" (func (param i32) (result i32))) (export "" (func 0)))
const PASS_ON = Uint8Array.from([
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  ...[0x01, 0x06, 0x01, 0x60, 0x01, 0x7f, 0x01, 0x7f],
  ...[0x02, 0x05, 0x01, 0x00, 0x00, 0x00, 0x00],
  ...[0x07, 0x04, 0x01, 0x00, 0x00, 0x00],
]);

/**
 * Starts ONNX Runtime as a page does, with the needed operators alone. What comes out depends on nothing but the module
 * and the operators; it can be had once a process, as the runtime starts but once.
 * @throws RuntimeFailedError
 */
export async function startRuntime(
  module: Uint8Array,
  isNeeded: (operator: string) => boolean,
): Promise<StartedRuntime> {
  const asking = await WebAssembly.compile(exportGlobals(leaveOutOperators(module)) as BufferSource);
  const { instantiate } = WebAssembly;
  let started: { instance: WebAssembly.Instance; memory: WebAssembly.Memory } | undefined;
  const watched = async (lent: WebAssembly.Module, imports: WebAssembly.Imports) => {
    const instance = await instantiate(lent, imports);
    const memory = Object.values(imports).flatMap(Object.values).find(isMemory);
    const table = Object.values(instance.exports).find(isTable);
    if (!memory || !table) throw new RangeError('the module has no memory or no table');
    table.set(
      ASKED_ENTRY,
      passOn((name) => (isNeeded(readString(memory, name)) ? 0 : 1)),
    );
    started = { instance, memory };
    return instance;
  };
  WebAssembly.instantiate = watched as unknown as typeof instantiate;
  try {
    await inBareWorker(() => loadRuntime({ size: 'small', loadWasm: async () => asking, threads: 1 }));
  } finally {
    WebAssembly.instantiate = instantiate;
  }
  if (!started) throw new RangeError('ONNX Runtime had started before');
  return { memory: new Uint8Array(started.memory.buffer).slice(), globals: readGlobals(started.instance) };
}

const isMemory = (value: unknown) => value instanceof WebAssembly.Memory;
const isTable = (value: unknown) => value instanceof WebAssembly.Table;

// Tables hold functions of modules only.
function passOn(answer: (address: number) => number): CallableFunction {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(PASS_ON), { '': { '': answer } });
  return exports[''] as CallableFunction;
}

/** A `std::string` of libc++: a short one lies in its place, a long one elsewhere. */
function readString({ buffer }: WebAssembly.Memory, address: number): string {
  const view = new DataView(buffer);
  const short = view.getInt8(address + 11);
  const [start, length] =
    short >= 0 ? [address, short] : [view.getUint32(address, true), view.getUint32(address + 4, true)];
  return Buffer.from(new Uint8Array(buffer, start, length)).toString('latin1');
}
