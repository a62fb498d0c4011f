import type { Problem } from '@tarim/kernel';
import { crc16, crcHex, isPossibleCrc, modbusCrc } from './crc.ts';
import { Piece } from './piece.ts';
import { NO_PROBLEMS, problem } from './problems.ts';

/** LEN may not exceed this in any edition. */
export const MAX_DATA = 1024;
/** `##` + LEN + CRC + CR LF. */
export const FRAME_OVERHEAD = 12;

/**
 * How far the end of a frame is searched for when LEN does not fit: cipher text sent as `{0xE4,0x3E…}` takes five bytes for one.
 * A LEN that fits is believed up to twice the longest frame of the standard.
 */
const SEARCH_FACTOR = 6;

/** How much is known of the bytes to come. */
export type Mode = 'more' | 'flush' | 'end';
/** Answer of `locate` when only further bytes can tell. */
export const WAIT = -1;

const HASH = 0x23;
const AND = 0x26;
const STAR = 0x2a;
const CR = 0x0d;
const LF = 0x0a;

const isDigit = (c: number | undefined): boolean => c !== undefined && c >= 0x30 && c <= 0x39;

/** Value of a hex digit by character code, 255 for others. */
const HEX = new Uint8Array(256).fill(255);
for (let i = 0; i < 16; i++) {
  HEX[i.toString(16).charCodeAt(0)] = i;
  HEX[i.toString(16).toUpperCase().charCodeAt(0)] = i;
}

/** Whether a frame may begin here: `##` and two digits. False also when the bytes are not there yet. */
export function isHead(buf: Uint8Array, pos: number): boolean {
  return buf[pos] === HASH && buf[pos + 1] === HASH && isDigit(buf[pos + 2]) && isDigit(buf[pos + 3]);
}

const NO_FIT = -2;
/** Form of the tail found by `tail`: bits of what is unusual about it. */
const TAIL_LINE_END = 1;
const TAIL_SUFFIX = 2;
const TAIL_SHORT_CRC = 4;
/** What `tail` found beside its answer. One place instead of an object a call: this is the hot path. */
let tailForm = 0;
let tailCrcEnd = 0;

/**
 * Reads `CRC CR LF` at `at`, with the deviations met in the field. Answers the end of the frame, NO_FIT, or WAIT.
 * `closed`: DATA ends in `&&`, so that a CRC without line end is believed.
 */
function tail(buf: Uint8Array, at: number, end: number, mode: Mode, closed: boolean): number {
  let digits = 0;
  while (digits < 4 && at + digits < end && HEX[buf[at + digits]!]! < 16) digits++;
  const after = at + digits;
  tailCrcEnd = after;
  tailForm = 0;
  if (after >= end) {
    if (mode === 'more') return WAIT;
    tailForm = TAIL_LINE_END;
    return digits === 4 && closed ? after : NO_FIT;
  }
  if (digits === 0) return NO_FIT;
  const c = buf[after]!;
  if (c === CR) {
    if (digits < 4) tailForm = TAIL_SHORT_CRC;
    if (after + 1 >= end && mode === 'more') return WAIT;
    if (buf[after + 1] === LF && after + 1 < end) return after + 2;
    tailForm |= TAIL_LINE_END;
    return after + 1;
  }
  if (digits < 4) return NO_FIT;
  if (c === STAR) {
    if (after + 1 >= end) return mode === 'more' ? WAIT : NO_FIT;
    if (buf[after + 1] !== STAR) return NO_FIT;
    tailForm = TAIL_SUFFIX;
    if (after + 2 >= end || (buf[after + 2] === CR && after + 3 >= end)) {
      if (mode === 'more') return WAIT;
      tailForm |= TAIL_LINE_END;
      return end;
    }
    if (buf[after + 2] === CR && buf[after + 3] === LF) return after + 4;
    tailForm |= TAIL_LINE_END;
    return after + 2;
  }
  tailForm = TAIL_LINE_END;
  if (c === LF) return after + 1;
  if (c === HASH) {
    if (after + 1 >= end && mode === 'more') return WAIT;
    return buf[after + 1] === HASH || closed ? after : NO_FIT;
  }
  return closed ? after : NO_FIT;
}

function readHex(buf: Uint8Array, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) value = value * 16 + HEX[buf[i]!]!;
  return value;
}

const isClosed = (buf: Uint8Array, dataEnd: number, dataStart: number): boolean =>
  dataEnd - 2 >= dataStart && buf[dataEnd - 1] === AND && buf[dataEnd - 2] === AND;

/** What is being located: filled by `locate`. */
export interface Located {
  piece: Piece | null;
}

