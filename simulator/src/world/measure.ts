import type { SimDevice } from '../scenario.ts';
import { airAt } from './air.ts';
import { flueGasAt } from './flue-gas.ts';
import { wastewaterAt } from './wastewater.ts';
import { groundwaterAt, noiseAt, surfaceWaterAt } from './water-and-noise.ts';

/** Mean values around a moment, by 2017 factor code, with the mark of the instrument. */
export interface Measured {
  readonly values: Readonly<Record<string, number>>;
  /** Factor → mark, where it is not N. */
  readonly flags: Readonly<Record<string, string>>;
}

/** What a device measures at a moment: random access, so that any history can be told again (see noise.ts). */
export function measureAt(device: SimDevice, atMs: number): Measured {
  switch (device.kind) {
    case 'air':
      return airAt(device, atMs);
    case 'outlet-gas':
      return flueGasAt(device, atMs);
    case 'outlet-water':
      return wastewaterAt(device, atMs);
    case 'surface-water':
      return surfaceWaterAt(device, atMs);
    case 'groundwater':
      return groundwaterAt(device, atMs);
    case 'noise':
      return noiseAt(device, atMs);
  }
}

/** Mean over a period from a few moments inside it; the first mark met stands for the whole. */
export function measureOver(
  device: SimDevice,
  start: number,
  lengthMs: number,
  samples: number,
): Measured & { min: Record<string, number>; max: Record<string, number> } {
  const sums: Record<string, number> = {};
  const min: Record<string, number> = {};
  const max: Record<string, number> = {};
  const flags: Record<string, string> = {};
  for (let i = 0; i < samples; i++) {
    const one = measureAt(device, start + ((i + 0.5) * lengthMs) / samples);
    for (const [code, value] of Object.entries(one.values)) {
      sums[code] = (sums[code] ?? 0) + value;
      min[code] = Math.min(min[code] ?? value, value);
      max[code] = Math.max(max[code] ?? value, value);
    }
    for (const [code, flag] of Object.entries(one.flags)) flags[code] ??= flag;
  }
  const values = Object.fromEntries(Object.entries(sums).map(([code, sum]) => [code, sum / samples]));
  return { values, flags, min, max };
}
