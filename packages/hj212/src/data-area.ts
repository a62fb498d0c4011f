import { EITHER, intern, kindOf, NUMBER, setAttr, standardSpelling } from './attributes.ts';
import { COMMA, DASH, DOT, EQUALS, gbText, SEMICOLON, SLASH, SPACE, utf8 } from './bytes.ts';
import type { Collector } from './collector.ts';
import { readStamp } from './stamp.ts';
import type { AttrValue, Item } from './types.ts';

/** What a data area (数据区, CP) holds. */
export class DataArea {
  dataTime: number | null = null;
  fields: Record<string, string> = {};
  items: Item[] = [];
  logText: string | null = null;
}

const POW10 = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];
const NUMERIC = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/;
/** A word as value: states such as St/N/Sr of working-condition marks (2025). */
const WORD = /^[A-Za-z\u0080-\u{10ffff}][A-Za-z_ \u0080-\u{10ffff}]*$/u;
const NOT_A_STATE = /^(?:nan|null|none|nil|inf|infinity|undefined|na|err|error)$/i;

/**
 * Reads the data area `buf[from, to)`: `;` between items, `,` between the attributes of one item, both taken alike because
 * devices mix them. `text` holds one character per byte from `base` on.
 */
export function readDataArea(
  buf: Uint8Array,
  from: number,
  to: number,
  text: string,
  base: number,
  area: DataArea,
  problems: Collector,
): void {
  let i = from;
  let item: Item | null = null;
  while (i < to) {
    while (i < to && (buf[i] === SPACE || buf[i] === 0x0d || buf[i] === 0x0a)) i++;
    const keyAt = i;
    let dash = -1;
    let c = 0;
    for (; i < to; i++) {
      c = buf[i]!;
      if (c === EQUALS || c === SEMICOLON || c === COMMA) break;
      if (c === DASH && dash < 0) dash = i;
    }
    if (i >= to || c !== EQUALS) {
      if (i > keyAt)
        problems.add('fieldMalformed', { name: plain(buf, keyAt, Math.min(i, keyAt + 40), problems) });
      i++;
      continue;
    }
    const keyEnd = i++;
    const valueAt = i;
    if (buf[i] === SLASH && buf[i + 1] === SLASH && i + 1 < to) {
      const close = text.indexOf('//', i + 2 - base);
      const logEnd = close < 0 || close + base > to - 2 ? to : close + base;
      area.logText = plain(buf, i + 2, logEnd, problems);
      i = Math.min(to, logEnd + 2);
      while (i < to && buf[i] !== SEMICOLON && buf[i] !== COMMA) i++;
      item = addAttr(area, item, buf, keyAt, dash, keyEnd, text, base, area.logText, problems);
      i++;
      continue;
    }
    if (dash <= keyAt || dash + 1 >= keyEnd) {
      while (i < to && buf[i] !== SEMICOLON && buf[i] !== COMMA) i++;
      addField(area, buf, keyAt, keyEnd, valueAt, i, text, base, problems);
      i++;
      continue;
    }
    // The value of an item: mostly a plain decimal, read while its end is looked for.
    let mantissa = 0;
    let digits = 0;
    let point = -1;
    const negative = buf[i] === DASH;
    if (negative) i++;
    for (; i < to; i++) {
      c = buf[i]!;
      const digit = c - 0x30;
      if (digit >>> 0 <= 9) {
        mantissa = mantissa * 10 + digit;
        digits++;
      } else if (c === DOT && point < 0) point = i;
      else break;
    }
    let value: AttrValue = mantissa;
    let numeric = digits > 0 && digits <= 15;
    if (numeric) {
      if (point >= 0) value = mantissa / POW10[i - point - 1]!;
      if (negative) value = -value;
    }
    if (i < to && c !== SEMICOLON && c !== COMMA) {
      numeric = false;
      while (i < to && buf[i] !== SEMICOLON && buf[i] !== COMMA) i++;
    }
    item = addValue(area, item, buf, keyAt, dash, keyEnd, valueAt, i, numeric, value, text, base, problems);
    i++;
  }
}

