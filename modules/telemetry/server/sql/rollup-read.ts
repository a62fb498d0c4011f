import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import { layoutOf } from './layouts.ts';

export const PERIOD_CODES = { hour: 1, day: 2, month: 3 } as const;
export type RollupPeriod = keyof typeof PERIOD_CODES;

/** One factor of a rollup. Units are the point's (see registry.point_parameter). */
export interface RollupValue {
  readonly code: string;
  readonly mean: number | null;
  readonly min: number | null;
  readonly max: number | null;
  /** Mean at reference oxygen (折算浓度), flue gas only. */
  readonly converted: number | null;
  /** Amount of the period: m³ for flow factors, kg for pollutants (emission 排放量). */
  readonly total: number | null;
  /** Of what was due, how much `total` leaves out: records in an hour, hours in a day or month; null: nothing, or no total. */
  readonly omitted: number | null;
  /** Air O3 of a day only: the maximum 8-h moving mean. */
  readonly mda8: number | null;
  readonly validCount: number | null;
  /** null when valid, else the reason. */
  readonly invalid: string | null;
}

export interface RollupRow {
  readonly pointId: number;
  readonly period: RollupPeriod;
  /** Start of the period, epoch ms. */
  readonly time: number;
  readonly revision: number;
  readonly ruleVersion: string;
  readonly basis: string;
  readonly expected: number;
  readonly received: number;
  /** Of those received: records that say that nothing ran (停运), in a day or month such hours or days. They owe nothing. */
  readonly stopped: number;
  readonly computedAt: number;
  readonly values: Readonly<Record<string, RollupValue>>;
}

interface Raw {
  point_id: number;
  period: number;
  time: Date;
  layout_id: number;
  values: (number | null)[];
  invalid: (string | null)[] | null;
  basis: string;
  expected: number;
  received: number;
  stopped: number;
  rule_version: string;
  revision: number;
  computed_at: Date;
}

const COLUMNS = sql`r.point_id, r.period, r.time, r.layout_id, r.values, r.invalid, r.basis, r.expected, r.received, r.stopped,
  r.rule_version, r.revision, r.computed_at`;

/** Rollups of exactly these points and periods; those not computed yet are absent. */
export async function rollupsOf(
  db: DbOrTx,
  period: RollupPeriod,
  keys: ReadonlyArray<{ pointId: number; time: number }>,
): Promise<RollupRow[]> {
  if (keys.length === 0) return [];
  const points = keys.map((key) => key.pointId);
  const times = keys.map((key) => new Date(key.time).toISOString());
  const { rows } = await sql<Raw>`
    select ${COLUMNS} from unnest(${points}::int[], ${times}::timestamptz[]) k(point_id, time)
    join telemetry.rollup r on r.point_id = k.point_id and r.period = ${PERIOD_CODES[period]} and r.time = k.time
  `.execute(db);
  return hydrate(db, rows);
}

/** Rollups of some points whose start lies in [from, to), in time order. */
export async function rollupSeries(
  db: DbOrTx,
  query: { pointIds: readonly number[]; period: RollupPeriod; from: number; to: number; limit?: number },
): Promise<RollupRow[]> {
  const { rows } = await sql<Raw>`
    select ${COLUMNS} from telemetry.rollup r
    where r.point_id = any(${query.pointIds}::int[]) and r.period = ${PERIOD_CODES[query.period]}
      and r.time >= ${new Date(query.from)} and r.time < ${new Date(query.to)}
    order by r.point_id, r.time limit ${query.limit ?? 100_000}
  `.execute(db);
  return hydrate(db, rows);
}

/** Times of the first and the last rollup of a point. */
export async function rollupBounds(
  db: DbOrTx,
  period: RollupPeriod,
  pointId: number,
): Promise<{ first: number; last: number } | null> {
  const { rows } = await sql<{ first: Date | null; last: Date | null }>`
    select min(time) as first, max(time) as last from telemetry.rollup where point_id = ${pointId} and period = ${PERIOD_CODES[period]}
  `.execute(db);
  const { first, last } = rows[0]!;
  return first && last ? { first: first.getTime(), last: last.getTime() } : null;
}

