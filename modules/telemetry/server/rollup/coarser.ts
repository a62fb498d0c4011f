import { BEIJING_OFFSET_MS, DAY_MS, HOUR_MS, periodEnd } from '@tarim/kernel';
import type { Tx } from '@tarim/platform';
import { devicesOfPoints, pointsByIds } from '@tarim/registry/queries';
import { validityRule } from '@tarim/science';
import { type RollupPeriod, type RollupRow, rollupSeries } from '../sql/rollup-read.ts';
import type { DirtyKey, RollupInput } from '../sql/rollup-write.ts';
import { type FactorOptions, factorOfPeriod } from './factor-of-period.ts';
import { layOut } from './factor-values.ts';
import { mediumOf } from './medium.ts';

/** Days from hours: 20 valid hours for air and flue gas; wastewater weighted by flow; ozone also as MDA8. */
export function computeDays(tx: Tx, keys: readonly DirtyKey[], now: number): Promise<RollupInput[]> {
  return compute(tx, keys, 'day', 'hour', now);
}

/** Months from days: 27 valid days for air (February 25), 25 for flue gas (February 23). */
export function computeMonths(tx: Tx, keys: readonly DirtyKey[], now: number): Promise<RollupInput[]> {
  return compute(tx, keys, 'month', 'day', now);
}

interface Point {
  readonly kind: string;
  /** Minutes between records as agreed, see `cadenceOf`. */
  readonly interval: number | null;
}

async function compute(
  tx: Tx,
  keys: readonly DirtyKey[],
  period: 'day' | 'month',
  finer: RollupPeriod,
  now: number,
): Promise<RollupInput[]> {
  if (keys.length === 0) return [];
  const points = await pointsOf(tx, [...new Set(keys.map((key) => key.pointId))]);
  // How often an analyser reports is told by the day before, too.
  const lookBack = period === 'day' ? DAY_MS : 0;
  const inputs: RollupInput[] = [];
  for (const [span, group] of spans(keys)) {
    const rows = await rollupSeries(tx, {
      pointIds: [...new Set(group.map((key) => key.pointId))],
      period: finer,
      from: span - lookBack,
      to: periodEnd(period, span),
    });
    const byPoint = new Map<number, RollupRow[]>();
    for (const row of rows) {
      const list = byPoint.get(row.pointId);
      if (list) list.push(row);
      else byPoint.set(row.pointId, [row]);
    }
    for (const key of group) {
      const point = points.get(key.pointId);
      const known = byPoint.get(key.pointId) ?? [];
      const inside = known.filter((row) => row.time >= key.time);
      if (point && inside.length > 0) inputs.push(one(key, point, period, inside, known, now));
    }
  }
  return inputs;
}

async function pointsOf(tx: Tx, ids: readonly number[]): Promise<Map<number, Point>> {
  const intervals = new Map<number, number | null>();
  for (const device of await devicesOfPoints(tx, ids))
    if (!intervals.has(device.pointId)) intervals.set(device.pointId, device.minuteInterval);
  return new Map(
    (await pointsByIds(tx, ids)).map((point) => [
      point.id,
      { kind: point.kind, interval: intervals.get(point.id) ?? null },
    ]),
  );
}

/** Keys of the same day or month together: one query reads the finer rows of all their points. */
function spans(keys: readonly DirtyKey[]): Map<number, DirtyKey[]> {
  const groups = new Map<number, DirtyKey[]>();
  for (const key of keys) groups.set(key.time, [...(groups.get(key.time) ?? []), key]);
  return groups;
}

function one(
  key: DirtyKey,
  point: Point,
  period: 'day' | 'month',
  rows: readonly RollupRow[],
  known: readonly RollupRow[],
  now: number,
): RollupInput {
  const end = periodEnd(period, key.time);
  const length = period === 'day' ? HOUR_MS : DAY_MS;
  const local = new Date(key.time + BEIJING_OFFSET_MS);
  const options: Omit<FactorOptions, 'cadence'> = {
    kind: point.kind,
    period,
    start: key.time,
    slots: Math.round((end - key.time) / length),
    elapsed: Math.round((Math.min(end, Math.max(key.time, now)) - key.time) / length),
    running: end > now,
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
  };
  const rule = validityRule(mediumOf(point.kind));
  const codes = new Set(rows.flatMap((row) => Object.keys(row.values)));
  const results = [...codes].map((code) =>
    factorOfPeriod(code, rows, {
      ...options,
      cadence: period === 'day' && rule.share !== null ? cadenceOf(code, known, point.interval) : 1,
    }),
  );
  return {
    pointId: key.pointId,
    time: key.time,
    ...layOut(results),
    basis: period === 'day' ? 'hour' : 'day',
    expected: options.slots,
    received: rows.length,
    stopped: rows.filter((row) => row.expected > 0 && row.stopped >= row.expected).length,
    ruleVersion: rule.id,
    reason: key.reason,
    open: options.running,
  };
}

/** So many values show how often an analyser reports. */
const TELLING = 3;

/**
 * Hours between the values of a factor: analysers of water report every two or four hours, and the other hours owe nothing. As
 * agreed where that is an hour or more, else the shortest distance in this day and the one before.
 */
export function cadenceOf(
  code: string,
  rows: readonly Pick<RollupRow, 'time' | 'values'>[],
  agreedMinutes: number | null,
): number {
  if (agreedMinutes !== null && agreedMinutes >= 60) return Math.min(24, Math.round(agreedMinutes / 60));
  const times = rows.filter((row) => row.values[code] !== undefined).map((row) => row.time);
  if (times.length < TELLING) return 1;
  const gaps = times.slice(1).map((time, index) => Math.round((time - times[index]!) / HOUR_MS));
  return Math.min(24, Math.max(1, Math.min(...gaps)));
}
