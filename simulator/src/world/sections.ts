import type { GasProcess, SimDevice } from '../expand.ts';

/** Cross-sections of the ducts (烟道截面积), m². */
export const SECTIONS: Readonly<Record<GasProcess, number>> = {
  'coal-power': 28,
  cement: 9,
  'gas-boiler': 3,
  'waste-incineration': 6,
};

/** Null for what is no stack. */
export function sectionOf(device: Pick<SimDevice, 'kind' | 'process'>): number | null {
  return device.kind === 'outlet-gas' ? (SECTIONS[device.process as GasProcess] ?? null) : null;
}
