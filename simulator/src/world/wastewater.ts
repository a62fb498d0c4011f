import { HOUR_MS, MINUTE_MS } from '@tarim/kernel';
import type { SimDevice } from '../expand.ts';
import { chance, drift, hash32, normal } from '../noise.ts';
import { stoppedByEvent } from './events.ts';
import type { Measured } from './measure.ts';
import { bump, dayIndex, localHour } from './time.ts';

/** Discharge of a treatment plant or works: L/s, mg/L, pH. */
export function wastewaterAt(device: SimDevice, atMs: number): Measured {
  const { seed } = device;
  const hour = localHour(atMs);
  const municipal = device.process === 'municipal';
  const size = 60 + 400 * chance(seed, 50);
  const slot = Math.floor(atMs / (10 * MINUTE_MS));
  const wobble = (k: number, share: number) => 1 + share * normal(hash32(seed, k), slot);
  const still = stoppedByEvent(device, atMs);
  const flow = still
    ? 0
    : size * (0.65 + 0.3 * bump(hour, 9, 3) + 0.35 * bump(hour, 20, 3)) * wobble(1, 0.04);
  // Bad days: treatment is disturbed and the daily mean goes over the limit.
  const disturbed = device.exceeds && chance(seed ^ 31, dayIndex(atMs)) < 0.6;
  const factor = disturbed ? 2.3 : 1;
  const slow = (k: number) => drift(seed ^ k, atMs, 8 * HOUR_MS);
  const values: Record<string, number> = {
    w00000: flow,
    w01001: 7.3 + 0.25 * slow(1),
    w01010: 14 + 2 * slow(2),
    w01018: (municipal ? 27 : 58) * (1 + 0.22 * slow(3)) * wobble(2, 0.05) * factor,
    w21003: (municipal ? 1.6 : 5) * (1 + 0.35 * slow(4)) * wobble(3, 0.06) * factor,
    w21011: (municipal ? 0.26 : 0.6) * (1 + 0.25 * slow(5)) * wobble(4, 0.05),
    w21001: (municipal ? 9.5 : 22) * (1 + 0.18 * slow(6)) * wobble(5, 0.04),
  };
  if (still) return { values, flags: { w01018: 'F', w21003: 'F', w21011: 'F', w21001: 'F' } };
  return { values, flags: marks(device, atMs) };
}

/** Analysers clean themselves for ten minutes every third day; seldom the COD analyser fails for two hours. */
function marks(device: SimDevice, atMs: number): Record<string, string> {
  const { seed } = device;
  const slot = Math.floor(atMs / (10 * MINUTE_MS)) % 144;
  if ((dayIndex(atMs) + device.index) % 3 === 0 && slot === Math.floor(chance(seed, 51) * 144))
    return { w01018: 'M', w21003: 'M', w21011: 'M', w21001: 'M' };
  return chance(seed ^ 33, Math.floor(atMs / (2 * HOUR_MS))) < 0.003 ? { w01018: 'D' } : {};
}
