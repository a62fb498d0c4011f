import { HOUR_MS, MINUTE_MS } from '@tarim/kernel';
import type { GasProcess, SimDevice } from '../expand.ts';
import { chance, drift, hash32, normal } from '../noise.ts';
import { stoppedByEvent } from './events.ts';
import type { Measured } from './measure.ts';
import { sectionOf } from './sections.ts';
import { solventsAt } from './solvents.ts';
import { bump, dayIndex, localHour } from './time.ts';

interface Plant {
  readonly o2: number;
  readonly pm: number;
  readonly so2: number;
  readonly nox: number;
  readonly temperature: number;
  readonly velocity: number;
  readonly moisture: number;
  /** Only furnaces that burn waste are watched for these. */
  readonly hcl?: number;
  readonly co?: number;
}

/** Typical clean operation, mg/m³ dry as measured, %, °C, m/s. Ours, not a plant's. */
const PLANTS: Readonly<Record<GasProcess, Plant>> = {
  'coal-power': {
    o2: 6.2,
    pm: 3.2,
    so2: 18,
    nox: 33,
    temperature: 52,
    velocity: 13,
    moisture: 11,
  },
  cement: { o2: 9.6, pm: 6.5, so2: 24, nox: 210, temperature: 105, velocity: 12, moisture: 7 },
  'gas-boiler': { o2: 4.1, pm: 1.6, so2: 4, nox: 42, temperature: 92, velocity: 9, moisture: 14 },
  'waste-incineration': {
    o2: 9.4,
    pm: 5,
    so2: 20,
    nox: 150,
    temperature: 140,
    velocity: 14,
    moisture: 18,
    hcl: 12,
    co: 14,
  },
};

/** Continuous emission monitoring of a stack: the load moves everything, cleaning slips at times. */
export function flueGasAt(device: SimDevice, atMs: number): Measured {
  const { seed } = device;
  const plant = PLANTS[device.process as GasProcess] ?? PLANTS['coal-power'];
  if (standsStill(device, atMs)) return idle(device, plant, atMs);
  const load = loadAt(device, atMs);
  const minute = Math.floor(atMs / MINUTE_MS);
  const wobble = (k: number, share: number) => 1 + share * normal(hash32(seed, k), minute);
  const slow = (k: number, hours: number) => drift(seed ^ k, atMs, hours * HOUR_MS);
  const slip = episode(device, atMs);
  const check = zeroCheck(device, atMs);
  // Between two checks an analyser drifts by up to 1.5 % of what it shows.
  const span = (k: number) => 1 + 0.015 * (chance(seed, 300 + k) * 2 - 1) * (check.hoursSince / 24);
  const o2 = plant.o2 + 1.6 * (1 - load) + 0.25 * slow(9, 1);
  const velocity = plant.velocity * (0.35 + 0.65 * load) * wobble(1, 0.02);
  const temperature = plant.temperature + 6 * (load - 0.8) + slow(4, 2);
  const moisture = plant.moisture + 0.8 * slow(5, 3);
  const values: Record<string, number> = {
    a34013: plant.pm * (0.8 + 0.3 * load + 0.15 * slow(6, 4)) * wobble(2, 0.05) * (slip === 'pm' ? 5 : 1),
    a21026:
      plant.so2 *
      (0.7 + 0.4 * load + 0.25 * slow(7, 3)) *
      wobble(3, 0.06) *
      span(1) *
      (slip === 'so2' ? 3.6 : 1),
    a21002:
      plant.nox *
      (0.8 + 0.25 * load + 0.15 * slow(8, 3)) *
      wobble(4, 0.04) *
      span(2) *
      (slip === 'nox' ? 2.6 : 1),
    a19001: Math.min(20, o2 * wobble(5, 0.01)),
    a01011: velocity,
    a01012: temperature,
    a01013: -0.12 + 0.03 * slow(10, 1),
    a01014: moisture,
    // m³/s in the dry standard state (HJ 212-2017 B.2, D): the pressure difference to 101.325 kPa is left out.
    a00000: (sectionOf(device)! * velocity * 273 * (1 - moisture / 100)) / (273 + temperature),
  };
  if (plant.hcl !== undefined) values.a21024 = plant.hcl * (1 + 0.4 * slow(11, 3)) * wobble(6, 0.06);
  // Carbon monoxide jumps when the waste is wet.
  if (plant.co !== undefined) values.a21005 = plant.co * (1 + 0.5 * slow(12, 2)) * wobble(7, 0.12);
  if (device.longRecords) Object.assign(values, solventsAt(device, atMs, load));
  return { values, flags: marks(device, atMs, check.running) };
}

