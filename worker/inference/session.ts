import type { InferenceSession, Tensor } from 'onnxruntime-web/wasm';
import { ModelRunError, RuntimeFailedError } from '../../src/contract/errors';

/** How ONNX Runtime is set up in this realm. */
export interface RuntimeOptions {
  /** Fetches the WASM build. @throws RuntimeFailedError */
  loadWasm: () => Promise<Uint8Array>;
  threads: number;
}

/** One loaded graph. */
export interface Session {
  readonly outputs: readonly string[];
  /**
   * Runs one text: token ids [T] in, the named output's first row [L] out.
   * @throws ModelRunError, RuntimeFailedError
   */
  run(ids: readonly number[], output: string): Promise<Float32Array>;
  /** Gives the graph's memory back; no run may follow. */
  release(): Promise<void>;
}

/** An imported and configured ONNX Runtime. */
export type Runtime = typeof import('onnxruntime-web/wasm');

/** Imports ONNX Runtime and fetches its WASM build. @throws RuntimeFailedError */
export async function loadRuntime({ loadWasm, threads }: RuntimeOptions): Promise<Runtime> {
  if (typeof WebAssembly !== 'object') {
    throw new RuntimeFailedError('WebAssembly is switched off here; ONNX Runtime cannot start without it');
  }
  const importing = import('onnxruntime-web/wasm').catch((error) => {
    throw new RuntimeFailedError(`cannot load ONNX Runtime: ${message(error)}; check that its script is hosted`);
  });
  const [ort, wasm] = await Promise.all([importing, loadWasm()]);
  ort.env.logLevel = 'fatal';
  ort.env.wasm.numThreads = threads;
  ort.env.wasm.wasmBinary = wasm;
  return ort;
}

/** Lets this realm serve as one of the runtime's threads. */
export function joinAsThread(): void {
  void import('onnxruntime-web/wasm');
}

/**
 * Creates a session from the bytes of an `.onnx` file.
 * @throws ModelRunError when the graph cannot be loaded, RuntimeFailedError when the runtime cannot start
 */
export async function createSession(ort: Runtime, model: Uint8Array): Promise<Session> {
  const session = await ort.InferenceSession.create(model, { executionProviders: ['wasm'], logSeverityLevel: 4 }).catch(
    (error) => {
      throw explain(error, 'cannot load the model');
    },
  );
  return {
    outputs: session.outputNames,
    async run(ids, output) {
      const shape = [1, ids.length];
      const feeds: Record<string, Tensor> = {};
      for (const name of session.inputNames) feeds[name] = new ort.Tensor('int64', inputValues(name, ids), shape);
      let outputs: InferenceSession.OnnxValueMapType;
      try {
        outputs = await session.run(feeds, [output]);
      } catch (error) {
        throw explain(error, 'cannot run the model');
      }
      return firstRow(outputs[output], output);
    },
    release: () => session.release(),
  };
}

function inputValues(name: string, ids: readonly number[]): BigInt64Array {
  if (name === 'input_ids') return BigInt64Array.from(ids, BigInt);
  if (name === 'attention_mask') return new BigInt64Array(ids.length).fill(1n);
  if (name === 'token_type_ids') return new BigInt64Array(ids.length);
  throw new ModelRunError(
    `the model asks for the input "${name}"; it may ask for input_ids, attention_mask and token_type_ids`,
  );
}

function firstRow(tensor: Tensor | undefined, output: string): Float32Array {
  if (tensor?.type !== 'float32') {
    throw new ModelRunError(`the output "${output}" is ${tensor?.type ?? 'missing'}; it must be float32`);
  }
  return (tensor.data as Float32Array).slice(0, tensor.dims.at(-1));
}

// A WASM instance that trapped, and a realm in which the runtime once failed to start, stay broken.
function explain(error: unknown, what: string): Error {
  const text = message(error);
  if (/no available backend/i.test(text)) {
    const advice = "check that the page's policy allows 'wasm-unsafe-eval'";
    return new RuntimeFailedError(`ONNX Runtime cannot start: ${text}; ${advice}`);
  }
  if (error instanceof WebAssembly.RuntimeError || /\bAborted\(|out of memory|bad_alloc/i.test(text)) {
    return new RuntimeFailedError(`ONNX Runtime broke down: ${text}; the next call starts it anew`);
  }
  return new ModelRunError(`${what}: ${text}`);
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
