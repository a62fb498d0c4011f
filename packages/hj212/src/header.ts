import { AND, COMMA, EQUALS, latin1, SEMICOLON, SPACE } from './bytes.ts';
import { Collector } from './collector.ts';
import { asPiece } from './one-frame.ts';
import { isMoment } from './stamp.ts';
import { isHead } from './tail.ts';
import type { FrameHeader, RawFrame } from './types.ts';

/** The head while it is read. `cp`: position of the data area's first byte after `&&`; -1 when there is none. */
export class Head implements FrameHeader {
  qn: string | null = null;
  st: string | null = null;
  cn: string | null = null;
  pw: string | null = null;
  mn: string | null = null;
  flag: number | null = null;
  pnum: number | null = null;
  pno: number | null = null;
  rf: number | null = null;
  cp = -1;
  /** MN is 24 hexadecimal digits, as since 2017. */
  mnHex = false;
  /** QN is a time of 17 digits, CN is four digits: found while their bytes are at hand. */
  qnForm = false;
  cnForm = false;
}

const WHOLE = /^\d{1,9}$/;

function number(text: string): number | null {
  if (text.length === 1) {
    const digit = text.charCodeAt(0) - 0x30;
    return digit >>> 0 <= 9 ? digit : null;
  }
  return WHOLE.test(text) ? Number(text) : null;
}

/** How much of the head is turned into text at once: the fields of 2017 take 95 bytes. */
const TEXT_WINDOW = 128;

/**
 * Reads `NAME=value;…CP=&&`. Field names are compared first as the standard spells them, then without regard to case; a comma
 * between fields is forgiven. All of it is told.
 */
export function readHead(buf: Uint8Array, from: number, to: number, problems: Collector): Head {
  const head = new Head();
  const textEnd = Math.min(to, from + TEXT_WINDOW);
  const text = latin1(buf, from, textEnd);
  let i = from;
  while (i < to) {
    const keyAt = i;
    let c = 0;
    for (; i < to; i++) {
      c = buf[i]!;
      if (c === EQUALS || c === SEMICOLON || c === COMMA) break;
    }
    if (i >= to || c !== EQUALS) {
      if (i > keyAt) problems.add('fieldMalformed', { name: latin1(buf, keyAt, Math.min(i, keyAt + 40)) });
      else if (i < to) problems.add('separatorStray');
      i++;
      continue;
    }
    const key = keyOf(buf, keyAt, i, problems);
    i++;
    if (key === 'CP') {
      if (buf[i] === AND && buf[i + 1] === AND && i + 2 <= to) head.cp = i + 2;
      else {
        problems.add('cpUnopened');
        head.cp = i;
      }
      return head;
    }
    const valueAt = i;
    for (; i < to; i++) {
      c = buf[i]!;
      if (c === SEMICOLON || c === COMMA) break;
    }
    if (i < to && c === COMMA) problems.add('headSeparator');
    const value = cut(buf, valueAt, i, text, from, textEnd);
    switch (key) {
      case 'QN':
        if (head.qn !== null) problems.add('headRepeated', { name: key });
        else {
          head.qn = value;
          head.qnForm = i - valueAt === 17 && isMoment(buf, valueAt);
        }
        break;
      case 'CN':
        if (head.cn !== null) problems.add('headRepeated', { name: key });
        else {
          head.cn = value;
          head.cnForm = i - valueAt === 4 && areDigits(buf, valueAt, i);
        }
        break;
      case 'MN':
        if (head.mn !== null) problems.add('headRepeated', { name: key });
        else {
          head.mn = value;
          head.mnHex = isHex24(buf, valueAt, i);
        }
        break;
      case 'ST':
        if (head.st !== null) problems.add('headRepeated', { name: key });
        else head.st = value;
        break;
      case 'PW':
        if (head.pw !== null) problems.add('headRepeated', { name: key });
        else head.pw = value;
        break;
      default:
        setNumber(head, key, value, problems);
    }
    i++;
  }
  return head;
}

/** The value in `buf[from, to)` without blanks around it. */
function cut(buf: Uint8Array, from: number, to: number, text: string, base: number, textEnd: number): string {
  const value = to <= textEnd ? text.slice(from - base, to - base) : latin1(buf, from, to);
  return to > from && (buf[from] === SPACE || buf[to - 1] === SPACE) ? value.trim() : value;
}

function areDigits(buf: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if ((buf[i]! - 0x30) >>> 0 > 9) return false;
  return true;
}

