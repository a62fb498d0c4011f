import { BEIJING_OFFSET_MS, HOUR_MS, MINUTE_MS } from '@tarim/kernel';
import type { SimDevice } from '../expand.ts';
import { chance, drift, hash32, normal, seedOf } from '../noise.ts';
import { dustAt, inversionAt } from './events.ts';
import type { Measured } from './measure.ts';
import { bump, dayIndex, localHour, winter } from './time.ts';

/** What of a device its air depends on. */
export type AirPlace = Pick<SimDevice, 'seed' | 'place' | 'index' | 'events'> &
  Partial<Pick<SimDevice, 'roadside'>>;

/** Ambient air station: µg/m³, CO mg/m³; °C, %, hPa, m/s, degrees. */
export function airAt(device: AirPlace, atMs: number): Measured {
  const { seed, place } = device;
  const hour = localHour(atMs);
  const cold = winter(atMs);
  const city = seedOf(place.unitPath.split('/').slice(0, 3).join('/'));
  // Neighbours share their weather: regional noise first, the station's own on top.
  const weather = 0.7 * drift(city, atMs, 30 * HOUR_MS) + 0.3 * drift(seed, atMs, 9 * HOUR_MS);
  const traffic = 0.6 * bump(hour, 8, 2) + 0.8 * bump(hour, 19, 2.5);
  const exhaust = device.roadside ? roadExhaust(atMs, traffic) : 0;
  const inversion = inversionAt(device, atMs, weather);
  const wobble = (k: number) => 1 + 0.06 * normal(hash32(seed, k), Math.floor(atMs / (5 * MINUTE_MS)));
  const dust = dustAt(device, atMs) * wobble(1);
  const pm25 = Math.max(
    3,
    (20 + 34 * inversion + 12 * traffic + 12 * weather + 7 * exhaust) * wobble(2) + dust * 0.22,
  );
  const pm10 = Math.max(
    pm25 * 1.15,
    (48 + 40 * inversion + 22 * traffic + 18 * weather + (place.zone === 'south' ? 35 : 0)) * wobble(3) +
      dust,
  );
  const sun = bump(hour, 14.5, 4);
  const o3 = Math.max(
    6,
    (46 - 24 * cold + (78 - 40 * cold) * sun * (1 - 0.2 * weather) - 12 * traffic) * wobble(4),
  );
  const check = lastCheck(device, atMs);
  // Between two checks an analyser drifts by up to three percent of what it shows.
  const span = (k: number) => 1 + 0.03 * (chance(seed, 300 + k) * 2 - 1) * (check.hoursSince / 48);
  const values: Record<string, number> = {
    a34004: pm25,
    a34002: pm10,
    a21026: Math.max(2, (6 + 9 * inversion + 2 * weather) * wobble(5) * span(1)),
    a21004: Math.max(
      3,
      (16 + 20 * inversion + 18 * traffic + 4 * weather + 22 * exhaust) * wobble(6) * span(2),
    ),
    a21005: Math.max(0.1, (0.45 + 0.75 * inversion + 0.3 * traffic + 0.4 * exhaust) * wobble(7) * span(3)),
    a05024: Math.max(4, o3 - 14 * exhaust) * span(4),
    a01001: 10 - 19 * cold + 7 * bump(hour, 15, 5) + 3 * weather,
    a01002: Math.min(98, Math.max(8, 48 + 18 * cold - 15 * sun + 8 * weather)),
    a01006: 905 + 8 * cold - 4 * weather,
    a01007: Math.max(0.2, 2 + 1.4 * weather + (dust > 50 ? 6 : 0)),
    a01008: (200 + 90 * drift(city ^ 3, atMs, 12 * HOUR_MS) + 360) % 360,
  };
  if (device.roadside) values.a21003 = Math.max(1, (4 + 34 * exhaust + 8 * inversion) * wobble(8) * span(2));
  const flags: Record<string, string> = check.running
    ? { a21026: 'C', a21004: 'C', a21005: 'C', a05024: 'C' }
    : {};
  if (filterChange(device, atMs)) Object.assign(flags, { a34004: 'M', a34002: 'M' });
  return { values, flags };
}

/** What the road itself adds: all day, most in the rush hours, a third less at weekends. */
function roadExhaust(atMs: number, traffic: number): number {
  const weekday = new Date(atMs + BEIJING_OFFSET_MS).getUTCDay();
  return (0.3 + traffic) * (weekday === 0 || weekday === 6 ? 0.65 : 1);
}

/** Gas analysers are checked every second night for a quarter of an hour: the platform sees the mark C. */
function lastCheck(device: AirPlace, atMs: number): { running: boolean; hoursSince: number } {
  const start = 2 + chance(device.seed, 40) * 2;
  const hour = localHour(atMs);
  const days = (dayIndex(atMs) + device.index) % 2;
  const since = days * 24 + hour - start;
  return { running: since >= 0 && since < 0.25, hoursSince: since >= 0 ? since : since + 48 };
}

/** The particle monitors get a new filter tape every tenth day, in working hours. */
function filterChange(device: AirPlace, atMs: number): boolean {
  const hour = localHour(atMs);
  return (dayIndex(atMs) + device.index) % 10 === 0 && hour >= 10 && hour < 10.5;
}
