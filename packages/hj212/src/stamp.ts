import { BEIJING_OFFSET_MS, DAY_MS } from '@tarim/kernel';

/** Digits of `yyyyMMddHHmmss[SSS]` are read as Beijing time, the only zone the standard knows. */

let lastDay = -1;
let lastDayMs = 0;

function dayStart(year: number, month: number, day: number): number {
  const key = (year * 16 + month) * 32 + day;
  if (key === lastDay) return lastDayMs;
  const ms = Date.UTC(year, month - 1, day) - BEIJING_OFFSET_MS;
  if (new Date(ms + BEIJING_OFFSET_MS).getUTCDate() !== day) return Number.NaN;
  lastDay = key;
  lastDayMs = ms;
  return ms;
}

/** Two digits as a number; -1 when they are not digits. */
function two(b: Uint8Array, at: number): number {
  const hi = b[at]! - 0x30;
  const lo = b[at + 1]! - 0x30;
  return hi >>> 0 > 9 || lo >>> 0 > 9 ? -1 : hi * 10 + lo;
}

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether `bytes[at, at + 17)` is a time `yyyyMMddHHmmssSSS`, as QN is. */
export function isMoment(bytes: Uint8Array, at: number): boolean {
  const century = two(bytes, at);
  const years = two(bytes, at + 2);
  const month = two(bytes, at + 4);
  const day = two(bytes, at + 6);
  const hour = two(bytes, at + 8);
  const minute = two(bytes, at + 10);
  const second = two(bytes, at + 12);
  if ((years | hour | minute | second | two(bytes, at + 14)) < 0 || (bytes[at + 16]! - 0x30) >>> 0 > 9)
    return false;
  if (century < 19 || month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59) return false;
  if (day < 1 || day > DAYS[month - 1]!) return false;
  return month !== 2 || day < 29 || (years % 4 === 0 && (years !== 0 || century % 4 === 0));
}

/** Whether a text is a QN (请求编码): a time of 17 digits. */
export function isQn(text: string): boolean {
  return text.length === 17 && isMoment(Buffer.from(text, 'latin1'), 0);
}

/**
 * Epoch ms of the stamp in `bytes[from, to)`; NaN when it is none. 14 digits are the rule; 17 (with milliseconds) and 12 (without
 * seconds) are met in the field. 24:00:00 is allowed as the end of the day.
 */
export function readStamp(bytes: Uint8Array, from: number, to: number): number {
  const length = to - from;
  if (length !== 14 && length !== 17 && length !== 12) return Number.NaN;
  const century = two(bytes, from);
  const years = two(bytes, from + 2);
  const month = two(bytes, from + 4);
  const day = two(bytes, from + 6);
  const hour = two(bytes, from + 8);
  const minute = two(bytes, from + 10);
  const second = length === 12 ? 0 : two(bytes, from + 12);
  if (century < 19 || years < 0 || month < 1 || month > 12 || day < 1 || day > 31) return Number.NaN;
  if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || second < 0 || second > 59) return Number.NaN;
  // Nothing comes after 24:00:00 on the same day.
  if (hour === 24 && (minute | second) !== 0) return Number.NaN;
  let ms = dayStart(century * 100 + years, month, day) + hour * 3_600_000 + minute * 60_000 + second * 1000;
  if (length === 17) {
    const tens = two(bytes, from + 14);
    const ones = bytes[from + 16]! - 0x30;
    if (tens < 0 || ones >>> 0 > 9 || (hour === 24 && tens + ones > 0)) return Number.NaN;
    ms += tens * 10 + ones;
  }
  return ms;
}

/** `yyyyMMddHHmmss` in text form → epoch ms, NaN when it is no stamp. */
export function parseStamp(text: string): number {
  return readStamp(Buffer.from(text, 'latin1'), 0, text.length);
}

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/** Epoch ms → `yyyyMMddHHmmss`, Beijing time. */
export function stamp(ms: number): string {
  const day = Math.floor((ms + BEIJING_OFFSET_MS) / DAY_MS) * DAY_MS;
  const date = new Date(day);
  const rest = Math.floor((ms + BEIJING_OFFSET_MS - day) / 1000);
  return (
    pad(date.getUTCFullYear(), 4) +
    pad(date.getUTCMonth() + 1, 2) +
    pad(date.getUTCDate(), 2) +
    pad(Math.floor(rest / 3600), 2) +
    pad(Math.floor(rest / 60) % 60, 2) +
    pad(rest % 60, 2)
  );
}

/** Epoch ms → QN, `yyyyMMddHHmmssSSS`. */
export function qnOf(ms: number): string {
  return stamp(ms) + pad(((Math.floor(ms) % 1000) + 1000) % 1000, 3);
}
