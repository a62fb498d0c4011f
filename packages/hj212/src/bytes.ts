/** Byte constants and string helpers of the hot path. */
export const COMMA = 0x2c;
export const SEMICOLON = 0x3b;
export const EQUALS = 0x3d;
export const AND = 0x26;
export const DASH = 0x2d;
export const DOT = 0x2e;
export const SLASH = 0x2f;
export const SPACE = 0x20;

const slicer = Buffer.prototype as unknown as {
  latin1Slice(this: Uint8Array, start: number, end: number): string;
};

/** One character per byte. */
export function latin1(bytes: Uint8Array, start: number, end: number): string {
  return slicer.latin1Slice.call(bytes, start, end);
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** Bytes as UTF-8, or null when they are not. */
export function utf8(bytes: Uint8Array): string | null {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return null;
  }
}

let gb18030: TextDecoder | null | undefined;

/** Bytes as GB 18030 (what old loggers write); as latin1 where the runtime lacks that table. */
export function gbText(bytes: Uint8Array): string {
  if (gb18030 === undefined) {
    try {
      gb18030 = new TextDecoder('gb18030');
    } catch {
      gb18030 = null;
    }
  }
  return gb18030?.decode(bytes) ?? latin1(bytes, 0, bytes.length);
}

/** A name: ASCII as a rule; where it is not, UTF-8 or else GB 18030. */
export function nameText(bytes: Uint8Array, start: number, end: number): string {
  for (let i = start; i < end; i++) {
    if (bytes[i]! < 0x80) continue;
    const part = bytes.subarray(start, end);
    return utf8(part) ?? gbText(part);
  }
  return latin1(bytes, start, end);
}
