import { isUtf8 } from 'node:buffer';

/** Byte constants and string helpers of the hot path. */
export const LF = 0x0a;
export const CR = 0x0d;
export const HASH = 0x23;
export const STAR = 0x2a;
export const COMMA = 0x2c;
export const SEMICOLON = 0x3b;
export const EQUALS = 0x3d;
export const AND = 0x26;
export const DASH = 0x2d;
export const DOT = 0x2e;
export const SLASH = 0x2f;
export const SPACE = 0x20;

/** Value of a hex digit by character code, 255 for others. `HEX_UPPER` takes capitals only, as the standard prints a CRC. */
export const HEX = new Uint8Array(256).fill(255);
export const HEX_UPPER = new Uint8Array(256).fill(255);
for (let i = 0; i < 16; i++) {
  const digit = i.toString(16);
  HEX[digit.charCodeAt(0)] = i;
  HEX[digit.toUpperCase().charCodeAt(0)] = i;
  HEX_UPPER[digit.toUpperCase().charCodeAt(0)] = i;
}

/** Four hex digits in either case at `at` as a number; -1 when they are none. */
export function readHex4(buf: Uint8Array, at: number): number {
  const a = HEX[buf[at]!]!;
  const b = HEX[buf[at + 1]!]!;
  const c = HEX[buf[at + 2]!]!;
  const d = HEX[buf[at + 3]!]!;
  return (a | b | c | d) > 15 ? -1 : (a << 12) | (b << 8) | (c << 4) | d;
}

const slicer = Buffer.prototype as unknown as {
  latin1Slice(this: Uint8Array, start: number, end: number): string;
};

/** One character per byte. */
export function latin1(bytes: Uint8Array, start: number, end: number): string {
  return slicer.latin1Slice.call(bytes, start, end);
}

/** Bytes as UTF-8, or null when they are not. Asked first, because an exception a damaged byte is dear. */
export function utf8(bytes: Uint8Array): string | null {
  return isUtf8(bytes) ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8') : null;
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
