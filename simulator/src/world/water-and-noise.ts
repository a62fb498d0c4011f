import { DAY_MS, HOUR_MS, MINUTE_MS } from '@tarim/kernel';
import type { SimDevice } from '../expand.ts';
import { chance, drift, hash32, normal } from '../noise.ts';
import type { Measured } from './measure.ts';
import { bump, dayIndex, localHour, winter } from './time.ts';

/** River or lake station: °C, pH, mg/L, µS/cm, NTU. */
export function surfaceWaterAt(device: SimDevice, atMs: number): Measured {
  const { seed } = device;
  const slow = (k: number) => drift(seed ^ k, atMs, 2 * DAY_MS);
  const temperature = Math.max(0.3, 9 - 9 * winter(atMs) + 1.5 * bump(localHour(atMs), 16, 5));
  const burden = 0.5 + chance(seed, 60);
  const values = {
    w01010: temperature,
    w01001: 7.9 + 0.2 * slow(1),
    w01009: Math.max(3, 14.2 - 0.32 * temperature - 1.2 * burden + 0.4 * slow(2)),
    w01014: 320 + 380 * burden + 40 * slow(3),
    w01003: Math.max(1, 14 * burden * (1 + 0.5 * slow(4))),
    w01019: Math.max(0.8, 2.4 * burden * (1 + 0.25 * slow(5))),
    w21003: Math.max(0.02, 0.18 * burden * (1 + 0.5 * slow(6))),
    w21011: Math.max(0.01, 0.05 * burden * (1 + 0.4 * slow(7))),
    w21001: Math.max(0.3, 1.5 * burden * (1 + 0.25 * slow(8))),
  };
  // The wet-chemical analysers are looked after once a week.
  const hour = localHour(atMs);
  const care = (dayIndex(atMs) + device.index) % 7 === 0 && hour >= 11 && hour < 11.75;
  return { values, flags: care ? { w01019: 'M', w21003: 'M', w21011: 'M', w21001: 'M' } : {} };
}

/** Groundwater well: °C, pH, µS/cm. */
export function groundwaterAt(device: SimDevice, atMs: number): Measured {
  const { seed } = device;
  const values = {
    w01010: 11 + 2 * chance(seed, 70) + 0.3 * drift(seed, atMs, 20 * DAY_MS),
    w01001: 7.6 + 0.1 * drift(seed ^ 1, atMs, 10 * DAY_MS),
    w01014: 600 + 900 * chance(seed, 71) + 30 * drift(seed ^ 2, atMs, 15 * DAY_MS),
  };
  return { values, flags: {} };
}

/** Sound levels, dB. */
export function noiseAt(device: SimDevice, atMs: number): Measured {
  const { seed } = device;
  const hour = localHour(atMs);
  const life = 0.5 * bump(hour, 9, 3) + 0.4 * bump(hour, 14, 4) + 0.6 * bump(hour, 19, 3);
  const base = 42 + 6 * chance(seed, 80) + 11 * life + 1.2 * drift(seed, atMs, HOUR_MS);
  const leq = base + 1.2 * normal(hash32(seed, 81), Math.floor(atMs / MINUTE_MS));
  return {
    values: { Leq: leq, L10: leq + 2.6, L50: leq - 1.4, L90: leq - 5.1, LMx: leq + 9.5, LMn: leq - 8.2 },
    flags: {},
  };
}
