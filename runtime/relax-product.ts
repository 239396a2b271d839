import { readFileSync } from 'node:fs';
import wabt from 'wabt';
import { replaceFunction } from './replace-function';
import { functionBodies, importedFunctionCount, readSections, SECTION, sectionOf } from './wasm-module';

const TEXT = new URL('quantized-product.wat', import.meta.url);
const DOT_PRODUCT = Buffer.of(0xfd, 0xba, 0x01);

/**
 * Gives ONNX Runtime's WASM build another product of quantized matrices, `quantized-product.wat`, which gives the same
 * sums and needs relaxed SIMD.
 * @throws RangeError when the published product cannot be told among the module's functions
 */
export async function relaxProduct(module: Uint8Array): Promise<Uint8Array> {
  const { parseWat } = await wabt();
  const text = parseWat(TEXT.pathname, readFileSync(TEXT, 'utf8'), { relaxed_simd: true });
  try {
    text.resolveNames();
    text.validate();
    return replaceFunction(module, publishedProduct(module), text.toBinary({}).buffer);
  } finally {
    text.destroy();
  }
}

/** The number of the only function with a dot product of 16-bit integers (`i32x4.dot_i16x8_s`). */
function publishedProduct(module: Uint8Array): number {
  const sections = readSections(module);
  const code = sectionOf(sections, SECTION.code);
  const found = functionBodies(code).flatMap(({ start, end }, at) =>
    Buffer.from(code.subarray(start, end)).includes(DOT_PRODUCT) ? [at] : [],
  );
  const [product] = found;
  if (product === undefined || found.length > 1) {
    throw new RangeError(`the module has ${found.length} functions with dot products instead of one`);
  }
  return importedFunctionCount(sectionOf(sections, SECTION.import)) + product;
}
