import type { Medium } from '@tarim/science';

/** Which validity rule and which means a kind of point uses. */
export function mediumOf(kind: string): Medium {
  switch (kind) {
    case 'air':
      return 'air';
    case 'outlet-gas':
      return 'flue-gas';
    case 'outlet-water':
      return 'wastewater';
    case 'surface-water':
    case 'drinking-water':
    case 'groundwater':
      return 'water';
    case 'noise':
      return 'noise';
    default:
      return 'other';
  }
}

/** Flow factors: their totals are volumes (m³), and they weigh or carry the amounts of the others. */
export const FLOW_CODES: Readonly<Record<string, string>> = {
  'outlet-gas': 'a00000',
  'outlet-water': 'w00000',
};
export const OXYGEN = 'a19001';
/** Directions are averaged as vectors. */
export const DIRECTION_CODES: ReadonlySet<string> = new Set(['a01008']);
/** Sound levels are averaged by energy; statistical levels are not levels of energy and keep the arithmetic mean. */
export const ENERGY_CODES: ReadonlySet<string> = new Set(['Leq', 'Ld', 'Ln', 'LA']);
/** Taken as they are: no flow can weigh them, no amount hangs on them. */
export const UNWEIGHTED_CODES: ReadonlySet<string> = new Set(['w01001', 'w01010', 'w01014', 'w00000']);
/** Pollutants of flue gas whose limits are meant at reference oxygen. */
export function isGasPollutant(code: string): boolean {
  return /^a(2\d|34)/.test(code);
}
/** Pollutants of wastewater that have an amount (kg): everything in mg/L but the flow, pH, temperature, conductivity. */
export function isWaterPollutant(code: string): boolean {
  return /^w/.test(code) && !UNWEIGHTED_CODES.has(code);
}
