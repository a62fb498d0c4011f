import { latin1 } from './bytes.ts';

const SLOTS = 4096;
/** The strings of codes, by slot. */
export const CODES: string[] = new Array(SLOTS).fill('');
const lows = new Int32Array(SLOTS);
const highs = new Int32Array(SLOTS);
const lengths = new Uint8Array(SLOTS);
/** The frame in which a slot was used last. */
const stamps = new Int32Array(SLOTS);
let serial = 0;

/**
 * Slot of an ASCII code of at most eight bytes, which `low` and `high` hold; `CODES[slot]` is its string, the same object each time:
 * codes come by the million, and a known string need not be made again. A direct-mapped cache of fixed size: hostile codes only
 * push others out.
 */
export function codeSlot(bytes: Uint8Array, at: number, end: number, low: number, high: number): number {
  const mixed = Math.imul(low ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b);
  const slot = (mixed ^ (mixed >>> 15)) & (SLOTS - 1);
  if (lows[slot] === low && highs[slot] === high && lengths[slot] === end - at) return slot;
  CODES[slot] = latin1(bytes, at, end);
  lows[slot] = low;
  highs[slot] = high;
  lengths[slot] = end - at;
  return slot;
}

/** A number for one reading of a data area, see `seenBefore`. */
export function nextSerial(): number {
  serial = (serial + 1) | 0;
  return serial;
}

/** Whether a slot was used before in this reading: by this code, or (seldom) by another that shares it. */
export function seenBefore(slot: number, reading: number): boolean {
  const seen = stamps[slot] === reading;
  stamps[slot] = reading;
  return seen;
}
