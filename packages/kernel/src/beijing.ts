/**
 * Beijing time (UTC+8, no daylight saving since 1992): the zone of every official period of the field.
 * All functions take and give epoch milliseconds; a "period" is named by its start.
 */
export const BEIJING_OFFSET_MS = 8 * 3_600_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

export type Period = 'hour' | 'day' | 'month' | 'year';

/** Start of the Beijing period that contains `ms`. */
export function periodStart(period: Period, ms: number): number {
  if (period === 'hour') return Math.floor(ms / HOUR_MS) * HOUR_MS;
  if (period === 'day') return Math.floor((ms + BEIJING_OFFSET_MS) / DAY_MS) * DAY_MS - BEIJING_OFFSET_MS;
  const local = new Date(ms + BEIJING_OFFSET_MS);
  const month = period === 'month' ? local.getUTCMonth() : 0;
  return Date.UTC(local.getUTCFullYear(), month, 1) - BEIJING_OFFSET_MS;
}

/** End (exclusive) of the Beijing period that starts at `start`. */
export function periodEnd(period: Period, start: number): number {
  if (period === 'hour') return start + HOUR_MS;
  if (period === 'day') return start + DAY_MS;
  const local = new Date(start + BEIJING_OFFSET_MS);
  const year = local.getUTCFullYear() + (period === 'year' ? 1 : 0);
  const month = period === 'month' ? local.getUTCMonth() + 1 : 0;
  return Date.UTC(year, month, 1) - BEIJING_OFFSET_MS;
}

/** ISO 8601 with the Beijing offset: `2026-11-24T13:00:00+08:00`; milliseconds only when there are any. */
export function beijingIso(ms: number): string {
  const iso = new Date(ms + BEIJING_OFFSET_MS).toISOString();
  const fraction = iso.slice(19, 23);
  return `${iso.slice(0, 19)}${fraction === '.000' ? '' : fraction}+08:00`;
}

/** `2026-11-24` in Beijing. */
export function beijingDate(ms: number): string {
  return new Date(ms + BEIJING_OFFSET_MS).toISOString().slice(0, 10);
}
