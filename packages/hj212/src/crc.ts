/**
 * CRC of HJ 212 (HJ 212-2017 annex A; the same in all editions). It is not Modbus: the register is shifted right by eight
 * *before* the byte is mixed in, so only its high byte is carried: `reg = T[(reg >> 8) ^ byte]`, T being the 0xA001 table.
 *
 * Because the carried state is one byte and the step is linear over GF(2), sixteen steps are sixteen independent look-ups:
 * with H(x) = T[x] >> 8, H(H(h ^ b0) ^ b1) = H²(h ^ b0) ^ H(b1). That is what `crc16` does.
 */
const T = new Uint16Array(256);
for (let i = 0; i < 256; i++) {
  let reg = i;
  for (let bit = 0; bit < 8; bit++) reg = reg & 1 ? (reg >>> 1) ^ 0xa001 : reg >>> 1;
  T[i] = reg;
}

/** POWERS[(k - 1) * 256 + x] = H applied k times to x. */
const POWERS = new Uint8Array(16 * 256);
for (let x = 0; x < 256; x++) {
  let h = x;
  for (let k = 0; k < 16; k++) {
    h = T[h]! >>> 8;
    POWERS[k * 256 + x] = h;
  }
}

/** CRC over `bytes[start, end)`: 16 bits, printed as four upper-case hex digits, high byte first. */
export function crc16(bytes: Uint8Array, start = 0, end = bytes.length): number {
  if (start >= end) return 0xffff;
  let h = 0xff;
  let i = start;
  const last = end - 1;
  const table = POWERS;
  for (const stop = last - 15; i < stop; i += 16) {
    h =
      table[3840 + (h ^ bytes[i]!)]! ^
      table[3584 + bytes[i + 1]!]! ^
      table[3328 + bytes[i + 2]!]! ^
      table[3072 + bytes[i + 3]!]! ^
      table[2816 + bytes[i + 4]!]! ^
      table[2560 + bytes[i + 5]!]! ^
      table[2304 + bytes[i + 6]!]! ^
      table[2048 + bytes[i + 7]!]! ^
      table[1792 + bytes[i + 8]!]! ^
      table[1536 + bytes[i + 9]!]! ^
      table[1280 + bytes[i + 10]!]! ^
      table[1024 + bytes[i + 11]!]! ^
      table[768 + bytes[i + 12]!]! ^
      table[512 + bytes[i + 13]!]! ^
      table[256 + bytes[i + 14]!]! ^
      table[bytes[i + 15]!]!;
  }
  for (; i < last; i++) h = table[h ^ bytes[i]!]!;
  return T[h ^ bytes[last]!]!;
}

/** One step of the same CRC: the register after one more byte. A register that has seen nothing is 0xFFFF. */
export function crcStep(register: number, byte: number): number {
  return T[(register >>> 8) ^ byte]!;
}

/** The ordinary Modbus CRC: only to tell the operator of a mis-built logger what is wrong. */
export function modbusCrc(bytes: Uint8Array, start = 0, end = bytes.length): number {
  let reg = 0xffff;
  for (let i = start; i < end; i++) reg = (reg >>> 8) ^ T[(reg ^ bytes[i]!) & 0xff]!;
  return reg;
}

/** Four upper-case hex digits. */
export function crcHex(crc: number): string {
  return crc.toString(16).toUpperCase().padStart(4, '0');
}

/** There are only 256 possible CRC values; a received one outside this set was made by another algorithm. */
export function isPossibleCrc(value: number): boolean {
  for (let i = 0; i < 256; i++) if (T[i] === value) return true;
  return false;
}
