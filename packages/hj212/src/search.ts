import { AND, CR, HASH, LF, readHex4, STAR } from './bytes.ts';
import { crc16, crcStep } from './crc.ts';
import {
  type Begun,
  brokenPiece,
  FRAME_OVERHEAD,
  isClosed,
  MAX_DATA,
  opensArea,
  wholePiece,
} from './describe.ts';
import type { Piece } from './piece.ts';
import { isHead, type Mode, readTail, type Tail } from './tail.ts';

/** Longest frame of the standard. A LEN that fits is believed up to twice as much. */
export const MAX_FRAME = MAX_DATA + FRAME_OVERHEAD;
/** How far an end is searched for: cipher text sent as `{0xE4,0x3E…}` takes five bytes for one. */
export const MAX_SEARCH = 6 * MAX_FRAME;

/** LEN of the frame that begins at `pos`, and where its DATA begins. */
export function readLength(buf: Uint8Array, pos: number, end: number, offset = 0): Begun {
  const last = Math.min(end, pos + 6);
  let from = pos + 2;
  let declared = 0;
  for (; from < last; from++) {
    const digit = buf[from]! - 0x30;
    if (digit >>> 0 > 9) break;
    declared = declared * 10 + digit;
  }
  return { pos, offset, from, declared };
}

/**
 * Whether a frame with the right LEN and the right CRC begins at `pos`; null when only further bytes can tell. That much does
 * not come about by chance: what was read over such a frame was read wrongly.
 */
export function isIntact(buf: Uint8Array, pos: number, end: number, mode: Mode): boolean | null {
  const { from, declared } = readLength(buf, pos, end);
  const to = from + declared;
  if (to + 4 - pos > 2 * MAX_FRAME) return false;
  if (to + 4 > end) return mode === 'more' ? null : false;
  const read = readHex4(buf, to);
  return read >= 0 && read === crc16(buf, from, to);
}

/**
 * Looks for the end of a frame whose LEN does not fit: `&&` and what may be a CRC, a right CRC before a line end, the next head.
 * `patient`: the bytes that LEN promises may still come, so that only what has the right CRC is believed.
 * Null when only further bytes can tell.
 */
export function searchEnd(
  buf: Uint8Array,
  begun: Begun,
  end: number,
  mode: Mode,
  patient: boolean,
): Piece | null {
  const { pos, from } = begun;
  const limit = Math.min(end, pos + MAX_SEARCH);
  /** `&&` and four hex digits with neither the right CRC nor a line end: believed when nothing better comes. */
  let fallback: { to: number; tail: Tail } | null = null;
  /** CRC of DATA up to `i`, and up to one to four bytes before: a candidate costs nothing. */
  let crc = 0xffff;
  let crc1 = 0xffff;
  let crc2 = 0xffff;
  let crc3 = 0xffff;
  let crc4 = 0xffff;
  for (let i = from; ; i++) {
    const c = i < limit ? buf[i]! : -1;
    if (c === AND) {
      if (i + 1 >= end && mode === 'more') return null;
      if (i + 1 < end && buf[i + 1] === AND && !(i + 2 < end && buf[i + 2] === AND) && !opensArea(buf, i)) {
        const tail = readTail(buf, i + 2, end, mode);
        if (tail === null) return null;
        const right = tail.value === crcStep(crcStep(crc, c), AND);
        if (right || (!patient && endsFrame(tail, i + 2, mode))) return wholePiece(buf, begun, i + 2, tail);
        if (tail.stop === 'open' && tail.value !== null) fallback ??= { to: i + 2, tail };
      }
    } else if (
      (c === CR || c === LF || c === STAR || c === HASH || (c === -1 && i === end)) &&
      i - 4 >= from
    ) {
      // Without `&&` only a right CRC tells the end.
      if (readHex4(buf, i - 4) === crc4) {
        const tail = readTail(buf, i - 4, end, mode);
        if (tail === null) return null;
        if (tail.stop !== 'open') return wholePiece(buf, begun, i - 4, tail);
      }
    }
    if (c === HASH) {
      if (i + 4 > end && mode === 'more') return null;
      if (i + 4 <= end && isHead(buf, i) && (!patient || isIntact(buf, i, end, mode)))
        return fallback === null
          ? brokenPiece(buf, begun, i)
          : wholePiece(buf, begun, fallback.to, fallback.tail);
    }
    if (c === -1) break;
    crc4 = crc3;
    crc3 = crc2;
    crc2 = crc1;
    crc1 = crc;
    crc = crcStep(crc, c);
  }
  if (limit - pos < MAX_SEARCH && mode !== 'end') return null;
  return fallback === null
    ? brokenPiece(buf, begun, limit)
    : wholePiece(buf, begun, fallback.to, fallback.tail);
}

/** Whether what follows a closing `&&` is the end of the frame even though its CRC is not right. */
export function endsFrame(tail: Tail, at: number, mode: Mode): boolean {
  if (tail.stop === 'open') return false;
  // A line that is only silent may still send the rest of the CRC.
  return mode !== 'flush' || tail.stop !== 'end' || tail.crcEnd - at === 4;
}

/**
 * LEN fits but the CRC does not: whether DATA `buf[from, to)` holds a frame that is intact, or its own end with the right CRC.
 * Then the frame was cut off, or LEN is wrong, and what it promises has swallowed others. Null when only further bytes can tell.
 */
export function holdsAnother(
  buf: Uint8Array,
  from: number,
  to: number,
  end: number,
  mode: Mode,
): boolean | null {
  for (let i = from; i + 4 <= to; i++) {
    const c = buf[i];
    if (c === HASH) {
      if (!isHead(buf, i)) continue;
      const intact = isIntact(buf, i, end, mode);
      if (intact !== false) return intact;
    } else if (c === AND && buf[i + 1] === AND && i + 6 <= to) {
      const read = readHex4(buf, i + 2);
      if (read >= 0 && isClosed(buf, from, i + 2) && read === crc16(buf, from, i + 2)) return true;
    }
  }
  return false;
}
