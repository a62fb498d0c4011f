import { DAY_MS, HOUR_MS, MINUTE_MS } from '@tarim/kernel';
import type { SimDevice } from '../expand.ts';
import { chance, drift, hash32, normal } from '../noise.ts';
import type { Measured } from './measure.ts';
import { dayIndex } from './time.ts';

/** Half-time of the rise after rain ends, by the decay of radon progeny (氡子体) washed down. */
const PROGENY_HALF_MS = 30 * MINUTE_MS;
/** Radon progeny that an hour of steady rain brings down, nGy/h for each mm/h; figures ours. */
const RISE_PER_MM = 11;
/** The first station has rain every third day, so that there is always some to see; elsewhere it is seldom. */
const RAINY_STATION = 0;
const RAIN_EVERY_DAYS = 3;
const RAIN_SHARE = 0.06;
/** A source is used near the second station once a week, in dry weather. */
const WORKED_STATION = 1;
const WORK_EVERY_DAYS = 7;
const WORK_RISE = 55;
/** The detector of the sixth station fails for a day and a half about twice a month. */
const FAILING_STATION = 5;
const FAIL_EVERY_DAYS = 16;
const FAIL_MS = 36 * HOUR_MS;
/** How far back rain still shows. */
const MEMORY_MS = 4 * HOUR_MS;

type Station = Pick<SimDevice, 'seed' | 'index'>;

/** Gamma station (γ 辐射自动站): dose rate in air, nGy/h, and how hard it rains, mm/h. */
export function gammaAt(device: Station, atMs: number): Measured {
  const { seed } = device;
  const background = 78 + 38 * chance(seed, 90);
  const dose =
    background +
    1.4 * drift(seed ^ 3, atMs, 8 * HOUR_MS) +
    1.1 * normal(hash32(seed, 91), Math.floor(atMs / MINUTE_MS)) +
    progenyAt(device, atMs) +
    (worksNear(device, atMs) ? WORK_RISE : 0);
  const failing = failsAt(device, atMs);
  return {
    values: { r01001: dose, r01002: rainAt(device, atMs) },
    flags: failing ? { r01001: 'D' } : {},
  };
}

/** mm/h */
function rainAt(device: Station, atMs: number): number {
  const shower = showerOf(device, dayIndex(atMs));
  return shower && atMs >= shower.from && atMs < shower.to ? shower.rate : 0;
}

interface Shower {
  readonly from: number;
  readonly to: number;
  readonly rate: number;
}

/** At most one shower a day, that begins and ends on it. */
function showerOf({ seed, index }: Station, day: number): Shower | null {
  const rains =
    index === RAINY_STATION ? day % RAIN_EVERY_DAYS === 0 : chance(hash32(seed, 92), day) < RAIN_SHARE;
  if (!rains || (index === WORKED_STATION && day % WORK_EVERY_DAYS === 0)) return null;
  const begins = day * DAY_MS - 8 * HOUR_MS + (3 + Math.floor(chance(hash32(seed, 93), day) * 14)) * HOUR_MS;
  const hours = 2 + Math.floor(chance(hash32(seed, 94), day) * 3);
  return { from: begins, to: begins + hours * HOUR_MS, rate: 1.2 + 2.5 * chance(hash32(seed, 95), day) };
}

/** What rain brought down: gathers towards an equilibrium while it rains, and decays afterwards. */
function progenyAt(device: Station, atMs: number): number {
  const left = (ms: number): number => 2 ** (-ms / PROGENY_HALF_MS);
  let rise = 0;
  for (const day of new Set([dayIndex(atMs - MEMORY_MS), dayIndex(atMs)])) {
    const shower = showerOf(device, day);
    if (!shower || atMs < shower.from) continue;
    const until = Math.min(atMs, shower.to);
    rise += shower.rate * RISE_PER_MM * (1 - left(until - shower.from)) * left(atMs - until);
  }
  return rise;
}

/** Three whole hours of an afternoon. */
function worksNear({ index }: Station, atMs: number): boolean {
  const day = dayIndex(atMs);
  if (index !== WORKED_STATION || day % WORK_EVERY_DAYS !== 0) return false;
  const from = day * DAY_MS - 8 * HOUR_MS + 14 * HOUR_MS;
  return atMs >= from && atMs < from + 3 * HOUR_MS;
}

function failsAt({ index }: Station, atMs: number): boolean {
  if (index !== FAILING_STATION) return false;
  const day = dayIndex(atMs);
  const from = (day - (day % FAIL_EVERY_DAYS)) * DAY_MS - 8 * HOUR_MS;
  return atMs - from < FAIL_MS;
}
