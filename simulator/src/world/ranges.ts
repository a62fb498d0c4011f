import type { SimDevice } from '../expand.ts';

/** Upper ends of measuring ranges (量程) as instruments of these kinds are usually set; in the unit of the factor. Ours, not a maker's. */
const GAS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'coal-power': { a34013: 50, a21026: 200, a21002: 200 },
  cement: { a34013: 100, a21026: 500, a21002: 1_000 },
  'gas-boiler': { a34013: 50, a21026: 100, a21002: 300 },
  'waste-incineration': { a34013: 100, a21026: 300, a21002: 500, a21024: 150, a21005: 300 },
};
const WATER: Readonly<Record<string, number>> = {
  w01018: 300,
  w21003: 50,
  w21011: 10,
  w21001: 100,
};
const AIR: Readonly<Record<string, number>> = { a34002: 5_000, a34004: 1_000 };

/** Upper end of the range of a factor's instrument; null where none is set. */
export function rangeOf(device: Pick<SimDevice, 'kind' | 'process'>, code: string): number | null {
  if (device.kind === 'outlet-gas') return GAS[device.process ?? '']?.[code] ?? null;
  if (device.kind === 'outlet-water') return WATER[code] ?? null;
  return device.kind === 'air' ? (AIR[code] ?? null) : null;
}
