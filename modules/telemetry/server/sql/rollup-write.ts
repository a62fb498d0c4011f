import { periodEnd } from '@tarim/kernel';
import type { Tx } from '@tarim/platform';
import { sql } from 'kysely';
import { floatArray, floatArrayColumn, scalarArray, spreadFlags, textArray, textColumn } from './arrays.ts';
import { layoutIds } from './layouts.ts';
import { PERIOD_CODES, type RollupPeriod } from './rollup-read.ts';

export interface DirtyKey {
  readonly pointId: number;
  readonly time: number;
  readonly reason: string;
}

/** Takes due marks of one period out of the list; they come back if the transaction does not commit. */
export async function takeDirty(
  tx: Tx,
  period: RollupPeriod,
  now: number,
  limit: number,
): Promise<DirtyKey[]> {
  const { rows } = await sql<{ point_id: number; time: Date; reason: string }>`
    with due as (
      select point_id, period, time from telemetry.dirty where period = ${PERIOD_CODES[period]} and due_at <= ${new Date(now)}
      order by due_at limit ${limit} for update skip locked
    )
    delete from telemetry.dirty d using due
    where d.point_id = due.point_id and d.period = due.period and d.time = due.time
    returning d.point_id, d.time, d.reason
  `.execute(tx);
  return rows
    .map((row) => ({ pointId: row.point_id, time: row.time.getTime(), reason: row.reason }))
    .sort((a, b) => a.pointId - b.pointId || a.time - b.time);
}

export interface RecordRow {
  readonly pointId: number;
  readonly kind: number;
  readonly time: number;
  readonly layoutId: number;
  readonly values: readonly (number | null)[];
  readonly flags: readonly (string | null)[] | null;
  readonly lsn: number;
}

/** Records of some kinds inside each of these hours, in time order. */
export async function recordsOfHours(
  tx: Tx,
  keys: readonly { pointId: number; time: number }[],
  kinds: readonly number[],
): Promise<RecordRow[]> {
  const { rows } = await sql<{
    point_id: number;
    kind: number;
    time: Date;
    layout_id: number;
    values: (number | null)[];
    flags: (string | null)[] | null;
    lsn: number;
  }>`
    select r.point_id, r.kind, r.time, r.layout_id, r.values, r.flags, r.lsn
    from unnest(${scalarArray(keys.map((key) => key.pointId))}::int[], ${scalarArray(keys.map((key) => key.time / 1000))}::float8[]) k(point_id, at)
    cross join unnest(${scalarArray(kinds)}::smallint[]) w(kind)
    join telemetry.record r on r.point_id = k.point_id and r.kind = w.kind
      and r.time >= to_timestamp(k.at) and r.time < to_timestamp(k.at) + interval '1 hour'
    order by r.point_id, r.time
  `.execute(tx);
  return rows.map((row) => ({
    pointId: row.point_id,
    kind: row.kind,
    time: row.time.getTime(),
    layoutId: row.layout_id,
    values: row.values,
    flags: spreadFlags(row.flags, row.values.length),
    lsn: row.lsn,
  }));
}

export interface RollupInput {
  readonly pointId: number;
  readonly time: number;
  readonly layout: string;
  readonly values: readonly (number | null)[];
  readonly invalid: readonly (string | null)[] | null;
  readonly basis: string;
  readonly expected: number;
  readonly received: number;
  readonly stopped: number;
  readonly ruleVersion: string;
  readonly reason: string;
  /** The period is still running: it is computed once more after its end. */
  readonly open: boolean;
}

export interface RollupChange {
  readonly pointId: number;
  readonly time: number;
  readonly revision: number;
}

/**
 * Stores computed rollups. An unchanged result writes nothing; a changed one becomes a new revision and what it replaces
 * is kept, if that had been computed after the period's end (the interim value of a running day is no revision).
 * Answers the keys that are new or changed, also those that only closed: what waited for the period's end may go on.
 */
export async function writeRollups(
  tx: Tx,
  period: RollupPeriod,
  inputs: readonly RollupInput[],
  now: number,
): Promise<RollupChange[]> {
  if (inputs.length === 0) return [];
  const layouts = await layoutIds(
    tx,
    inputs.map((input) => input.layout),
  );
  const { rows } = await sql<{ point_id: number; at: number; revision: number }>`
    with input as (
      select point_id, to_timestamp(at) as time, layout_id, v::float8[] as values, i::text[] as invalid, basis, expected, received, stopped, rule_version, reason, open, to_timestamp(ends) as ends
      from unnest(
        ${scalarArray(inputs.map((one) => one.pointId))}::int[], ${scalarArray(inputs.map((one) => one.time / 1000))}::float8[],
        ${scalarArray(inputs.map((one) => layouts.get(one.layout)!))}::int[], ${floatArrayColumn(inputs.map((one) => floatArray(one.values)))}::text[],
        ${textColumn(inputs.map((one) => textArray(one.invalid)))}::text[], ${textColumn(inputs.map((one) => one.basis))}::text[],
        ${scalarArray(inputs.map((one) => one.expected))}::int[], ${scalarArray(inputs.map((one) => one.received))}::int[],
        ${scalarArray(inputs.map((one) => one.stopped))}::int[], ${inputs.map((one) => one.ruleVersion)}::text[], ${inputs.map((one) => one.reason)}::text[],
        ${inputs.map((one) => one.open)}::boolean[], ${scalarArray(inputs.map((one) => periodEnd(period, one.time) / 1000))}::float8[]
      ) u(point_id, at, layout_id, v, i, basis, expected, received, stopped, rule_version, reason, open, ends)
    ), changed as (
      select i.*, o.revision as old_revision, o.computed_at >= i.ends as was_final from input i
      left join telemetry.rollup o on o.point_id = i.point_id and o.period = ${PERIOD_CODES[period]} and o.time = i.time
      where o.point_id is null or o.layout_id <> i.layout_id or o.values is distinct from i.values
        or o.invalid is distinct from i.invalid or o.rule_version <> i.rule_version or o.open <> i.open
        or (o.expected, o.received, o.stopped, o.basis) <> (i.expected, i.received, i.stopped, i.basis)
    ), kept as (
      insert into telemetry.rollup_revision
        (point_id, period, time, revision, layout_id, values, invalid, rule_version, computed_at, replaced_at, reason)
      select o.point_id, o.period, o.time, o.revision, o.layout_id, o.values, o.invalid, o.rule_version, o.computed_at, ${new Date(now)}, c.reason
      from changed c join telemetry.rollup o on o.point_id = c.point_id and o.period = ${PERIOD_CODES[period]} and o.time = c.time
      where c.was_final on conflict do nothing
    )
    insert into telemetry.rollup as r
      (point_id, period, time, layout_id, values, invalid, basis, expected, received, stopped, rule_version, open, revision, computed_at)
    select point_id, ${PERIOD_CODES[period]}, time, layout_id, values, invalid, basis, expected, received, stopped, rule_version, open,
      coalesce(old_revision + case when was_final then 1 else 0 end, 0), ${new Date(now)} from changed
    on conflict (point_id, period, time) do update set layout_id = excluded.layout_id, values = excluded.values, invalid = excluded.invalid,
      basis = excluded.basis, expected = excluded.expected, received = excluded.received, stopped = excluded.stopped,
      rule_version = excluded.rule_version, open = excluded.open,
      revision = excluded.revision, computed_at = excluded.computed_at
    returning point_id, extract(epoch from time)::float8 as at, revision
  `.execute(tx);
  return rows.map((row) => ({
    pointId: row.point_id,
    time: Math.round(row.at * 1000),
    revision: row.revision,
  }));
}