/** The number or text of a value, by the kind of its attribute. */
function addValue(
  area: DataArea,
  item: Item | null,
  buf: Uint8Array,
  keyAt: number,
  dash: number,
  keyEnd: number,
  valueAt: number,
  valueEnd: number,
  numeric: boolean,
  number: number,
  text: string,
  base: number,
  problems: Collector,
): Item {
  let attr = intern(buf, dash + 1, keyEnd, text, base);
  let kind = kindOf(attr);
  if (kind === EITHER) {
    const spelled = standardSpelling(attr);
    if (spelled !== null) {
      problems.add('attrName', { name: attr });
      attr = spelled;
      kind = kindOf(attr);
    }
  }
  let value: AttrValue = number;
  if (kind === NUMBER) {
    if (!numeric) value = oddNumber(buf, keyAt, keyEnd, valueAt, valueEnd, problems);
  } else if (kind === EITHER) {
    if (!numeric || (valueEnd - valueAt > 1 && buf[valueAt] === 0x30 && buf[valueAt + 1] !== DOT))
      value = plain(buf, valueAt, valueEnd, problems);
  } else if (valueEnd - valueAt <= 2) value = intern(buf, valueAt, valueEnd, text, base);
  else value = plain(buf, valueAt, valueEnd, problems);
  return put(area, item, intern(buf, keyAt, dash, text, base), attr, value, problems);
}

function addAttr(
  area: DataArea,
  item: Item | null,
  buf: Uint8Array,
  keyAt: number,
  dash: number,
  keyEnd: number,
  text: string,
  base: number,
  value: string,
  problems: Collector,
): Item | null {
  if (dash > keyAt)
    return put(
      area,
      item,
      intern(buf, keyAt, dash, text, base),
      intern(buf, dash + 1, keyEnd, text, base),
      value,
      problems,
    );
  setField(area, text.slice(keyAt - base, keyEnd - base), value, problems);
  return item;
}

/** Attributes of one code that follow one another belong to one item, whatever separates them. */
function put(
  area: DataArea,
  item: Item | null,
  code: string,
  attr: string,
  value: AttrValue,
  problems: Collector,
): Item {
  let target = item;
  if (target === null || target.code !== code) {
    target = { code, attrs: {} };
    area.items.push(target);
  }
  if (setAttr(target.attrs, attr, value)) return target;
  problems.add('itemRepeated', { name: `${code}-${attr}` });
  const next: Item = { code, attrs: {} };
  setAttr(next.attrs, attr, value);
  area.items.push(next);
  return next;
}

/** A value that is no plain decimal of at most 15 digits. */
function oddNumber(
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

function addField(
  area: DataArea,
  buf: Uint8Array,
  keyAt: number,
  keyEnd: number,
  from: number,
  to: number,
  text: string,
  base: number,
  problems: Collector,
): void {
  const key = text.slice(keyAt - base, keyEnd - base);
  if (key === 'DataTime' && area.dataTime === null) {
    const ms = readStamp(buf, from, to);
    if (to - from !== 14) problems.add('dataTimeForm');
    if (!Number.isNaN(ms)) {
      area.dataTime = ms;
      return;
    }
    problems.add(
      'dataTimeMalformed',
      { value: text.slice(from - base, Math.min(to, from + 40) - base) },
      'DataTime',
    );
  }
  setField(area, key, plain(buf, from, to, problems), problems);
}

function setField(area: DataArea, key: string, value: string, problems: Collector): void {
  const { fields } = area;
  if (Object.hasOwn(fields, key)) {
    problems.add('fieldRepeated', { name: key });
    fields[key] += `,${value}`;
  } else if (key === '__proto__')
    Object.defineProperty(fields, key, { value, enumerable: true, configurable: true, writable: true });
  else fields[key] = value;
}

/** Text of a byte range: ASCII as it is, else UTF-8 (2017 §6), else GB 18030 with a problem. */
function plain(buf: Uint8Array, from: number, to: number, problems: Collector): string {
  for (let i = from; i < to; i++) {
    if (buf[i]! < 0x80) continue;
    const part = buf.subarray(from, to);
    const decoded = utf8(part);
    if (decoded !== null) return decoded;
    problems.add('textEncoding');
    return gbText(part);
  }
  return Buffer.from(buf.buffer, buf.byteOffset + from, to - from).toString('latin1');
}
