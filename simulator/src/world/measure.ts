import type { SimDevice } from '../expand.ts';
import { applyExcess, applyTamper } from '../tamper/live.ts';
import { airAt } from './air.ts';
import { applyEvents } from './events.ts';
import { flueGasAt } from './flue-gas.ts';
import { gammaAt } from './gamma.ts';
import { rangeOf } from './ranges.ts';
import { wastewaterAt } from './wastewater.ts';
import { groundwaterAt, noiseAt, surfaceWaterAt } from './water-and-noise.ts';

/** What the instruments of a device show, by 2017 factor code. */
export interface Measured {
  readonly values: Record<string, number>;
  /** Factor → mark, where it is not N. */
  readonly flags: Record<string, string>;
}

/** What a device measures at a moment: random access, so that any history can be told again (see noise.ts). */
export function measureAt(device: SimDevice, atMs: number): Measured {
  const measured = truthAt(device, atMs);
  const { tamper } = device;
  if (tamper)
    applyTamper(device, tamper, atMs, measured, (at, seed) =>
      truthAt(seed === undefined ? device : { ...device, seed }, at),
    );
  return measured;
}

/** What an honest instrument would show. */
function truthAt(device: SimDevice, atMs: number): Measured {
  const measured = worldAt(device, atMs);
  applyEvents(device, atMs, measured.values, measured.flags);
  if (device.tamper) applyExcess(device.tamper, measured.values);
  for (const code of Object.keys(measured.values)) {
    const range = rangeOf(device, code);
    if (range === null || measured.values[code]! <= range) continue;
    // Above its range (量程) an instrument shows its upper end and says so.
    measured.values[code] = range;
    measured.flags[code] ??= 'T';
  }
  return measured;
}

function worldAt(device: SimDevice, atMs: number): Measured {
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
    case 'radiation':
      return gammaAt(device, atMs);
  }
}
