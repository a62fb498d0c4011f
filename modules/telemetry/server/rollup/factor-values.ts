import type { MeanKind } from '@tarim/science';
import { DIRECTION_CODES, ENERGY_CODES, UNWEIGHTED_CODES } from './medium.ts';

/** One factor of a computed period, before it is laid out in slots. */
export interface FactorResult {
  readonly code: string;
  mean: number | null;
  min: number | null;
  max: number | null;
  converted: number | null;
  total: number | null;
  /** Records, hours or days that were due and whose amount `total` leaves out; null: it leaves out none, or there is no total. */
  omitted: number | null;
  mda8: number | null;
  validCount: number;
  /** null when valid, else the reason. */
  invalid: string | null;
}

/** Why a computed value is not valid, besides the mark of a device (`FLAG_D`). */
export const INVALID = {
  insufficient: 'INSUFFICIENT',
  running: 'RUNNING',
  noValue: 'NO_VALUE',
  /** Nothing was discharged: there is no concentration, and none is due. */
  noFlow: 'NO_FLOW',
  /** Values that have no mean: directions that cancel out. */
  noMean: 'NO_MEAN',
  /** Too few records came to tell how often their device reports, and nobody has registered it. */
  intervalUnknown: 'INTERVAL_UNKNOWN',
} as const;
const FLAG = 'FLAG_';
/** 停运: HJ 212-2017 table 8 says it of the instrument, 2005 of the source; either way nothing is measured and nothing is due. */
export const STOPPED_MARK = 'F';
export const flagReason = (mark: string): string => FLAG + mark;

/** Whether a period owes no value of a factor: nothing ran, or nothing was discharged. */
export function owesNothing(invalid: string | null): boolean {
  return invalid === INVALID.noFlow || invalid === flagReason(STOPPED_MARK);
}

/** Whether the amount of a period counts: an hour without flow has no concentration, and its amount is known to be 0. */
export const hasAmount = (invalid: string | null): boolean => invalid === null || invalid === INVALID.noFlow;

/** The mean that fits a factor: vector, energy, flow-weighted or arithmetic. */
export function meanKindOf(code: string, kind: string, flows: readonly (number | null)[]): MeanKind {
  if (DIRECTION_CODES.has(code)) return 'vector';
  if (ENERGY_CODES.has(code)) return 'energy';
  // Without a flow meter there is nothing to weigh by: the plain mean is told, and nothing pretends to be weighted.
  if (isWeighted(code, kind) && flows.some((flow) => flow !== null)) return 'flow-weighted';
  return 'arithmetic';
}

/** Concentrations of wastewater: their means are weighed by the flow, and without flow there is none. */
export function isWeighted(code: string, kind: string): boolean {
  return kind === 'outlet-water' && !UNWEIGHTED_CODES.has(code);
}

export function extreme(
  values: ReadonlyArray<number | null>,
  pick: (...values: number[]) => number,
): number | null {
  const present = values.filter((value): value is number => value !== null);
  return present.length === 0 ? null : present.reduce((a, b) => pick(a, b));
}

/** The sum of what is there, and how many of those due it leaves out. */
export function totalOf(
  amounts: ReadonlyArray<number | null>,
  due: number,
): { total: number | null; omitted: number | null } {
  const present = amounts.filter((value): value is number => value !== null);
  if (present.length === 0) return { total: null, omitted: null };
  const omitted = Math.max(0, Math.round(due) - present.length);
  return { total: present.reduce((a, b) => a + b, 0), omitted: omitted > 0 ? omitted : null };
}

const ATTRS = [
  ['Avg', 'mean'],
  ['Min', 'min'],
  ['Max', 'max'],
  ['ZsAvg', 'converted'],
  ['Cou', 'total'],
  ['Omit', 'omitted'],
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
