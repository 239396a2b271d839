// (module (func (export "") (result i32)
//   (i32x4.extract_lane 0 (i32x4.relaxed_dot_i8x16_i7x16_add_s
//     (i8x16.splat (i32.const 127)) (i8x16.splat (i32.const -1)) (v128.const i32x4 0 0 0 0)))))
const PROBE = Uint8Array.from([
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, 0x01, 0x05, 0x01, 0x60, 0x00, 0x01, 0x7f, 0x03, 0x02, 0x01, 0x00],
  ...[0x07, 0x04, 0x01, 0x00, 0x00, 0x00, 0x0a, 0x25, 0x01, 0x23, 0x00, 0x41, 0xff, 0x00, 0xfd, 0x0f, 0x41, 0x7f, 0xfd],
  ...[0x0f, 0xfd, 0x0c, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xfd, 0x93, 0x02, 0xfd, 0x1b, 0x00, 0x0b],
]);

// Twice the largest number of 16 bits.
const SATURATED = 65_534;

/**
 * Whether this browser computes a relaxed dot product by an instruction of its own. The older x86 instructions in its
 * place are slower than none; they give themselves away, as they saturate where an operand has more than seven bits.
 */
export function hasDotInstruction(): boolean {
  if (!WebAssembly.validate(PROBE)) return false;
  try {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(PROBE));
    return (exports[''] as () => number)() !== SATURATED;
  } catch {
    // The page's policy forbids WebAssembly, which loading the runtime tells.
    return false;
  }
}
