export const FLAG = 0x7e;
const ESCAPE = 0x7d;

export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
export const bytesOfHex = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));
export const idText = (id: number, digits = 4): string => `0x${id.toString(16).padStart(digits, '0')}`;

/** 0x7d 02 → 0x7e, 0x7d 01 → 0x7d; another byte after 0x7d stays with it and is told. */
export function unescapeBytes(bytes: Uint8Array): { bytes: Uint8Array; wrong: boolean } {
  const out = new Uint8Array(bytes.length);
  let length = 0;
  let wrong = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    const next = bytes[i + 1];
    if (byte === ESCAPE && (next === 1 || next === 2)) {
      out[length++] = next === 1 ? ESCAPE : FLAG;
      i++;
    } else {
      if (byte === ESCAPE) wrong = true;
      out[length++] = byte;
    }
  }
  return { bytes: out.subarray(0, length), wrong };
}

export function escapeBytes(bytes: Uint8Array): Uint8Array {
  const out: number[] = [];
  for (const byte of bytes) {
    if (byte === FLAG) out.push(ESCAPE, 2);
    else if (byte === ESCAPE) out.push(ESCAPE, 1);
    else out.push(byte);
  }
  return Uint8Array.from(out);
}

/** XOR of all bytes (校验码). */
export function checkOf(bytes: Uint8Array): number {
  let check = 0;
  for (const byte of bytes) check ^= byte;
  return check;
}

/** Big-endian reads that never run over the end: `null` when too few bytes are left. */
export class Reader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  take(count: number): Uint8Array | null {
    if (this.left < count) return null;
    this.#at += count;
    return this.#bytes.subarray(this.#at - count, this.#at);
  }

  /** An unsigned number of 1 to 4 bytes. */
  uint(count: 1 | 2 | 4): number | null {
    const bytes = this.take(count);
    return bytes && uintOf(bytes);
  }

  rest(): Uint8Array {
    return this.take(this.left)!;
  }
}

export function uintOf(bytes: Uint8Array): number {
  let value = 0;
  for (const byte of bytes) value = value * 256 + byte;
  return value;
}

export function uintBytes(value: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => Math.floor(value / 256 ** (count - 1 - i)) % 256);
}

/** Digits of BCD; null where a half byte is none. */
export function bcdOf(bytes: Uint8Array): string | null {
  const text = hexOf(bytes);
  return /^\d*$/.test(text) ? text : null;
}

export function bcdBytes(digits: string, count: number): number[] {
  return [...Buffer.from(digits.padStart(count * 2, '0').slice(-count * 2), 'hex')];
}
