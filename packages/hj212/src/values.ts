import { COMMA, gbText, latin1, SEMICOLON, SLASH, SPACE, utf8 } from './bytes.ts';
import type { Collector } from './collector.ts';
import type { AttrValue } from './types.ts';

const NUMERIC = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/;
/** A number that is not changed by being read as one: no leading zeros, at most 15 digits. */
export const LOSSLESS = /^-?(?:0|[1-9]\d{0,14})$|^-?(?=[\d.]{3,16}$)(?:0|[1-9]\d*)\.\d+$/;
/** A word as value: states such as St/N/Sr of working-condition marks (2025). */
const WORD = /^[A-Za-z\u0080-\u{10ffff}][A-Za-z_ \u0080-\u{10ffff}]*$/u;
const NOT_A_STATE = /^(?:nan|null|none|nil|inf|infinity|undefined|na|err|error)$/i;

/** End of a value: the next separator, but not one inside a log text between `//` and `//`. */
export function valueEnd(buf: Uint8Array, from: number, to: number): number {
  let i = from;
  if (buf[i] === SLASH && buf[i + 1] === SLASH && i + 1 < to) {
    i += 2;
    while (i < to && (buf[i] !== SLASH || buf[i + 1] !== SLASH)) i++;
    i = Math.min(to, i + 2);
  }
  while (i < to && buf[i] !== SEMICOLON && buf[i] !== COMMA) i++;
  return i;
}

/** Text between `//` and `//`; null when the value is no log text. */
export function logText(buf: Uint8Array, from: number, to: number, problems: Collector): string | null {
  if (to - from < 2 || buf[from] !== SLASH || buf[from + 1] !== SLASH) return null;
  const closed = to - from >= 4 && buf[to - 1] === SLASH && buf[to - 2] === SLASH;
  return plain(buf, from + 2, closed ? to - 2 : to, problems);
}

/** The value of an attribute that ought to be a number. Not empty: that is the caller's matter. */
export function oddNumber(
  buf: Uint8Array,
  keyAt: number,
  keyEnd: number,
  from: number,
  to: number,
  problems: Collector,
): AttrValue {
  const value = plain(buf, from, to, problems).trim();
  if (value.length <= 40 && NUMERIC.test(value)) {
    const number = Number(value);
    if (Number.isFinite(number)) return number;
  }
  if (WORD.test(value) && !NOT_A_STATE.test(value)) return value;
  const name = plain(buf, keyAt, keyEnd, problems);
  problems.add('numberMalformed', { name, value: value.slice(0, 40) }, name);
  return value;
}

/** Whether nothing but blanks stands in a byte range. */
export function isEmpty(buf: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (buf[i]! > SPACE) return false;
  return true;
}

/** Text of a byte range: ASCII as it is, else UTF-8 (2017 §6), else GB 18030 with a problem. */
export function plain(buf: Uint8Array, from: number, to: number, problems: Collector): string {
  for (let i = from; i < to; i++) {
    if (buf[i]! < 0x80) continue;
    const part = buf.subarray(from, to);
    const decoded = utf8(part);
    if (decoded !== null) return decoded;
    problems.add('textEncoding');
    return gbText(part);
  }
  return latin1(buf, from, to);
}
