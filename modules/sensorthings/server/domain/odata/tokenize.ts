import { TarimError } from '@tarim/kernel';
import { sensorthingsErrors } from '../../errors.ts';
import type { LiteralType } from './ast.ts';

export interface Token {
  readonly kind: 'literal' | 'word' | '(' | ')' | ',' | '-' | 'end';
  readonly text: string;
  readonly type?: LiteralType;
  readonly value?: string | number | boolean | null;
  readonly at: number;
}

/** Longest text of one option, in characters. */
export const MAX_LENGTH = 4_000;

const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)/y;
const DATE = /\d{4}-\d\d-\d\d(?![\dT:])/y;
const TIME = /\d\d:\d\d:\d\d(?:\.\d{1,9})?/y;
const DURATION = /duration'([^']*)'/y;
const GEO = /(?:geography|geometry)'([^']*)'/y;
const STRING = /'((?:[^']|'')*)'/y;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w])/y;
const WORD = /@?[A-Za-z_][\w.]*(?:\/@?[\w.\u0080-\uffff-]+)*/y;
const SPACE = /\s+/y;
/** Days, hours, minutes and seconds only: months and years have no length. */
const DURATION_TEXT = /^-?P(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?$/;

export const refuse = (at: number, reason: string): TarimError =>
  new TarimError(sensorthingsErrors.filter, { at, reason });

/** Cuts the text of an option into tokens. @throws TarimError SENSORTHINGS_FILTER_INVALID with the place */
export function tokenize(text: string): Token[] {
  if (text.length > MAX_LENGTH) throw refuse(MAX_LENGTH, `longer than ${MAX_LENGTH}`);
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp) => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  const literal = (type: LiteralType, found: RegExpExecArray, value: string | number | boolean | null) => {
    tokens.push({ kind: 'literal', type, value, text: found[0], at });
    at += found[0].length;
  };
  while (at < text.length) {
    const space = match(SPACE);
    if (space) {
      at += space[0].length;
      continue;
    }
    const char = text[at]!;
    if (char === '(' || char === ')' || char === ',' || char === '-') {
      tokens.push({ kind: char, text: char, at });
      at++;
      continue;
    }
    let found = match(INSTANT);
    if (found) {
      const ms = Date.parse(found[0]);
      if (Number.isNaN(ms)) throw refuse(at, 'no such instant');
      literal('instant', found, new Date(ms).toISOString());
      continue;
    }
    found = match(DATE);
    if (found) {
      const ms = Date.parse(`${found[0]}T00:00:00Z`);
      if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== found[0])
        throw refuse(at, 'no such date');
      literal('date', found, found[0]);
      continue;
    }
    found = match(TIME);
    if (found) {
      if (!/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d/.test(found[0])) throw refuse(at, 'no such time');
      literal('time', found, found[0]);
      continue;
    }
    found = match(DURATION);
    if (found) {
      if (!DURATION_TEXT.test(found[1]!) || /[PT]$/.test(found[1]!)) throw refuse(at, 'no duration');
      literal('duration', found, found[1]!);
      continue;
    }
    found = match(GEO);
    if (found) {
      literal('geo', found, found[1]!);
      continue;
    }
    found = match(STRING);
    if (found) {
      const value = found[1]!.replaceAll("''", "'");
      if (value.includes('\u0000') || !value.isWellFormed()) throw refuse(at, 'a character that no text has');
      literal('string', found, value);
      continue;
    }
    found = match(NUMBER);
    if (found) {
      const value = Number(found[0]);
      if (!Number.isFinite(value)) throw refuse(at, 'the number is too large');
      literal('number', found, value);
      continue;
    }
    found = match(WORD);
    if (!found) throw refuse(at, `unexpected ${JSON.stringify(char)}`);
    if (found[0] === 'true' || found[0] === 'false') literal('boolean', found, found[0] === 'true');
    else if (found[0] === 'null') literal('null', found, null);
    else {
      tokens.push({ kind: 'word', text: found[0], at });
      at += found[0].length;
    }
  }
  tokens.push({ kind: 'end', text: '', at });
  return tokens;
}
