import { CR, HASH, HEX, LF, STAR } from './bytes.ts';

/** How much is known of the bytes to come: more may come at once, the line has been silent, or nothing more comes. */
export type Mode = 'more' | 'flush' | 'end';

const isDigit = (c: number | undefined): boolean => c !== undefined && c >= 0x30 && c <= 0x39;

/** Whether a frame may begin here: `##` and two digits. False also when the bytes are not there yet. */
export function isHead(buf: Uint8Array, pos: number): boolean {
  return buf[pos] === HASH && buf[pos + 1] === HASH && isDigit(buf[pos + 2]) && isDigit(buf[pos + 3]);
}

/** What follows a CRC. OPEN: neither a line end, nor another frame, nor the end of the input. */
export type Stop = 'line' | 'suffix' | 'head' | 'end' | 'open';

/** What stands behind DATA: `CRC CR LF`, with the deviations met in the field. */
export interface Tail {
  /** Position behind the tail: where the frame ends. */
  readonly after: number;
  /** The CRC is `buf[at, crcEnd)`, none to four characters. */
  readonly crcEnd: number;
  /** Its value; null when there is none or it is not hexadecimal. */
  readonly value: number | null;
  readonly stop: Stop;
  /** The frame ends in CR LF. */
  readonly lineEnd: boolean;
  readonly suffix: boolean;
}

/** What begins at `at`; null when only further bytes can tell. */
function stopAt(buf: Uint8Array, at: number, end: number, mode: Mode): Stop | null {
  if (at >= end) return mode === 'more' ? null : 'end';
  const c = buf[at];
  if (c === CR || c === LF) return 'line';
  if (c !== STAR && c !== HASH) return 'open';
  if (at + 1 >= end) return mode === 'more' ? null : 'open';
  if (c === STAR) return buf[at + 1] === STAR ? 'suffix' : 'open';
  if (buf[at + 1] !== HASH) return 'open';
  if (at + 4 > end) return mode === 'more' ? null : 'open';
  return isHead(buf, at) ? 'head' : 'open';
}

/** Reads what stands behind DATA at `at`; null when only further bytes can tell. Whether to believe it is the caller's matter. */
export function readTail(buf: Uint8Array, at: number, end: number, mode: Mode): Tail | null {
  let hex = true;
  let value = 0;
  let crcEnd = at;
  let stop = stopAt(buf, crcEnd, end, mode);
  while (stop === 'open' && crcEnd < at + 4) {
    const digit = HEX[buf[crcEnd]!]!;
    hex &&= digit < 16;
    value = value * 16 + digit;
    crcEnd++;
    stop = stopAt(buf, crcEnd, end, mode);
  }
  if (stop === null) return null;
  let after = crcEnd;
  let line: Stop | null = stop;
  if (stop === 'suffix') {
    after += 2;
    line = stopAt(buf, after, end, mode);
    if (line === null) return null;
  }
  let lineEnd = false;
  if (line === 'line') {
    const cr = buf[after] === CR;
    after++;
    if (cr) {
      if (after >= end && mode === 'more') return null;
      lineEnd = after < end && buf[after] === LF;
      if (lineEnd) after++;
    }
  }
  return {
    after,
    crcEnd,
    value: hex && crcEnd > at ? value : null,
    stop,
    lineEnd,
    suffix: stop === 'suffix',
  };
}
