import type { InferenceSession, Tensor } from 'onnxruntime-web/wasm';
import { ModelRunError, RuntimeFailedError } from '../../src/contract/errors';
import { lendModule } from './lend-module';
import type { RuntimeSize } from './runtime-size';

/** How ONNX Runtime is set up in this realm. */
export interface RuntimeOptions {
  size: RuntimeSize;
  /** Fetches and compiles the WASM build. @throws RuntimeFailedError */
  loadWasm: (size: RuntimeSize) => Promise<WebAssembly.Module>;
  threads: number;
}

/** What one input of a graph is fed: values of a tensor of the given shape. */
export interface Feed {
  values: BigInt64Array | Float32Array | readonly string[];
  shape: readonly number[];
}

/** One input of a graph, with the number of its dimensions. */
export interface GraphInput {
  readonly name: string;
  readonly rank: number;
}

/** One loaded graph. */
export interface Session {
  readonly inputs: readonly GraphInput[];
  readonly outputs: readonly string[];
  /**
   * Runs the graph once, each of its inputs fed apart; the rows [B, L] of the named output come out.
   * @throws ModelRunError, RuntimeFailedError
   */
  run(feed: (input: GraphInput) => Feed, output: string): Promise<Float32Array[]>;
  /** Gives the graph's memory back; no run may follow. @throws RuntimeFailedError */
  release(): Promise<void>;
}

/** An imported and configured ONNX Runtime. */
export interface Runtime {
  readonly ort: Ort;
  readonly size: RuntimeSize;
}

type Ort = typeof import('onnxruntime-web/wasm');

// A graph that tells the shape of a vector, as `.onnx`. The runtime starts with its first session, and that takes as long
// as a model's own start: with this one it happens while the model is on its way.
const SMALLEST_GRAPH = Uint8Array.from([
  ...[0x08, 0x08, 0x12, 0x00, 0x3a, 0x34, 0x0a, 0x0d, 0x0a, 0x01, 0x61, 0x12, 0x01, 0x62, 0x22, 0x05, 0x53, 0x68, 0x61],
  ...[0x70, 0x65, 0x12, 0x01, 0x67, 0x5a, 0x0f, 0x0a, 0x01, 0x61, 0x12, 0x0a, 0x0a, 0x08, 0x08, 0x01, 0x12, 0x04, 0x0a],
  ...[0x02, 0x08, 0x01, 0x62, 0x0f, 0x0a, 0x01, 0x62, 0x12, 0x0a, 0x0a, 0x08, 0x08, 0x07, 0x12, 0x04, 0x0a, 0x02, 0x08],
  ...[0x01, 0x42, 0x04, 0x0a, 0x00, 0x10, 0x11],
]);

/** Imports ONNX Runtime, loads its WASM build and starts it. @throws RuntimeFailedError */
export async function loadRuntime({ size, loadWasm, threads }: RuntimeOptions): Promise<Runtime> {
  if (typeof WebAssembly !== 'object') {
    throw new RuntimeFailedError('WebAssembly is switched off here; ONNX Runtime cannot start without it');
  }
  const importing = import('onnxruntime-web/wasm').catch((error) => {
    throw new RuntimeFailedError(`cannot load ONNX Runtime: ${message(error)}; check that its script is hosted`);
  });
  const [ort, wasm] = await Promise.all([importing, loadWasm(size)]);
  ort.env.logLevel = 'fatal';
  ort.env.wasm.numThreads = threads;
  lendModule(ort, wasm);
  const runtime = { ort, size };
  await (await createSession(runtime, SMALLEST_GRAPH)).release();
  return runtime;
}

/** Lets this realm serve as one of the runtime's threads. */
export function joinAsThread(): void {
  void import('onnxruntime-web/wasm');
}

/**
 * Creates a session from the bytes of an `.onnx` file.
 * @throws ModelRunError when the graph cannot be loaded, RuntimeFailedError when the runtime cannot start
 */
export async function createSession({ ort, size }: Runtime, model: Uint8Array): Promise<Session> {
  const options: InferenceSession.SessionOptions = { executionProviders: ['wasm'], logSeverityLevel: 4 };
  // Its graphs run as they are stored: the functions that would rewrite them are not in it.
  if (size === 'small') options.graphOptimizationLevel = 'disabled';
  const session = await ort.InferenceSession.create(model, options).catch((error) => {
    throw explain(error, 'cannot load the model');
  });
  const inputs = session.inputMetadata.map((input) => ({
    name: input.name,
    rank: input.isTensor ? input.shape.length : 0,
  }));
  return {
    inputs,
    outputs: session.outputNames,
    async run(feed, output) {
      const feeds: Record<string, Tensor> = {};
      for (const input of inputs) feeds[input.name] = toTensor(ort, feed(input));
      let outputs: InferenceSession.OnnxValueMapType;
      try {
        outputs = await inTurn(() => session.run(feeds, [output]));
      } catch (error) {
        throw explain(error, 'cannot run the model');
      }
      return rows(outputs[output], output);
    },
    release: () =>
      session.release().catch((error) => {
        throw explain(error, 'cannot give the model back');
      }),
  };
}

let lastRun: Promise<unknown> = Promise.resolve();

// The runtime's stack is one for all its sessions: runs that interleave, of a self-test for one, would mix it up.
function inTurn<T>(run: () => Promise<T>): Promise<T> {
  const turn = lastRun.then(run);
  lastRun = turn.catch(() => {});
  return turn;
}

function toTensor(ort: Ort, { values, shape }: Feed): Tensor {
  if (values instanceof BigInt64Array) return new ort.Tensor('int64', values, shape);
  if (values instanceof Float32Array) return new ort.Tensor('float32', values, shape);
  return new ort.Tensor('string', values, shape);
}

function rows(tensor: Tensor | undefined, output: string): Float32Array[] {
  if (tensor?.type !== 'float32') {
    throw new ModelRunError(`the output "${output}" is ${tensor?.type ?? 'missing'}; it must be float32`);
  }
  const data = tensor.data as Float32Array;
  const width = tensor.dims.at(-1) ?? 1;
  return Array.from({ length: data.length / width }, (_, row) => data.slice(row * width, (row + 1) * width));
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