/** Share of full load, 0.5 to 1: follows the day of people. */
export function loadAt(device: Pick<SimDevice, 'seed'>, atMs: number): number {
  const hour = localHour(atMs);
  return (
    0.74 + 0.14 * bump(hour, 11, 4) + 0.12 * bump(hour, 20, 3) + 0.06 * drift(device.seed, atMs, 5 * HOUR_MS)
  );
}

/** Whether the source of an outlet stands still: by an event, or about one stack in fifty on a given day. */
export function standsStill(device: SimDevice, atMs: number): boolean {
  if (stoppedByEvent(device, atMs)) return true;
  return device.kind === 'outlet-gas' && !device.exceeds && chance(device.seed ^ 22, dayIndex(atMs)) < 0.02;
}

function idle(device: SimDevice, plant: Plant, atMs: number): Measured {
  const values: Record<string, number> = {
    a34013: 0.3,
    a21026: 0.5,
    a21002: 0.6,
    a19001: 20.7,
    a01011: 0.3,
    a01012: 18,
    a01013: -0.02,
    a01014: 1.2,
    a00000: 0,
  };
  const flags: Record<string, string> = { a34013: 'F', a21026: 'F', a21002: 'F' };
  if (plant.hcl !== undefined) {
    Object.assign(values, { a21024: 0.2, a21005: 0.3 });
    Object.assign(flags, { a21024: 'F', a21005: 'F' });
  }
  if (device.longRecords) {
    const traces = solventsAt(device, atMs, 0.02);
    Object.assign(values, traces);
    for (const code of Object.keys(traces)) flags[code] = 'F';
  }
  return { values, flags };
}

/** Some stacks exceed for hours: desulphurisation, denitrification or dust removal slips. */
function episode(device: SimDevice, atMs: number): 'so2' | 'nox' | 'pm' | null {
  if (!device.exceeds) return null;
  const block = Math.floor(atMs / (3 * HOUR_MS));
  if (chance(device.seed ^ 21, block) > 0.45) return null;
  return (['so2', 'nox', 'pm'] as const)[device.seed % 3]!;
}

/** Zero and span are checked once a day for twelve minutes (HJ 75: at least every 24 h). */
function zeroCheck(device: SimDevice, atMs: number): { running: boolean; hoursSince: number } {
  const since = (localHour(atMs) - (3 + chance(device.seed, 41) * 3) + 24) % 24;
  return { running: since < 0.2, hoursSince: since };
}

/** Daily check, weekly maintenance of forty minutes, seldom a fault for two hours. */
function marks(device: SimDevice, atMs: number, checking: boolean): Record<string, string> {
  if (checking) return { a21026: 'C', a21002: 'C', a19001: 'C' };
  const hour = localHour(atMs);
  if ((dayIndex(atMs) + device.index) % 7 === 0 && hour >= 9 && hour < 9.66)
    return { a34013: 'M', a21026: 'M', a21002: 'M', a19001: 'M' };
  const block = Math.floor(atMs / (2 * HOUR_MS));
  if (chance(device.seed ^ 23, block) < 0.004) return { a34013: 'D' };
  return {};
}