/** Makes the frame whose tail was just read by `tail`. */
function finish(
  buf: Uint8Array,
  offset: number,
  pos: number,
  from: number,
  to: number,
  end: number,
  declared: number,
  lenDigits: number,
): Piece {
  const crcEnd = tailCrcEnd;
  const form = tailForm;
  const crcRead = readHex(buf, to, crcEnd);
  const expected = crc16(buf, from, to);
  const lengthOk = declared === to - from;
  let lower = false;
  for (let i = to; i < crcEnd; i++) if (buf[i]! >= 0x61) lower = true;
  let problems = NO_PROBLEMS;
  if (!lengthOk || form !== 0 || lower || lenDigits !== 4 || crcRead !== expected || to - from > MAX_DATA) {
    const found: Problem[] = [];
    if (lenDigits !== 4) found.push(problem('lengthDigits'));
    if (!lengthOk) {
      const actual = to - from;
      found.push(
        declared === actual + 6 ? problem('lengthCountsHead') : problem('lengthWrong', { declared, actual }),
      );
    }
    if (to - from > MAX_DATA) found.push(problem('lengthOverLimit'));
    if (form & TAIL_SHORT_CRC) found.push(problem('crcDigits'));
    if (lower) found.push(problem('crcCase'));
    if (form & TAIL_SUFFIX) found.push(problem('suffix'));
    if (form & TAIL_LINE_END) found.push(problem('lineEnd'));
    if (crcRead !== expected) found.push(crcProblem(buf, from, to, crcRead, expected));
    problems = found;
  }
  return new Piece(
    'frame',
    buf,
    offset,
    pos,
    end,
    from,
    to,
    lengthOk,
    crcRead === expected,
    crcRead,
    problems,
  );
}

function crcProblem(buf: Uint8Array, from: number, to: number, read: number, expected: number): Problem {
  const modbus = modbusCrc(buf, from, to);
  if (read === modbus || read === ((modbus & 0xff) << 8) + (modbus >>> 8)) return problem('crcModbus');
  if (!isPossibleCrc(read)) return problem('crcImpossible', { read: crcHex(read) });
  return problem('crcMismatch', { read: crcHex(read), expected: crcHex(expected) });
}

/**
 * Reads the frame that begins at `pos` (where `isHead` holds). By LEN first, because encrypted data may contain any byte;
 * only when LEN does not fit is the end searched for. Answers the position after the frame, or WAIT.
 * What is decided depends on the bytes of the stream alone, not on how they were cut into chunks.
 */
export function locate(
  buf: Uint8Array,
  pos: number,
  end: number,
  offset: number,
  maxFrame: number,
  mode: Mode,
  out: Located,
): number {
  let from = pos + 4;
  if (isDigit(buf[from])) from++;
  if (from === pos + 5 && isDigit(buf[from])) from++;
  if (from >= end && mode === 'more') return WAIT;
  let declared = 0;
  for (let i = pos + 2; i < from; i++) declared = declared * 10 + buf[i]! - 0x30;
  const to = from + declared;
  if (to + 4 - pos <= 2 * maxFrame) {
    if (to + 1 > end) {
      if (mode === 'more' && !endsEarly(buf, from, end)) return WAIT;
    } else {
      const after = tail(buf, to, end, mode, isClosed(buf, to, from));
      if (after === WAIT) return WAIT;
      if (after !== NO_FIT && !(tailForm & TAIL_SHORT_CRC && !isClosed(buf, to, from))) {
        out.piece = finish(buf, offset, pos, from, to, after, declared, from - pos - 2);
        return after;
      }
    }
  }
  return search(buf, pos, from, end, offset, maxFrame, mode, declared, out);
}

/** LEN promises more, but what has come ends like a whole frame, with the right CRC: LEN is wrong, do not keep the device waiting. */
function endsEarly(buf: Uint8Array, from: number, end: number): boolean {
  const to = end - 6;
  if (buf[end - 1] !== LF || buf[end - 2] !== CR || !isClosed(buf, to, from)) return false;
  for (let i = to; i < to + 4; i++) if (HEX[buf[i]!]! > 15) return false;
  return readHex(buf, to, to + 4) === crc16(buf, from, to);
}

/** LEN does not fit: looks for `&&`+CRC, for a line end after a right CRC, or for the next head, whatever comes first. */
function search(
  buf: Uint8Array,
  pos: number,
  from: number,
  end: number,
  offset: number,
  maxFrame: number,
  mode: Mode,
  declared: number,
  out: Located,
): number {
  const longest = SEARCH_FACTOR * maxFrame;
  const limit = Math.min(end, pos + longest);
  const lenDigits = from - pos - 2;
  for (let i = from; i < limit; i++) {
    const c = buf[i]!;
    if (c === AND && buf[i + 1] === AND && i + 1 < end) {
      const after = tail(buf, i + 2, end, mode, true);
      if (after === WAIT) return WAIT;
      if (after !== NO_FIT) {
        out.piece = finish(buf, offset, pos, from, i + 2, after, declared, lenDigits);
        return after;
      }
    } else if (c === CR && i - 4 >= from) {
      if (i + 1 >= end && mode === 'more') return WAIT;
      const to = i - 4;
      if (buf[i + 1] === LF && i + 1 < end && tail(buf, to, end, mode, false) === i + 2) {
        if (readHex(buf, to, i) === crc16(buf, from, to)) {
          out.piece = finish(buf, offset, pos, from, to, i + 2, declared, lenDigits);
          return i + 2;
        }
      }
    } else if (c === HASH) {
      if (i + 4 > end && mode === 'more') return WAIT;
      if (isHead(buf, i) && i + 4 <= end) return broken(buf, pos, from, i, offset, out);
    }
  }
  if (limit - pos >= longest) return broken(buf, pos, from, limit, offset, out);
  if (mode !== 'end') return WAIT;
  return broken(buf, pos, from, end, offset, out);
}

function broken(
  buf: Uint8Array,
  pos: number,
  from: number,
  end: number,
  offset: number,
  out: Located,
): number {
  out.piece = new Piece('frame', buf, offset, pos, end, Math.min(from, end), end, false, null, null, [
    problem('truncated'),
  ]);
  return end;
}
