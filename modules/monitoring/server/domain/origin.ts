import { waterItem } from '@tarim/standards';
import type { Origin, Standing } from '../../contract.ts';
import { monitoredItem } from './items.ts';
import type { JudgedValue } from './judge-task.ts';

/**
 * Items of which automatic values come before those of the laboratory where both are there, by 地表水环境质量监测数据统计技术
 * 规定（试行）(2020): as one report quotes it, so single source. Everything else is the laboratory's.
 */
export const AUTOMATIC_FIRST: readonly string[] = ['pH', 'DO', 'CODMn', 'NH3-N', 'TP', 'TN'];

/** What stands first at a place; null: there is nothing of what was asked for. */
export function standingOf(origin: Origin, manual: number, automatic: number): Standing | null {
  const [hand, machine] = [manual > 0 && origin !== 'automatic', automatic > 0 && origin !== 'manual'];
  if (origin === 'merged' && hand && machine) return 'merged';
  if (hand) return 'manual';
  return machine ? 'automatic' : null;
}

type Visits = ReadonlyArray<readonly JudgedValue[]>;

/** Of the items that go by automatic values where there are any those, of all others the laboratory's. */
export function mergedVisits(manual: Visits, automatic: Visits): JudgedValue[][] {
  const firstOf = (item: string) => AUTOMATIC_FIRST.includes(waterItem(item));
  const told = new Set(automatic.flat().map((one) => one.item));
  const machine = (one: JudgedValue) => firstOf(one.item) && told.has(one.item);
  return [
    ...manual.map((values) => values.filter((one) => !machine(one))),
    ...automatic.map((values) => values.filter(machine)),
  ].filter((values) => values.length > 0);
}

/** Of a mean: what stands behind is left over from dividing, far below what an analyser tells. */
const DIGITS = 6;

export interface Factor {
  readonly code: string;
  readonly mean: number | null;
  readonly invalid: string | null;
  readonly unit: string | null;
}

/** Valid means of factors that the standard of the medium has, under its names; and what did not enter. */
export function automaticValues(
  kind: string,
  factors: readonly Factor[],
): { values: JudgedValue[]; leftOut: { code: string; reason: string }[] } {
  const values: JudgedValue[] = [];
  const leftOut: { code: string; reason: string }[] = [];
  for (const { code, mean, invalid, unit } of factors) {
    const item = monitoredItem(kind, code);
    if (item === null) leftOut.push({ code, reason: 'no-item' });
    else if (invalid !== null || mean === null) leftOut.push({ code, reason: invalid ?? 'no-value' });
    // Nothing says in which unit the station reports: a figure without one is not judged.
    else if (unit === null && item.unit !== '无量纲') leftOut.push({ code, reason: 'unit-unknown' });
    else
      values.push({
        item: item.item,
        value: Number(mean.toPrecision(DIGITS)),
        detectionLimit: null,
        unit: unit ?? item.unit,
      });
  }
  return { values, leftOut };
}
