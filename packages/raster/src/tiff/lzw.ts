/**
 * LZW as TIFF 6.0 section 13 has it: codes of 9 to 12 bits from the high bit on, 256 clears, 257 ends, the width grows one
 * code early. Strings are kept as places in the output, so that nothing is copied twice.
 * @returns how many bytes were written; at most `out.length`
 */
export function unpackLzw(input: Uint8Array, out: Uint8Array): number {
  const at = new Int32Array(4_097);
  const lengths = new Int32Array(4_097);
  let written = 0;
  let next = 258;
  let width = 9;
  let bits = 0;
  let held = 0;
  let previousAt = -1;
  let previousLength = 0;
  for (let i = 0; ; ) {
    while (held < width) {
      if (i >= input.length) return written;
      bits = ((bits << 8) | input[i++]!) & 0xff_ff_ff;
      held += 8;
    }
    const code = (bits >> (held - width)) & ((1 << width) - 1);
    held -= width;
    if (code === 257) return written;
    if (code === 256) {
      next = 258;
      width = 9;
      previousAt = -1;
      continue;
    }
    const start = written;
    let length: number;
    if (code < 256) {
      length = 1;
      if (written < out.length) out[written] = code;
    } else if (code < next) {
      length = lengths[code]!;
      copy(out, at[code]!, start, length);
    } else {
      // The string that is being defined just now: the previous one and its own first byte.
      if (previousAt < 0 || code !== next) return -1;
      length = previousLength + 1;
      copy(out, previousAt, start, length);
    }
    written += length;
    if (previousAt >= 0 && next < 4_096) {
      at[next] = previousAt;
      lengths[next] = previousLength + 1;
      next++;
      if (next === 511 || next === 1_023 || next === 2_047) width++;
    }
    previousAt = start;
    previousLength = length;
    if (written >= out.length) return out.length;
  }
}

/** Byte by byte: source and target may overlap, and that is meant. */
function copy(out: Uint8Array, from: number, to: number, length: number): void {
  const end = Math.min(to + length, out.length);
  for (let i = to, j = from; i < end; i++, j++) out[i] = out[j]!;
}
