import { HOUR_MS, MINUTE_MS } from '@tarim/kernel';
import { chance, drift, hash32, normal, seedOf } from '../noise.ts';
import type { SimDevice } from '../scenario.ts';
import type { Measured } from './measure.ts';
import { bump, dayIndex, localHour, winter } from './time.ts';

/** Dust reaches the south rim every ninth day or so and lasts some twenty hours; spring brings the strong ones. */
export function dustAt(device: Pick<SimDevice, 'place'>, atMs: number): number {
  if (device.place.zone !== 'south') return 0;
  const regional = seedOf('dust');
  let dust = 0;
  for (const day of [dayIndex(atMs) - 1, dayIndex(atMs)]) {
    if (day % 9 > 1) continue;
    const start =
      day * 24 * HOUR_MS -
      8 * HOUR_MS +
      chance(regional, day) * 16 * HOUR_MS +
      (device.place.lon - 80) * 0.4 * HOUR_MS;
    const hours = (atMs - start) / HOUR_MS;
    if (hours < 0 || hours > 20) continue;
    const spring = 1 - 0.55 * Math.abs(winter(atMs));
    dust = Math.max(dust, spring * (500 + 1_100 * chance(regional ^ 7, day)) * bump(hours + 2, 6, 6));
  }
  return dust;
}

/** Ambient air station: µg/m³, CO mg/m³; °C, %, hPa, m/s, degrees. */
export function airAt(device: SimDevice, atMs: number): Measured {
  const { seed, place } = device;
  const hour = localHour(atMs);
  const cold = winter(atMs);
  const city = seedOf(place.unitPath.split('/').slice(0, 3).join('/'));
  // Neighbours share their weather: regional noise first, the station's own on top.
  const weather = 0.7 * drift(city, atMs, 30 * HOUR_MS) + 0.3 * drift(seed, atMs, 9 * HOUR_MS);
  const traffic = 0.6 * bump(hour, 8, 2) + 0.8 * bump(hour, 19, 2.5);
  const inversion =
    place.zone === 'basin'
      ? Math.max(0, cold) * (1.3 + 1.1 * Math.max(0, weather))
      : Math.max(0, cold) * 0.45;
  const wobble = (k: number) => 1 + 0.06 * normal(hash32(seed, k), Math.floor(atMs / (5 * MINUTE_MS)));
  const dust = dustAt(device, atMs) * wobble(1);
  const pm25 = Math.max(3, (20 + 34 * inversion + 12 * traffic + 12 * weather) * wobble(2) + dust * 0.22);
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
  const values = {
    a34004: pm25,
    a34002: pm10,
    a21026: Math.max(2, (6 + 9 * inversion + 2 * weather) * wobble(5)),
    a21004: Math.max(3, (16 + 20 * inversion + 18 * traffic + 4 * weather) * wobble(6)),
    a21005: Math.max(0.1, (0.45 + 0.75 * inversion + 0.3 * traffic) * wobble(7)),
    a05024: o3,
    a01001: 10 - 19 * cold + 7 * bump(hour, 15, 5) + 3 * weather,
    a01002: Math.min(98, Math.max(8, 48 + 18 * cold - 15 * sun + 8 * weather)),
    a01006: 905 + 8 * cold - 4 * weather,
    a01007: Math.max(0.2, 2 + 1.4 * weather + (dust > 50 ? 6 : 0)),
    a01008: (200 + 90 * drift(city ^ 3, atMs, 12 * HOUR_MS) + 360) % 360,
  };
  return { values, flags: calibration(device, atMs, ['a21026', 'a21004', 'a21005', 'a05024']) };
}

/** Analysers are checked once a night for a quarter of an hour: the platform sees the mark C. */
function calibration(device: SimDevice, atMs: number, codes: readonly string[]): Record<string, string> {
  const start = 2 + chance(device.seed, 40) * 2;
  const hour = localHour(atMs);
  if (dayIndex(atMs) % 2 !== device.index % 2 || hour < start || hour > start + 0.25) return {};
  return Object.fromEntries(codes.map((code) => [code, 'C']));
}
