import { EITHER, kindOf, NUMBER, setAttr, standardSpelling } from './attributes.ts';
import { COMMA, DASH, DOT, EQUALS, SEMICOLON, SPACE } from './bytes.ts';
import { CODES, codeSlot, nextSerial, seenBefore } from './codes.ts';
import type { Collector } from './collector.ts';
import { addField, type DataArea } from './data-fields.ts';
import {
  buildAttrs,
  CHARACTERS,
  FLAG,
  MOST_NUMBERS,
  nameLength,
  numbers,
  OTHER,
  usualName,
} from './plain-item.ts';
import type { AttrValue, Item } from './types.ts';
import { isEmpty, LOSSLESS, logText, oddNumber, plain, valueEnd } from './values.ts';

const POW10 = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

/**
 * Reads the data area `buf[from, to)`: `;` between items, `,` between the attributes of one item, both taken alike because
 * devices mix them.
 */
export function readDataArea(
  buf: Uint8Array,
  from: number,
  to: number,
  area: DataArea,
  problems: Collector,
): void {
  let i = from;
  /** The item that general attributes go to; null while the current one is still plain. */
  let item: Item | null = null;
  /** The code of the current item: `buf[codeAt, codeAt + codeLength)`. */
  let code = '';
  let codeAt = from;
  let codeLength = 0;
  /** The plain item that is being gathered: names, number of numbers, set of names, mark. */
  let signature = 0;
  let count = 0;
  let seen = 0;
  let flag = '';
  const serial = nextSerial();

  while (i < to) {
    // Blanks and line breaks before a name are skipped; nothing below a blank begins one.
    if (buf[i]! <= SPACE) {
      problems.addOnce('blanks');
      while (i < to && buf[i]! <= SPACE) i++;
    }
    const keyAt = i;
    let dash = -1;
    let c = 0;
    /** The last eight bytes of the code: all of it, as factor codes go. */
    let low = 0;
    let high = 0;
    let same = false;
    if (
      codeLength > 0 &&
      keyAt + codeLength < to &&
      buf[keyAt + codeLength] === DASH &&
      sameBytes(buf, codeAt, keyAt, codeLength)
    ) {
      dash = keyAt + codeLength;
      same = true;
    } else {
      for (; i < to; i++) {
        c = buf[i]!;
        if (c === DASH || c === EQUALS || c === SEMICOLON || c === COMMA) break;
        high = (high << 8) | (low >>> 24);
        low = (low << 8) | c;
      }
      if (i < to && c === DASH) dash = i;
    }
    let name = OTHER;
    if (dash >= 0) {
      name = usualName(buf, dash + 1, to);
      i = dash + 1 + nameLength(name);
      if (name === OTHER) {
        for (; i < to; i++) {
          c = buf[i]!;
          if (c === EQUALS || c === SEMICOLON || c === COMMA) break;
        }
      } else c = EQUALS;
    }
    if (i >= to || c !== EQUALS) {
      if (i > keyAt)
        problems.add('fieldMalformed', { name: plain(buf, keyAt, Math.min(i, keyAt + 40), problems) });
      else if (i < to) problems.addOnce('separatorStray');
      i++;
      continue;
    }
    const keyEnd = i++;
    const valueAt = i;
    if (dash <= keyAt || dash + 1 >= keyEnd) {
      i = valueEnd(buf, i, to);
      addField(area, buf, keyAt, keyEnd, valueAt, i, problems);
      i++;
      continue;
    }
    if (!same) {
      if (seen !== 0) area.items.push({ code, attrs: buildAttrs(signature, count, flag) });
      signature = count = seen = 0;
      flag = '';
      item = null;
      codeAt = keyAt;
      codeLength = dash - keyAt;
      if (codeLength <= 8 && ((low | high) & 0x80808080) === 0) {
        const slot = codeSlot(buf, keyAt, dash, low, high);
        code = CODES[slot]!;
        if (seenBefore(slot, serial)) tellAgain(area.items, code, problems);
      } else {
        code = plain(buf, keyAt, dash, problems);
        tellAgain(area.items, code, problems);
      }
    }
    if (name === FLAG) {
      const next = i + 1 < to ? buf[i + 1] : SEMICOLON;
      const mark = i < to ? buf[i]! : SEMICOLON;
      if (
        (next === SEMICOLON || next === COMMA) &&
        (seen & (1 << FLAG)) === 0 &&
        item === null &&
        isMark(mark)
      ) {
        flag = CHARACTERS[mark]!;
        seen |= 1 << FLAG;
        i += 2;
        continue;
      }
    } else if (name !== OTHER) {
      // Mostly a plain decimal, read while its end is looked for.
      let mantissa = 0;
      let point = -1;
      const negative = buf[i] === DASH;
      if (negative) i++;
      const digitsAt = i;
      c = 0;
      for (; i < to; i++) {
        c = buf[i]!;
        const digit = c - 0x30;
        if (digit >>> 0 <= 9) mantissa = mantissa * 10 + digit;
        else if (c === DOT && point < 0) point = i;
        else break;
      }
      const digits = i - digitsAt - (point < 0 ? 0 : 1);
      const ended = i >= to || c === SEMICOLON || c === COMMA;
      if (ended && digits > 0 && digits <= 15) {
        let value = mantissa;
        if (point >= 0) value = mantissa / POW10[i - point - 1]!;
        if (negative) value = -value;
        if (item === null && count < MOST_NUMBERS && (seen & (1 << name)) === 0) {
          numbers[count++] = value;
          signature = (signature << 4) | name;
          seen |= 1 << name;
          i++;
          continue;
        }
      }
      i = valueAt;
    }
    // The general way: other names, values that are no plain numbers, repetitions.
    if (item === null) {
      item = { code, attrs: seen === 0 ? {} : buildAttrs(signature, count, flag) };
      area.items.push(item);
      signature = count = seen = 0;
      flag = '';
    }
    i = valueEnd(buf, valueAt, to);
    item = addValue(area, item, buf, keyAt, dash, keyEnd, valueAt, i, problems);
    i++;
  }
  if (seen !== 0) area.items.push({ code, attrs: buildAttrs(signature, count, flag) });
  if (to > from && (buf[to - 1] === SEMICOLON || buf[to - 1] === COMMA)) problems.addOnce('separatorStray');
}

