import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import { type AreaKind, AT_REST, type PatchState } from '../../contract.ts';
import type { Tally } from '../domain/tallies.ts';

const MIDDLE = sql`coalesce(substring(unit_path from '^/[^/]+/[^/]+/'), unit_path)`;
const REST = [...AT_REST];

export async function areaTotals(db: DbOrTx, on: string) {
  const { rows } = await sql<{ kind: AreaKind; count: number; areaM2: number; simulated: boolean }>`
    select kind, count(*)::int as count, sum(area_m2) as "areaM2", bool_or(simulated) as simulated from redline.area
    where valid_from <= ${on}::date and (valid_to is null or valid_to > ${on}::date) group by kind order by kind desc
  `.execute(db);
  return rows;
}

/** Human activities (known ones that were not restored) and what of them lies inside the red line. */
export async function activityTotals(db: DbOrTx) {
  const { rows } = await sql<{ count: number; insideM2: number }>`
    select count(*)::int as count, coalesce(sum((
      select sum((i ->> 'areaM2')::float8) from jsonb_array_elements(inside) i where i ->> 'kind' = 'redline')), 0) as "insideM2"
    from redline.activity where status <> 'restored'
  `.execute(db);
  return rows[0]!;
}

/** In one pass over an index. */
export async function patchTallies(db: DbOrTx, now: Date): Promise<Tally[]> {
  const { rows } = await sql<Tally>`
    select state, level, unit_path as "unitPath", count(*)::int as n, count(*) filter (where due_at < ${now})::int as overdue,
      count(*) filter (where judgement = 'violation')::int as violations
    from redline.patch group by 1, 2, 3
  `.execute(db);
  return rows;
}

export async function markerCounts(
  db: DbOrTx,
  area?: { readonly kind: string; readonly code: string },
): Promise<Record<string, number>> {
  const { rows } = await sql<{ condition: string; n: number }>`
    select condition, count(*)::int as n from redline.marker
    where (${area?.kind ?? null}::text is null or (area_kind = ${area?.kind ?? ''} and area_code = ${area?.code ?? ''})) group by condition
  `.execute(db);
  return Object.fromEntries(rows.map((one) => [one.condition, one.n]));
}

const MOST_POINTS = 1_000;
export async function openPoints(db: DbOrTx, now: Date) {
  const { rows } = await sql<{ id: number; lon: number; lat: number; state: PatchState; overdue: boolean }>`
    select id, lon, lat, state, coalesce(due_at < ${now}, false) as overdue from redline.patch
    where state <> all(${REST}::text[]) order by id desc limit ${MOST_POINTS}
  `.execute(db);
  return rows;
}

/** Counts by detector and version, and by prefecture or division where asked. Parts and merged patches stand for what they came from. */
export async function precisionRows(db: DbOrTx, unitPath: string | null, byUnit: boolean) {
  const { rows } = await sql<{
    detector: string;
    detectorVersion: string;
    unitPath: string;
    proposed: number;
    discarded: Record<string, number>;
    judged: Record<string, number>;
    simulated: number;
  }>`
    with one as (
      select detector, detector_version, ${byUnit ? MIDDLE : sql`'/'`} as unit, discard_reason, judgement, simulated,
        state = 'discarded' as gone
      from redline.patch
      where state <> 'superseded' and (${unitPath}::text is null or starts_with(unit_path, ${unitPath ?? ''}))
    ), reasons as (
      select detector, detector_version, unit, discard_reason as key, count(*)::int as n from one where gone group by 1, 2, 3, 4
    ), said as (
      select detector, detector_version, unit, judgement as key, count(*)::int as n from one where judgement is not null group by 1, 2, 3, 4
    )
    select detector, detector_version as "detectorVersion", unit as "unitPath", count(*)::int as proposed,
      count(*) filter (where simulated)::int as simulated,
      coalesce((select jsonb_object_agg(key, n) from reasons r where (r.detector, r.detector_version, r.unit) = (o.detector, o.detector_version, o.unit)), '{}') as discarded,
      coalesce((select jsonb_object_agg(key, n) from said s where (s.detector, s.detector_version, s.unit) = (o.detector, o.detector_version, o.unit)), '{}') as judged
    from one o group by detector, detector_version, unit order by detector, detector_version desc, unit
  `.execute(db);
  return rows;
}

export async function patchStatesIn(db: DbOrTx, kind: string, code: string): Promise<Record<string, number>> {
  const { rows } = await sql<{ state: string; n: number }>`
    select state, count(*)::int as n from redline.patch where areas @> array[${`${kind}/${code}`}]::text[] and state <> 'superseded'
    group by state
  `.execute(db);
  return Object.fromEntries(rows.map((one) => [one.state, one.n]));
}