/** The newest rollup of each point (one index probe a point, whatever is stored). */
export async function latestRollups(
  db: DbOrTx,
  period: RollupPeriod,
  pointIds: readonly number[],
): Promise<RollupRow[]> {
  const { rows } = await sql<Raw>`
    select ${COLUMNS} from unnest(${pointIds}::int[]) p(point_id)
    cross join lateral (
      select * from telemetry.rollup x where x.point_id = p.point_id and x.period = ${PERIOD_CODES[period]}
      order by x.time desc limit 1
    ) r
  `.execute(db);
  return hydrate(db, rows);
}

const PERIOD_NAMES: Record<number, RollupPeriod> = { 1: 'hour', 2: 'day', 3: 'month' };

async function hydrate(db: DbOrTx, rows: readonly Raw[]): Promise<RollupRow[]> {
  const result: RollupRow[] = [];
  for (const row of rows) {
    const layout = await layoutOf(db, row.layout_id);
    const values: Record<string, Mutable> = {};
    layout.forEach((slot, index) => {
      values[slot.code] ??= emptyValue(slot.code);
      const value = values[slot.code]!;
      const number = row.values[index] ?? null;
      const field = FIELD_OF_ATTR[slot.attr];
      if (field) value[field] = number;
      if (row.invalid?.[index]) value.invalid = row.invalid[index] ?? null;
    });
    result.push({
      pointId: row.point_id,
      period: PERIOD_NAMES[row.period]!,
      time: row.time.getTime(),
      revision: row.revision,
      ruleVersion: row.rule_version,
      basis: row.basis,
      expected: row.expected,
      received: row.received,
      stopped: row.stopped,
      computedAt: row.computed_at.getTime(),
      values,
    });
  }
  return result;
}

type Mutable = { -readonly [K in keyof RollupValue]: RollupValue[K] };
type NumberField = 'mean' | 'min' | 'max' | 'converted' | 'total' | 'omitted' | 'mda8' | 'validCount';

/** Slots of a rollup's layout: attribute → field of `RollupValue`. */
const FIELD_OF_ATTR: Readonly<Record<string, NumberField>> = {
  Avg: 'mean',
  Min: 'min',
  Max: 'max',
  ZsAvg: 'converted',
  Cou: 'total',
  Omit: 'omitted',
  Mda8: 'mda8',
  N: 'validCount',
};

function emptyValue(code: string): Mutable {
  return {
    code,
    mean: null,
    min: null,
    max: null,
    converted: null,
    total: null,
    omitted: null,
    mda8: null,
    validCount: null,
    invalid: null,
  };
}

export interface RollupRevision {
  readonly revision: number;
  readonly replacedAt: number;
  readonly reason: string;
  /** `code.attr` → value. */
  readonly values: Readonly<Record<string, number | null>>;
}

/** What a rollup was before, oldest first. */
export async function rollupRevisions(
  db: DbOrTx,
  period: RollupPeriod,
  key: { pointId: number; time: number },
): Promise<RollupRevision[]> {
  const { rows } = await sql<{
    revision: number;
    replaced_at: Date;
    reason: string;
    layout_id: number;
    values: (number | null)[];
  }>`
    select revision, replaced_at, reason, layout_id, values from telemetry.rollup_revision
    where point_id = ${key.pointId} and period = ${PERIOD_CODES[period]} and time = ${new Date(key.time)} order by revision
  `.execute(db);
  const result: RollupRevision[] = [];
  for (const row of rows) {
    const layout = await layoutOf(db, row.layout_id);
    const values = Object.fromEntries(
      layout.map((slot, index) => [`${slot.code}.${slot.attr}`, row.values[index] ?? null]),
    );
    result.push({
      revision: row.revision,
      replacedAt: row.replaced_at.getTime(),
      reason: row.reason,
      values,
    });
  }
  return result;
}
