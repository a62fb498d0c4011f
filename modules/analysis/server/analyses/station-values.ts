import { DAY_MS, HOUR_MS, TarimError } from '@tarim/kernel';
import { listPoints, pointParameters, type RegisteredPoint } from '@tarim/registry/queries';
import { latestRollups, type RollupRow, rollupSeries, rollupsOf } from '@tarim/telemetry/queries';
import { analysisErrors } from '../errors.ts';
import type { Bench } from './analysis.ts';

export interface StationValue {
  readonly point: RegisteredPoint & { readonly lon: number; readonly lat: number };
  readonly time: number;
  readonly value: number;
}

export interface StationValues {
  readonly values: readonly StationValue[];
  readonly unit: string | null;
  readonly time: number;
}

interface Asked {
  readonly pointKind: string;
  readonly code: string;
  readonly period: 'hour' | 'day' | 'month';
  readonly time?: string;
}

/** Points of the kind that have a place. */
export async function placedPoints(
  bench: Bench,
  kind: string,
): Promise<(RegisteredPoint & { lon: number; lat: number })[]> {
  bench.used('monitoring-points');
  const points = await listPoints(bench.ctx.db, { kind });
  return points.filter(
    (one): one is RegisteredPoint & { lon: number; lat: number } => one.lon !== null && one.lat !== null,
  );
}

/**
 * Valid means of a factor at all stations in one period; without a time the newest period that most stations have.
 * @throws TarimError ANALYSIS_NO_VALUES
 */
export async function stationValues(bench: Bench, asked: Asked): Promise<StationValues> {
  const { db } = bench.ctx;
  const points = await placedPoints(bench, asked.pointKind);
  const ids = points.map((one) => one.id);
  const time = asked.time ? Date.parse(asked.time) : await commonTime(bench, asked, ids);
  const rows =
    time === null
      ? []
      : await rollupsOf(
          db,
          asked.period,
          ids.map((pointId) => ({ pointId, time })),
        );
  const byPoint = new Map(points.map((one) => [one.id, one]));
  const values = rows.flatMap((row): StationValue[] => {
    const value = validMean(row, asked.code);
    return value === null ? [] : [{ point: byPoint.get(row.pointId)!, time: row.time, value }];
  });
  if (values.length === 0 || time === null) throw new TarimError(analysisErrors.noValues);
  return { values, unit: await unitOf(bench, values, asked.code), time };
}

async function unitOf(bench: Bench, values: readonly StationValue[], code: string): Promise<string | null> {
  const parameters = await pointParameters(
    bench.ctx.db,
    values.slice(0, 1).map((one) => one.point.id),
  );
  return parameters.find((one) => one.code === code)?.unit ?? null;
}

export function validMean(row: RollupRow, code: string): number | null {
  const value = row.values[code];
  return value && value.invalid === null && value.mean !== null ? value.mean : null;
}

/** Stations report one after another: the newest period of most of them, not of the first. */
async function commonTime(
  bench: Bench,
  { period, code }: Asked,
  ids: readonly number[],
): Promise<number | null> {
  const newest = await latestRollups(bench.ctx.db, period, ids);
  const last = newest.reduce((time, row) => Math.max(time, row.time), 0);
  if (last === 0) return null;
  const length = { hour: HOUR_MS, day: DAY_MS, month: 31 * DAY_MS }[period];
  const rows = await rollupSeries(bench.ctx.db, {
    pointIds: ids,
    period,
    from: last - 6 * length,
    to: last + 1,
  });
  const counts = new Map<number, number>();
  for (const row of rows)
    if (validMean(row, code) !== null) counts.set(row.time, (counts.get(row.time) ?? 0) + 1);
  const [best] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0]);
  return best?.[0] ?? null;
}
