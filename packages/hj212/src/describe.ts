import type { Problem } from '@tarim/kernel';
import { AND, CR, LF, latin1 } from './bytes.ts';
import { crc16, crcHex, isPossibleCrc, modbusCrc } from './crc.ts';
import { Piece } from './piece.ts';
import { problem } from './problems.ts';
import type { Tail } from './tail.ts';

/** LEN may not exceed this in any edition. */
export const MAX_DATA = 1024;
/** `##` + LEN + CRC + CR LF. */
export const FRAME_OVERHEAD = 12;

/** Where the frame being read begins in the buffer and in the stream, where its DATA begins, and what LEN says. */
export interface Begun {
  readonly pos: number;
  readonly offset: number;
  readonly from: number;
  readonly declared: number;
}

/** `&&` that opens the data area: a factor code behind it begins with what could be a CRC (`CP=&&a21026-Rtd=…`). */
export function opensArea(buf: Uint8Array, at: number): boolean {
  return (
    buf[at - 1] === 0x3d && (buf[at - 2]! | 0x20) === 0x70 && (buf[at - 3]! | 0x20) === 0x63 // cp=
  );
}

/** Whether DATA `buf[from, to)` ends in the `&&` that closes a data area. */
export function isClosed(buf: Uint8Array, from: number, to: number): boolean {
  return to - 2 >= from && buf[to - 1] === AND && buf[to - 2] === AND && !opensArea(buf, to - 2);
}

/** Bytes that may stand between frames without meaning anything: CR, LF, NUL, space. */
export function isBlank(c: number): boolean {
  return c === CR || c === LF || c === 0 || c === 0x20;
}

/** A frame whose DATA is known to end at `to`, with everything unusual about it told. */
export function wholePiece(buf: Uint8Array, begun: Begun, to: number, tail: Tail): Piece {
  const { pos, from, declared } = begun;
  const length = to - from;
  const digits = tail.crcEnd - to;
  const problems: Problem[] = [];
  if (from - pos !== 6) problems.push(problem('lengthDigits'));
  if (declared !== length) problems.push(lengthProblem(declared, length));
  if (length > MAX_DATA) problems.push(problem('lengthOverLimit'));
  const { value } = tail;
  if (digits === 0) problems.push(problem('crcMissing'));
  else if (value === null)
    problems.push(problem('crcMalformed', { read: visible(latin1(buf, to, tail.crcEnd)) }));
  else {
    if (digits < 4) problems.push(problem('crcDigits'));
    for (let i = to; i < tail.crcEnd; i++)
      if (buf[i]! >= 0x61) {
        problems.push(problem('crcCase'));
        break;
      }
  }
  if (tail.suffix) problems.push(problem('suffix'));
  if (!tail.lineEnd) problems.push(problem('lineEnd'));
  const expected = crc16(buf, from, to);
  if (value !== null && value !== expected) problems.push(crcProblem(buf, from, to, value, expected));
  return new Piece(
    'frame',
    buf,
    begun.offset,
    pos,
    tail.after,
    from,
    to,
    declared === length,
    value === expected,
    value,
    problems,
  );
}

/** A frame without an end: cut off, or its end cannot be told. Blanks at its end do not count to DATA. */
export function brokenPiece(buf: Uint8Array, begun: Begun, end: number): Piece {
  const from = Math.min(begun.from, end);
  let to = end;
  while (to > from && isBlank(buf[to - 1]!)) to--;
  const lengthOk = begun.declared > 0 && begun.declared === to - from;
  // LEN tells that DATA is whole; then it is only the CRC that never came.
  const found = lengthOk ? [problem('crcMissing'), problem('lineEnd')] : [problem('truncated')];
  return new Piece('frame', buf, begun.offset, begun.pos, end, from, to, lengthOk, false, null, found);
}

/** LEN is not the number of bytes in DATA. */
export function lengthProblem(declared: number, actual: number): Problem {
  return declared === actual + 6 ? problem('lengthCountsHead') : problem('lengthWrong', { declared, actual });
}

/** A CRC that does not hold, with what it looks like instead. */
export function crcProblem(
  buf: Uint8Array,
  from: number,
  to: number,
  read: number,
  expected = crc16(buf, from, to),
): Problem {
  const modbus = modbusCrc(buf, from, to);
  if (read === modbus || read === ((modbus & 0xff) << 8) + (modbus >>> 8)) return problem('crcModbus');
  if (!isPossibleCrc(read)) return problem('crcImpossible', { read: crcHex(read) });
  return problem('crcMismatch', { read: crcHex(read), expected: crcHex(expected) });
}

const visible = (text: string): string => text.replace(/[^\x20-\x7e]/g, '?');
