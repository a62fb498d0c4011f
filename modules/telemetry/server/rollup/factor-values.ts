import { directionMean, energyMean, flowWeightedMean, mean } from '@tarim/science';
import { DIRECTION_CODES, ENERGY_CODES, UNWEIGHTED_CODES } from './medium.ts';

/** One factor of a computed period, before it is laid out in slots. */
export interface FactorResult {
  readonly code: string;
  mean: number | null;
  min: number | null;
  max: number | null;
  converted: number | null;
  total: number | null;
  mda8: number | null;
  validCount: number;
  /** null when valid, else the reason. */
  invalid: string | null;
}

/** A lower value that may enter: its figures and the flow of its period, if any. */
export interface Lower {
  readonly time: number;
  readonly value: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly converted: number | null;
  readonly total: number | null;
  readonly flow: number | null;
}

/** The mean that fits a factor: vector, energy, flow-weighted or arithmetic. */
export function factorMean(code: string, kind: string, lower: readonly Lower[]): number | null {
  if (DIRECTION_CODES.has(code)) return directionMean(lower.map((one) => one.value));
  if (ENERGY_CODES.has(code)) return energyMean(lower.map((one) => one.value));
  if (kind === 'outlet-water' && !UNWEIGHTED_CODES.has(code)) {
    const pairs = lower
      .filter((one) => one.flow !== null)
      .map((one) => ({ value: one.value, flow: one.flow! }));
    // Without a flow meter there is nothing to weigh by: the plain mean is told, and nothing pretends to be weighted.
    if (pairs.length > 0) return flowWeightedMean(pairs);
  }
  return mean(lower.map((one) => one.value));
}

export function extreme(
  values: ReadonlyArray<number | null>,
  pick: (...values: number[]) => number,
): number | null {
  const present = values.filter((value): value is number => value !== null);
  return present.length === 0 ? null : present.reduce((a, b) => pick(a, b));
}

export function sum(values: ReadonlyArray<number | null>): number | null {
  const present = values.filter((value): value is number => value !== null);
  return present.length === 0 ? null : present.reduce((a, b) => a + b, 0);
}

const ATTRS = [
  ['Avg', 'mean'],
  ['Min', 'min'],
  ['Max', 'max'],
  ['ZsAvg', 'converted'],
  ['Cou', 'total'],
  ['Mda8', 'mda8'],
  ['N', 'validCount'],
] as const;

/** Slots and arrays of a row; attributes that no factor has are left out, so that layouts stay few. */
export function layOut(results: readonly FactorResult[]): {
  layout: string;
  values: (number | null)[];
  invalid: (string | null)[] | null;
} {
  const slots: string[] = [];
  const values: (number | null)[] = [];
  const invalid: (string | null)[] = [];
  for (const result of [...results].sort((a, b) => (a.code < b.code ? -1 : 1))) {
    for (const [attr, field] of ATTRS) {
      const value = result[field];
      if (value === null && field !== 'mean') continue;
      slots.push(`${result.code}.${attr}`);
      values.push(value);
      invalid.push(result.invalid);
    }
  }
  return { layout: slots.join(','), values, invalid: invalid.some((one) => one !== null) ? invalid : null };
}