/** Tells a code that has an item already, further up. */
function tellAgain(items: readonly Item[], code: string, problems: Collector): void {
  if (items.some((item) => item.code === code)) problems.add('codeRepeated', { name: code }, code);
}

/** A mark that needs no decoding: one character that is no separator. */
function isMark(c: number): boolean {
  return c > SPACE && c < 0x80 && c !== SEMICOLON && c !== COMMA;
}

function sameBytes(buf: Uint8Array, a: number, b: number, length: number): boolean {
  for (let i = 0; i < length; i++) if (buf[a + i] !== buf[b + i]) return false;
  return true;
}

/** One attribute the general way. Attributes of one code that follow one another belong to one item, whatever separates them. */
function addValue(
  area: DataArea,
  item: Item,
  buf: Uint8Array,
  keyAt: number,
  dash: number,
  keyEnd: number,
  from: number,
  to: number,
  problems: Collector,
): Item {
  let attr = plain(buf, dash + 1, keyEnd, problems);
  let kind = kindOf(attr);
  if (kind === EITHER) {
    const spelled = standardSpelling(attr);
    if (spelled !== null) {
      problems.add('attrName', { name: attr });
      attr = spelled;
      kind = kindOf(attr);
    }
  }
  const log = logText(buf, from, to, problems);
  let value: AttrValue;
  if (log !== null) {
    area.logText = log;
    value = log;
  } else if (isEmpty(buf, from, to)) {
    const name = `${item.code}-${attr}`;
    problems.add('valueEmpty', { name }, name);
    value = null;
  } else if (kind === NUMBER) value = oddNumber(buf, keyAt, keyEnd, from, to, problems);
  else {
    value = plain(buf, from, to, problems);
    if (kind === EITHER && LOSSLESS.test(value)) value = Number(value);
  }
  if (setAttr(item.attrs, attr, value)) return item;
  problems.add('itemRepeated', { name: `${item.code}-${attr}` });
  const next: Item = { code: item.code, attrs: {} };
  setAttr(next.attrs, attr, value);
  area.items.push(next);
  return next;
}
