import * as v from 'valibot';

const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

const schema = v.object({
  /** Of the WASM build in which the functions are counted. */
  sha256,
  /** Of the same once it has started, with these operators. */
  started: sha256,
  /** The operators of the recorded graphs, of all domains. */
  operators: v.array(v.string()),
  /** One bit a function, base64, the lowest bit of a byte first. */
  kept: v.string(),
});

/** What the small builds keep of ONNX Runtime's WASM build. */
export interface KeptFunctions {
  readonly sha256: string;
  readonly started: string;
  /** Whether the runtime starts with an operator. */
  isNeeded(operator: string): boolean;
  isKept(at: number): boolean;
}

/** Parses `kept-functions.json`. @throws ValiError */
export function parseKeptFunctions(value: unknown): KeptFunctions {
  const { sha256, started, operators, kept } = v.parse(schema, value);
  const bits = Buffer.from(kept, 'base64');
  return {
    sha256,
    started,
    isNeeded: (operator) => operators.includes(operator),
    isKept: (at) => (((bits[at >> 3] ?? 0) >> (at & 7)) & 1) === 1,
  };
}

/** What `parseKeptFunctions` reads. */
export function formatKeptFunctions({
  kept,
  ...rest
}: Omit<v.InferInput<typeof schema>, 'kept'> & { kept: ReadonlySet<number> }): v.InferInput<typeof schema> {
  const bits = Buffer.alloc((Math.max(...kept) >> 3) + 1);
  for (const at of kept) bits[at >> 3] = (bits[at >> 3] ?? 0) | (1 << (at & 7));
  return { ...rest, kept: bits.toString('base64') };
}
