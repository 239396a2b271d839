import * as v from 'valibot';

const schema = v.object({
  /** Of the WASM build in which the functions are counted. */
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  /** One bit a function, base64, the lowest bit of a byte first. */
  kept: v.string(),
});

/** The functions of ONNX Runtime's WASM build that its small build keeps. */
export interface KeptFunctions {
  readonly sha256: string;
  isKept(at: number): boolean;
}

/** Parses `kept-functions.json`. @throws ValiError */
export function parseKeptFunctions(value: unknown): KeptFunctions {
  const { sha256, kept } = v.parse(schema, value);
  const bits = Buffer.from(kept, 'base64');
  return { sha256, isKept: (at) => (((bits[at >> 3] ?? 0) >> (at & 7)) & 1) === 1 };
}

/** What `parseKeptFunctions` reads. */
export function formatKeptFunctions(sha256: string, kept: ReadonlySet<number>): unknown {
  const bits = Buffer.alloc((Math.max(...kept) >> 3) + 1);
  for (const at of kept) bits[at >> 3] = (bits[at >> 3] ?? 0) | (1 << (at & 7));
  return { sha256, kept: bits.toString('base64') };
}
