import { HOUR_MS, MINUTE_MS } from '@tarim/kernel';
import { chance, drift, hash32, normal } from '../noise.ts';
import type { GasProcess, SimDevice } from '../scenario.ts';
import type { Measured } from './measure.ts';
import { bump, dayIndex, localHour } from './time.ts';

interface Plant {
  readonly o2: number;
  readonly pm: number;
  readonly so2: number;
  readonly nox: number;
  readonly temperature: number;
  readonly velocity: number;
  readonly section: number;
  readonly moisture: number;
}

/** Typical clean operation, mg/m³ dry as measured, %, °C, m/s, m². Ours, not a plant's. */
const PLANTS: Readonly<Record<GasProcess, Plant>> = {
  'coal-power': {
    o2: 6.2,
    pm: 3.2,
    so2: 18,
    nox: 33,
    temperature: 52,
    velocity: 13,
    section: 28,
    moisture: 11,
  },
  cement: { o2: 9.6, pm: 6.5, so2: 24, nox: 210, temperature: 105, velocity: 12, section: 9, moisture: 7 },
  'gas-boiler': { o2: 4.1, pm: 1.6, so2: 4, nox: 42, temperature: 92, velocity: 9, section: 3, moisture: 14 },
  'waste-incineration': {
    o2: 9.4,
    pm: 5,
    so2: 20,
    nox: 150,
    temperature: 140,
    velocity: 14,
    section: 6,
    moisture: 18,
  },
};

/** Continuous emission monitoring of a stack: the load moves everything, cleaning slips at times. */
export function flueGasAt(device: SimDevice, atMs: number): Measured {
  const { seed } = device;
  const plant = PLANTS[device.process as GasProcess] ?? PLANTS['coal-power'];
  const hour = localHour(atMs);
  const load =
    0.74 + 0.14 * bump(hour, 11, 4) + 0.12 * bump(hour, 20, 3) + 0.06 * drift(seed, atMs, 5 * HOUR_MS);
  const minute = Math.floor(atMs / MINUTE_MS);
  const wobble = (k: number, share: number) => 1 + share * normal(hash32(seed, k), minute);
  if (stopped(device, atMs)) {
    const idle = {
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
    return { values: idle, flags: { a34013: 'F', a21026: 'F', a21002: 'F' } };
  }
  const slip = episode(device, atMs);
  const o2 = plant.o2 + 1.6 * (1 - load) + 0.25 * drift(seed ^ 9, atMs, HOUR_MS);
  const velocity = plant.velocity * (0.35 + 0.65 * load) * wobble(1, 0.02);
  const temperature = plant.temperature + 6 * (load - 0.8) + drift(seed ^ 4, atMs, 2 * HOUR_MS);
  const moisture = plant.moisture + 0.8 * drift(seed ^ 5, atMs, 3 * HOUR_MS);
  const perHour = (3_600 * plant.section * velocity * 273 * (1 - moisture / 100)) / (273 + temperature);
  const values = {
    a34013:
      plant.pm *
      (0.8 + 0.3 * load + 0.15 * drift(seed ^ 6, atMs, 4 * HOUR_MS)) *
      wobble(2, 0.05) *
      (slip === 'pm' ? 5 : 1),
    a21026:
      plant.so2 *
      (0.7 + 0.4 * load + 0.25 * drift(seed ^ 7, atMs, 3 * HOUR_MS)) *
      wobble(3, 0.06) *
      (slip === 'so2' ? 3.6 : 1),
    a21002:
      plant.nox *
      (0.8 + 0.25 * load + 0.15 * drift(seed ^ 8, atMs, 3 * HOUR_MS)) *
      wobble(4, 0.04) *
      (slip === 'nox' ? 2.6 : 1),
    a19001: Math.min(20, o2 * wobble(5, 0.01)),
    a01011: velocity,
    a01012: temperature,
    a01013: -0.12 + 0.03 * drift(seed ^ 10, atMs, HOUR_MS),
    a01014: moisture,
    // m³/s in the dry standard state (HJ 212-2017 B.2)
    a00000: perHour / 3_600,
  };
  return { values, flags: marks(device, atMs) };
}

/** Some stacks exceed for hours: desulphurisation, denitrification or dust removal slips. */
function episode(device: SimDevice, atMs: number): 'so2' | 'nox' | 'pm' | null {
  if (!device.exceeds) return null;
  const block = Math.floor(atMs / (3 * HOUR_MS));
  if (chance(device.seed ^ 21, block) > 0.45) return null;
  return (['so2', 'nox', 'pm'] as const)[device.seed % 3]!;
}

/** About one stack in fifty stands still on a given day. */
function stopped(device: SimDevice, atMs: number): boolean {
  return !device.exceeds && chance(device.seed ^ 22, dayIndex(atMs)) < 0.02;
}

/** Daily zero and span check; seldom a fault for an hour or two. */
function marks(device: SimDevice, atMs: number): Record<string, string> {
  const hour = localHour(atMs);
  const check = 3 + chance(device.seed, 41) * 3;
  if (hour >= check && hour < check + 0.2) return { a21026: 'C', a21002: 'C', a19001: 'C' };
  const block = Math.floor(atMs / (2 * HOUR_MS));
  if (chance(device.seed ^ 23, block) < 0.004) return { a34013: 'D' };
  return {};
}