function isHex24(buf: Uint8Array, from: number, to: number): boolean {
  if (to - from !== 24) return false;
  for (let i = from; i < to; i++) {
    const c = buf[i]!;
    if ((c - 0x30) >>> 0 > 9 && ((c | 0x20) - 0x61) >>> 0 > 5) return false;
  }
  return true;
}

function keyOf(buf: Uint8Array, from: number, to: number, problems: Collector): string {
  const a = buf[from]!;
  const b = buf[from + 1]!;
  if (to - from === 2) {
    // The names of two letters, told apart by their bytes.
    if (b === 0x4e) {
      if (a === 0x51) return 'QN';
      if (a === 0x43) return 'CN';
      if (a === 0x4d) return 'MN';
    }
    if (a === 0x53 && b === 0x54) return 'ST';
    if (a === 0x50 && b === 0x57) return 'PW';
    if (a === 0x43 && b === 0x50) return 'CP';
    if (a === 0x52 && b === 0x46) return 'RF';
  } else if (to - from === 4 && a === 0x46 && b === 0x6c && buf[from + 2] === 0x61 && buf[from + 3] === 0x67)
    return 'Flag';
  const name = latin1(buf, from, Math.min(to, from + 40));
  if (name === 'PNUM' || name === 'PNO') return name;
  const upper = name.trim().toUpperCase();
  const known = upper === 'FLAG' ? 'Flag' : upper;
  if (KNOWN.has(known)) {
    problems.add('headName', { name });
    return known;
  }
  problems.add('headUnknown', { name });
  return '';
}

const KNOWN = new Set(['QN', 'ST', 'CN', 'PW', 'MN', 'Flag', 'PNUM', 'PNO', 'RF', 'CP']);

function setNumber(head: Head, key: string, value: string, problems: Collector): void {
  switch (key) {
    case 'Flag': {
      if (head.flag !== null) problems.add('headRepeated', { name: key });
      else {
        const flag = number(value);
        if (flag === null || flag > 255) problems.add('flagMalformed', { value: value.slice(0, 40) });
        else head.flag = flag;
      }
      return;
    }
    case 'PNUM':
    case 'PNO': {
      const known = key === 'PNUM' ? head.pnum : head.pno;
      const count = number(value);
      if (known !== null) problems.add('headRepeated', { name: key });
      else if (count === null || count < 1) problems.add('packetMalformed');
      else if (key === 'PNUM') head.pnum = count;
      else head.pno = count;
      if (key === 'PNUM' && known === null && head.pno !== null) problems.add('headOrder');
      return;
    }
    case 'RF':
      if (head.rf !== null) problems.add('headRepeated', { name: key });
      else if (value === '1') head.rf = 1;
      else {
        problems.add('rfMalformed', { value: value.slice(0, 40) });
        head.rf = number(value);
      }
      return;
    default:
  }
}

/**
 * Reads only the head of a frame, or of a DATA text without `##` and LEN: cheap enough for every frame at the gateway. The head that
 * `decodeFrame` reads, of the same bytes. Never throws; absent fields are null. Replies of 2005 carry their QN inside CP: it is found there.
 */
export function peekHeader(raw: Uint8Array | RawFrame): FrameHeader {
  const framed = !(raw instanceof Uint8Array) || isHead(raw, 0);
  const piece = framed ? asPiece(raw) : null;
  const bytes = piece === null ? (raw as Uint8Array) : piece.source;
  const from = piece === null ? 0 : piece.from;
  const to = piece === null ? bytes.length : piece.to;
  const head = readHead(bytes, from, to, new Collector());
  if (head.qn === null && head.cp >= 0 && head.st === '91') {
    head.qn = /(?:^|[;,&])QN=(\d{1,20})/.exec(latin1(bytes, head.cp, to))?.[1] ?? null;
  }
  return {
    qn: head.qn,
    st: head.st,
    cn: head.cn,
    pw: head.pw,
    mn: head.mn,
    flag: head.flag,
    pnum: head.pnum,
    pno: head.pno,
    rf: head.rf,
  };
}

/** Flag bit 0 (A, 应答标志): the sender wants an answer. No Flag: none is wanted. */
export function wantsAnswer(flag: number | null): boolean {
  return flag !== null && (flag & 1) === 1;
}

/** Flag bit 1 (D): the frame is one packet of several. */
export function isSplit(flag: number | null): boolean {
  return flag !== null && (flag & 2) === 2;
}
