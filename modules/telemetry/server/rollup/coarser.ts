import { BEIJING_OFFSET_MS, DAY_MS, HOUR_MS, periodEnd } from '@tarim/kernel';
import type { Tx } from '@tarim/platform';
import { pointsByIds } from '@tarim/registry/queries';
import { mda8, monthDaysNeeded, validityRule } from '@tarim/science';
import { type RollupPeriod, type RollupRow, rollupSeries } from '../sql/rollup-read.ts';
import type { DirtyKey, RollupInput } from '../sql/rollup-write.ts';
import { extreme, type FactorResult, factorMean, type Lower, layOut, sum } from './factor-values.ts';
import { FLOW_CODES, mediumOf } from './medium.ts';

const OZONE = 'a05024';

/** Days from hours: 20 valid hours for air and flue gas; wastewater weighted by flow; ozone also as MDA8. */
export function computeDays(tx: Tx, keys: readonly DirtyKey[], now: number): Promise<RollupInput[]> {
  return compute(tx, keys, 'day', 'hour', now);
}

/** Months from days: 27 valid days for air (February 25), 25 for flue gas (February 23). */
export function computeMonths(tx: Tx, keys: readonly DirtyKey[], now: number): Promise<RollupInput[]> {
  return compute(tx, keys, 'month', 'day', now);
}

async function compute(
  tx: Tx,
  keys: readonly DirtyKey[],
  period: 'day' | 'month',
  finer: RollupPeriod,
  now: number,
): Promise<RollupInput[]> {
  if (keys.length === 0) return [];
  const kinds = new Map(
    (await pointsByIds(tx, [...new Set(keys.map((key) => key.pointId))])).map((point) => [
      point.id,
      point.kind,
    ]),
  );
  const inputs: RollupInput[] = [];
  for (const [span, group] of spans(keys)) {
    const rows = await rollupSeries(tx, {
      pointIds: [...new Set(group.map((key) => key.pointId))],
      period: finer,
      from: span,
      to: periodEnd(period, span),
    });
    const byPoint = new Map<number, RollupRow[]>();
    for (const row of rows) byPoint.set(row.pointId, [...(byPoint.get(row.pointId) ?? []), row]);
    for (const key of group) {
      const kind = kinds.get(key.pointId);
      const lower = byPoint.get(key.pointId) ?? [];
      if (!kind || lower.length === 0) continue;
      inputs.push(one(key, kind, period, lower, now));
    }
  }
  return inputs;
}

/** Keys of the same day or month together: one query reads the finer rows of all their points. */
function spans(keys: readonly DirtyKey[]): Map<number, DirtyKey[]> {
  const groups = new Map<number, DirtyKey[]>();
  for (const key of keys) groups.set(key.time, [...(groups.get(key.time) ?? []), key]);
  return groups;
}

function one(
  key: DirtyKey,
  kind: string,
  period: 'day' | 'month',
  rows: readonly RollupRow[],
  now: number,
): RollupInput {
  const rule = validityRule(mediumOf(kind));
  const end = periodEnd(period, key.time);
  const expected = period === 'day' ? 24 : Math.round((end - key.time) / DAY_MS);
  const month = new Date(key.time + BEIJING_OFFSET_MS).getUTCMonth() + 1;
  const needed = period === 'day' ? rule.dayHours : monthDaysNeeded(mediumOf(kind), month);
  const running = end > now;
  const flowCode = FLOW_CODES[kind];
  const results: FactorResult[] = [];
  for (const code of new Set(rows.flatMap((row) => Object.keys(row.values)))) {
    const lower: Lower[] = [];
    for (const row of rows) {
      const value = row.values[code];
      if (!value || value.invalid !== null || value.mean === null) continue;
      const flow = flowCode ? (row.values[flowCode]?.total ?? row.values[flowCode]?.mean ?? null) : null;
      lower.push({
        time: row.time,
        value: value.mean,
        min: value.min,
        max: value.max,
        converted: value.converted,
        total: value.total,
        flow,
      });
    }
    const converted = lower.filter((each) => each.converted !== null);
    const ozone = code === OZONE && period === 'day' ? mda8(hoursOfDay(key.time, rows, code)) : null;
    const complete = lower.length >= needed;
    results.push({
      code,
      mean: factorMean(code, kind, lower),
      min: extreme(
        lower.map((each) => each.min ?? each.value),
        Math.min,
      ),
      max: extreme(
        lower.map((each) => each.max ?? each.value),
        Math.max,
      ),
      converted:
        converted.length > 0
          ? converted.reduce((total, each) => total + each.converted!, 0) / converted.length
          : null,
      total: sum(lower.map((each) => each.total)),
      mda8: ozone?.mean ?? null,
      validCount: lower.length,
      invalid: complete ? null : running ? 'RUNNING' : 'INSUFFICIENT',
    });
  }
  return {
    pointId: key.pointId,
    time: key.time,
    ...layOut(results),
    basis: period === 'day' ? 'hour' : 'day',
    expected,
    received: rows.length,
    ruleVersion: rule.id,
    reason: key.reason,
  };
}

/** Valid hourly means of a day by hour of the day; null where there is none. */
function hoursOfDay(start: number, rows: readonly RollupRow[], code: string): (number | null)[] {
  const hours: (number | null)[] = new Array(24).fill(null);
  for (const row of rows) {
    const value = row.values[code];
    if (value && value.invalid === null) hours[Math.round((row.time - start) / HOUR_MS)] = value.mean;
  }
  return hours;
}
