// The peers are installed by the bench itself, so that type checks need none of them: here is what it uses of each.

type PeerPipeline = import('./contenders/peer-pipeline').PeerPipeline;

declare module '@xenova/transformers' {
  export const env: {
    allowRemoteModels: boolean;
    localModelPath: string;
    backends: { onnx: { wasm: { numThreads: number; wasmPaths: Record<string, string> } } };
  };
  export function pipeline(task: string, model: string, options: { quantized: boolean }): Promise<PeerPipeline>;
}

declare module '@huggingface/transformers' {
  export const env: {
    allowRemoteModels: boolean;
    allowLocalModels: boolean;
    localModelPath: string;
    backends: { onnx: { wasm: { numThreads: number; wasmPaths: Record<string, string> } } };
  };
  export function pipeline(
    task: string,
    model: string,
    options: { dtype: string; device: string },
  ): Promise<PeerPipeline>;
}

declare module 'onnxruntime-node' {
  export { InferenceSession, Tensor } from 'onnxruntime-common';
}

declare module 'onnx-proto' {
  interface Named {
    name: string;
  }
  interface Graph {
    node: { domain: string; input: string[]; output: string[] }[];
    output: Named[];
    valueInfo: Named[];
  }
  interface Model {
    graph: Graph;
    opsetImport: { domain: string }[];
  }
  const bindings: {
    onnx: { ModelProto: { decode(bytes: Uint8Array): Model; encode(model: Model): { finish(): Uint8Array } } };
  };
  export default bindings;
}

declare module 'sirv' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  export default function sirv(
    folder: string,
    options: {
      etag: boolean;
      gzip: boolean;
      brotli: boolean;
      setHeaders(response: ServerResponse, path: string): void;
    },
  ): (request: IncomingMessage, response: ServerResponse, next?: () => void) => void;
}
