import { HOUR_MS, MINUTE_MS } from '@tarim/kernel';
import type { SimDevice } from '../expand.ts';
import { drift, hash32, normal } from '../noise.ts';

/**
 * What a chromatograph on a stack of the chemical industry tells beside the usual analysers, mg/m³: so many factors that no
 * record of it fits into one frame of 1,024 bytes. Levels are ours, not a plant's.
 */
const LEVELS: Readonly<Record<string, number>> = {
  a24088: 18,
  a25002: 0.35,
  a25003: 1.8,
  a25004: 0.7,
  a25006: 0.6,
  a25007: 0.9,
  a25008: 0.8,
  a25010: 0.4,
  a25011: 0.2,
  a25013: 0.2,
  a25019: 0.3,
  a25021: 0.25,
  a25038: 0.5,
  a25072: 0.6,
  a24003: 1.2,
  a24004: 0.4,
  a24005: 0.2,
  a24017: 0.3,
  a24036: 0.9,
  a24042: 1.4,
  a24043: 0.8,
  a24046: 0.2,
  a24049: 0.3,
  a24053: 1.1,
  a24072: 0.2,
  a24078: 0.3,
};

/** Solvents in the gas of a stack; only traces while its source stands still. */
export function solventsAt(
  device: Pick<SimDevice, 'seed'>,
  atMs: number,
  load: number,
): Record<string, number> {
  const minute = Math.floor(atMs / MINUTE_MS);
  return Object.fromEntries(
    Object.entries(LEVELS).map(([code, level], k) => {
      const slow = 1 + 0.4 * drift(device.seed ^ (500 + k), atMs, 3 * HOUR_MS);
      const wobble = 1 + 0.05 * normal(hash32(device.seed, 500 + k), minute);
      return [code, Math.max(0, level * load * slow * wobble)];
    }),
  );
}
