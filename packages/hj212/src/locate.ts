import { CR, HEX_UPPER, LF, readHex4 } from './bytes.ts';
import { crc16 } from './crc.ts';
import { type Begun, isClosed, MAX_DATA, wholePiece } from './describe.ts';
import { Piece } from './piece.ts';
import { NO_PROBLEMS } from './problems.ts';
import { endsFrame, holdsAnother, MAX_FRAME, readLength, searchEnd } from './search.ts';
import { type Mode, readTail } from './tail.ts';

/** Answer of `locate` when only further bytes can tell. */
export const WAIT = -1;

/** What is being located: filled by `locate`. One object for all calls, for the sake of the hot path. */
export interface Located {
  piece: Piece | null;
}

/**
 * Reads the frame that begins at `pos` (where `isHead` holds). By LEN first, because encrypted data may contain any byte; only
 * when LEN does not fit is the end searched for. Answers the position after the frame, or WAIT.
 *
 * Two promises. What is decided depends on the bytes of the stream alone, not on how they were cut into chunks. And the bytes of
 * the piece, read again by themselves (`mode` 'end'), give the same piece: a frame is judged by what is kept of it and by nothing
 * else, so that whoever reads it later comes to the verdict of whoever answered the device.
 */
export function locate(
  buf: Uint8Array,
  pos: number,
  end: number,
  offset: number,
  mode: Mode,
  out: Located,
): number {
  // The frame as the standard has it: four digits, DATA, four capital hex digits that are its CRC, CR LF.
  const a = buf[pos + 4]! - 0x30;
  const b = buf[pos + 5]! - 0x30;
  if (pos + 6 <= end && a >>> 0 <= 9 && b >>> 0 <= 9) {
    const length = (buf[pos + 2]! - 0x30) * 1000 + (buf[pos + 3]! - 0x30) * 100 + a * 10 + b;
    const from = pos + 6;
    const to = from + length;
    if (length <= MAX_DATA && to + 6 <= end && buf[to + 4] === CR && buf[to + 5] === LF) {
      const h3 = HEX_UPPER[buf[to]!]!;
      const h2 = HEX_UPPER[buf[to + 1]!]!;
      const h1 = HEX_UPPER[buf[to + 2]!]!;
      const h0 = HEX_UPPER[buf[to + 3]!]!;
      const read = (h3 << 12) | (h2 << 8) | (h1 << 4) | h0;
      if ((h3 | h2 | h1 | h0) <= 15 && read === crc16(buf, from, to)) {
        const next = to + 6;
        out.piece = new Piece('frame', buf, offset, pos, next, from, to, true, true, read, NO_PROBLEMS);
        return next;
      }
    }
  }
  let piece = locateOdd(buf, pos, end, offset, mode);
  if (piece === null) return WAIT;
  // What follows in the stream may have helped to find the end, unless LEN and CR LF agree about it. Reads the piece by itself until
  // nothing changes any more.
  const agreed = piece.lengthOk && piece.end - piece.to === 6 && buf[piece.end - 1] === LF;
  for (let last = agreed ? piece.end : -1; piece.end !== last; ) {
    last = piece.end;
    piece = locateOdd(buf, pos, last, offset, 'end')!;
  }
  out.piece = piece;
  return piece.end;
}

/** Any frame that is not as the standard has it; null when only further bytes can tell. */
function locateOdd(buf: Uint8Array, pos: number, end: number, offset: number, mode: Mode): Piece | null {
  const begun = readLength(buf, pos, end, offset);
  const { from, declared } = begun;
  if (from >= end && mode === 'more') return null;
  const to = from + declared;
  const promised = to + 4 - pos <= 2 * MAX_FRAME;
  if (promised && (to < end || (to === end && mode !== 'more'))) {
    const piece = byLength(buf, begun, to, end, mode);
    if (piece !== undefined) return piece;
  } else if (promised && mode === 'more' && !endsEarly(buf, from, end)) return null;
  return searchEnd(buf, begun, end, mode, promised && mode === 'flush' && to > end);
}

/** The frame that ends where LEN says; undefined when it does not, null when only further bytes can tell. */
function byLength(
  buf: Uint8Array,
  begun: Begun,
  to: number,
  end: number,
  mode: Mode,
): Piece | null | undefined {
  const { from } = begun;
  const tail = readTail(buf, to, end, mode);
  if (tail === null) return null;
  if (tail.value !== null && tail.value === crc16(buf, from, to)) return wholePiece(buf, begun, to, tail);
  const digits = tail.crcEnd - to;
  if (isClosed(buf, from, to)) {
    if (tail.stop !== 'open' && !endsFrame(tail, to, mode)) return null;
  } else if (digits < 4 || tail.stop === 'open' || (tail.value === null && !tail.lineEnd)) return undefined;
  else if (mode === 'flush' && tail.stop === 'end') return null;
  const another = holdsAnother(buf, from, to, end, mode);
  if (another === null) return null;
  return another ? undefined : wholePiece(buf, begun, to, tail);
}

/** LEN promises more, but what has come ends like a whole frame, with the right CRC: LEN is wrong, do not keep the device waiting. */
function endsEarly(buf: Uint8Array, from: number, end: number): boolean {
  const to = end - 6;
  if (buf[end - 1] !== LF || buf[end - 2] !== CR || !isClosed(buf, from, to)) return false;
  return readHex4(buf, to) === crc16(buf, from, to);
}
