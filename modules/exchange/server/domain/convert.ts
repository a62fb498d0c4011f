import { beijingIso, type ErrorDefinition, type ErrorParams } from '@tarim/kernel';
import type { DateFormat, FieldMapping } from '../../contract.ts';
import { rowErrors as E } from '../errors.ts';
import words from './words.json' with { type: 'json' };

export type Converted =
  | { readonly value: string | number | boolean | object | null }
  | { readonly wrong: ErrorDefinition; readonly params: ErrorParams };

const MOST_TEXT = 20_000;
const quoted = (text: string) => ({ value: text.slice(0, 60) });
/** A database keeps no NUL, and nobody can read the others. */
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
const TRUE = new Set(words.yes);
const FALSE = new Set(words.no);

/** What a cell says as the type that the mapping gives it; an empty one is null (pure). */
export function convert(raw: unknown, mapping: FieldMapping): Converted {
  let cell = raw;
  if (cell === undefined || cell === null || (typeof cell === 'string' && cell.trim() === ''))
    cell = mapping.constant ?? null;
  if (cell === null) return { value: null };
  if (mapping.lookup) {
    const text = textOf(cell).trim();
    const found = mapping.lookup.codes.find((one) => one.from === text);
    if (found) cell = found.to;
    else if (mapping.lookup.otherwise === 'empty') return { value: null };
    else if (mapping.lookup.otherwise === 'reject') return { wrong: E.notListed, params: quoted(text) };
    if (cell === '') return { value: null };
  }
  switch (mapping.type) {
    case 'text': {
      const text = textOf(cell).replace(CONTROL, '').trim();
      return text.length > MOST_TEXT
        ? { wrong: E.tooLong, params: { limit: MOST_TEXT } }
        : { value: text === '' ? null : text };
    }
    case 'number':
    case 'integer':
      return figure(cell, mapping);
    case 'boolean': {
      if (typeof cell === 'boolean') return { value: cell };
      const word = textOf(cell).trim().toLowerCase();
      if (TRUE.has(word)) return { value: true };
      if (FALSE.has(word)) return { value: false };
      return { wrong: E.notBoolean, params: quoted(word) };
    }
    case 'date':
    case 'instant':
      return moment(cell, mapping.dateFormat ?? 'iso', mapping.type);
    case 'json':
      return json(cell);
  }
}

const textOf = (cell: unknown): string => (typeof cell === 'object' ? JSON.stringify(cell) : String(cell));

function json(cell: unknown): Converted {
  if (typeof cell !== 'string') return { value: cell as object };
  try {
    return { value: JSON.parse(cell) as object };
  } catch {
    return { wrong: E.notJson, params: {} };
  }
}

/** Wide digits and signs (NFKC), thousands parted by comma, space or stop as the decimal sign says. */
function figure(cell: unknown, { type, decimal = '.' }: FieldMapping): Converted {
  const written = textOf(cell).normalize('NFKC').trim();
  let text = written.replace(/[\s\u00a0]/g, '');
  const parted = decimal === ',' ? /^[-+]?\d{1,3}(\.\d{3})+(,\d+)?$/ : /^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$/;
  if (parted.test(text)) text = text.replaceAll(decimal === ',' ? '.' : ',', '');
  if (decimal === ',') {
    if (typeof cell === 'string' && text.includes('.') && !parted.test(written.replace(/[\s\u00a0]/g, '')))
      return { wrong: E.notNumber, params: quoted(written) };
    text = text.replace(',', '.');
  }
  if (!/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d{1,3})?$/i.test(text) || !Number.isFinite(Number(text)))
    return { wrong: E.notNumber, params: quoted(written) };
  const value = Number(text);
  if (type === 'integer' && !Number.isSafeInteger(value))
    return { wrong: E.notInteger, params: quoted(written) };
  return { value };
}

const DAY_MS = 86_400_000;
const BEIJING_MS = 8 * 3_600_000;
/** Day 0 of spreadsheets; their day 60 (29 February 1900) never was, so that figures before it are not taken. */
const EXCEL_ZERO = Date.UTC(1899, 11, 30);
const CLOCK = /^(?:[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?\s*(Z|[-+]\d{2}:?\d{2})?)?$/i;

function moment(cell: unknown, format: DateFormat, type: 'date' | 'instant'): Converted {
  const written = textOf(cell).normalize('NFKC').trim();
  const wrong: Converted = {
    wrong: type === 'date' ? E.notDate : E.notInstant,
    params: quoted(written),
  };
  let at: number | null = null;
  if (format === 'unix-s' || format === 'unix-ms' || format === 'excel') {
    if (!/^-?\d+(\.\d+)?$/.test(written)) return wrong;
    const number = Number(written);
    if (format === 'unix-s') at = number * 1_000;
    else if (format === 'unix-ms') at = number;
    // Spreadsheets know no zone: what they show is Beijing time.
    else if (number > 60) at = EXCEL_ZERO + Math.round(number * 86_400) * 1_000 - BEIJING_MS;
  } else at = written8601(written, format);
  if (at === null || !Number.isFinite(at) || at < Date.UTC(1000, 0) || at >= Date.UTC(3000, 0)) return wrong;
  const iso = beijingIso(at);
  return { value: type === 'date' ? iso.slice(0, 10) : iso };
}

function written8601(text: string, format: 'iso' | 'ymd' | 'dmy' | 'mdy'): number | null {
  const compact = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?$/.exec(text);
  if (compact && (format === 'iso' || format === 'ymd')) {
    const [, y, m, d, h = '0', min = '0', s = '0'] = compact;
    return instant([y!, m!, d!], [h, min, s], undefined);
  }
  const parts = /^(\d{1,4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,4})日?/.exec(text);
  if (!parts) return null;
  const [whole, a, b, c] = parts as unknown as [string, string, string, string];
  const clock = CLOCK.exec(text.slice(whole.length).trimEnd());
  if (!clock) return null;
  const day: [string, string, string] =
    format === 'dmy' ? [c, b, a] : format === 'mdy' ? [c, a, b] : [a, b, c];
  const [, h = '0', min = '0', s = '0', zone] = clock;
  return instant(day, [h, min, s], zone);
}

/** The calendar has to give the day back: 31 April is none. */
function instant(
  [y, m, d]: readonly [string, string, string],
  [h, min, s]: readonly [string, string, string],
  zone: string | undefined,
): number | null {
  if (y.length !== 4) return null;
  const day = Date.UTC(Number(y), Number(m) - 1, Number(d));
  const back = new Date(day);
  if (back.getUTCMonth() !== Number(m) - 1 || back.getUTCDate() !== Number(d)) return null;
  if (Number(h) > 24 || Number(min) > 59 || Number(s) > 59) return null;
  if (Number(h) === 24 && (Number(min) > 0 || Number(s) > 0)) return null;
  const local = day + ((Number(h) * 60 + Number(min)) * 60 + Number(s)) * 1_000;
  if (!zone) return local - BEIJING_MS;
  if (zone.toUpperCase() === 'Z') return local;
  const [, sign, zh, zm] = /^([-+])(\d{2}):?(\d{2})$/.exec(zone)!;
  const offset = (Number(zh) * 60 + Number(zm)) * 60_000;
  return offset > DAY_MS ? null : local - (sign === '-' ? -offset : offset);
}
