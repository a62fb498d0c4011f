import { BEIJING_OFFSET_MS, DAY_MS, HOUR_MS } from '@tarim/kernel';

/** Local solar time of Xinjiang runs about two hours behind Beijing time; life follows it. */
export function localHour(atMs: number): number {
  return (((atMs + BEIJING_OFFSET_MS - 2 * HOUR_MS) % DAY_MS) / HOUR_MS + 24) % 24;
}

export function dayIndex(atMs: number): number {
  return Math.floor((atMs + BEIJING_OFFSET_MS) / DAY_MS);
}

/** 1 in mid-January, −1 in mid-July. */
export function winter(atMs: number): number {
  const date = new Date(atMs);
  const day =
    (Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()) -
      Date.UTC(date.getUTCFullYear(), 0, 15)) /
    DAY_MS;
  return Math.cos((day / 365.25) * 2 * Math.PI);
}

/** Bell around an hour of the day. */
export function bump(hour: number, centre: number, width: number): number {
  const distance = Math.min(Math.abs(hour - centre), 24 - Math.abs(hour - centre));
  return Math.exp(-((distance / width) ** 2));
}
