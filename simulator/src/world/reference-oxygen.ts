import type { GasProcess, SimDevice } from '../expand.ts';

/** Reference oxygen (基准氧含量) of the processes, %. */
const REFERENCE_O2: Readonly<Record<GasProcess, number>> = {
  'coal-power': 6,
  cement: 10,
  'gas-boiler': 3.5,
  'waste-incineration': 11,
};

/** Null for what is no stack. */
export function referenceO2(device: Pick<SimDevice, 'kind' | 'process'>): number | null {
  return device.kind === 'outlet-gas' ? (REFERENCE_O2[device.process as GasProcess] ?? null) : null;
}
