import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import { AT_REST, type Judgement, type PatchState } from '../../contract.ts';

/** A patch that was there at the end of a period, as it stood then. */
export interface PatchThen {
  readonly id: number;
  readonly unitPath: string;
  readonly lon: number;
  readonly lat: number;
  readonly class: string | null;
  readonly areaM2: number;
  readonly redlineM2: number;
  readonly state: PatchState;
  readonly judgement: Judgement | null;
  readonly open: boolean;
  readonly overdue: boolean;
  /** Acts of the period on it, without repetition: `propose`, `discard`, `judge`, `accept` … */
  readonly acts: readonly string[];
  readonly simulated: boolean;
}

export interface AreasThen {
  readonly kind: 'redline' | 'protected';
  readonly count: number;
  readonly areaM2: number;
  readonly adjusted: number;
  readonly deltaM2: number;
  readonly simulated: boolean;
}

/** Of a unit, or of all (`/`); from an instant to another, which is no longer part of it. */
export interface Span {
  readonly unitPath: string;
  readonly from: Date;
  readonly to: Date;
}

/**
 * Patches as they stood at the end of a period: those of which nothing happened since are as their row says, the others as their
 * events say. What was merged or split counts by what came of it. Left out are those that rested before it began.
 */
export async function patchesThen(db: DbOrTx, { unitPath, from, to }: Span): Promise<PatchThen[]> {
  const { rows } = await sql<PatchThen>`
    with happened as (
      select patch_id, array_agg(distinct act) as acts from redline.patch_event where at >= ${from} and at < ${to} group by patch_id
    ), stood as (
      select p.id, p.unit_path, p.lon, p.lat, p.class, p.area_m2, p.redline_m2, p.simulated, coalesce(h.acts, '{}') as acts,
        case when p.updated_at < ${to} then p.state else e.to_state end as state,
        case when p.updated_at < ${to} then p.judgement else j.said end as judgement,
        case when p.updated_at < ${to} then p.due_at else d.due end as due_at
      from redline.patch p
      left join happened h on h.patch_id = p.id
      left join lateral (select to_state from redline.patch_event where patch_id = p.id and at < ${to} order by id desc limit 1) e
        on p.updated_at >= ${to}
      left join lateral (select change ->> 'judgement' as said from redline.patch_event
        where patch_id = p.id and at < ${to} and change ? 'judgement' order by id desc limit 1) j on p.updated_at >= ${to}
      left join lateral (select (change ->> 'dueAt')::timestamptz as due from redline.patch_event
        where patch_id = p.id and at < ${to} and change ? 'dueAt' order by id desc limit 1) d on p.updated_at >= ${to}
      where p.created_at < ${to} and starts_with(p.unit_path, ${unitPath})
    )
    select id, unit_path as "unitPath", lon, lat, class, area_m2 as "areaM2", redline_m2 as "redlineM2", state, judgement,
      state <> all(${[...AT_REST]}::text[]) as open, coalesce(due_at < ${to}, false) as overdue, acts, simulated
    from stood where state <> 'superseded' and (cardinality(acts) > 0 or state <> all(${[...AT_REST]}::text[])) order by id
  `.execute(db);
  return rows;
}

/** Boundaries in force on the last day of a period, and what was adjusted in it. */
export async function areasThen(db: DbOrTx, { unitPath, from, to }: Span): Promise<AreasThen[]> {
  const day = (at: Date) => sql`(${at}::timestamptz at time zone 'Asia/Shanghai')::date`;
  const { rows } = await sql<AreasThen>`
    with held as (
      select kind, count(*)::int as n, sum(area_m2) as area, bool_or(simulated) as simulated from redline.area
      where starts_with(unit_path, ${unitPath}) and valid_from < ${day(to)} and (valid_to is null or valid_to >= ${day(to)})
      group by kind
    ), changed as (
      select kind, count(*)::int as n, sum(delta_m2) as delta from redline.adjustment
      where starts_with(unit_path, ${unitPath}) and valid_from >= ${day(from)} and valid_from < ${day(to)} and from_version is not null
      group by kind
    )
    select held.kind, held.n as count, held.area as "areaM2", coalesce(changed.n, 0) as adjusted,
      coalesce(changed.delta, 0) as "deltaM2", held.simulated
    from held left join changed on changed.kind = held.kind order by held.kind desc
  `.execute(db);
  return rows;
}
