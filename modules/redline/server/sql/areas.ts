import { type Areal, type Box, boxOf, boxToSql, readWkb, writeWkb } from '@tarim/geo';
import { beijingIso } from '@tarim/kernel';
import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Adjustment, Area, AreaKind, AreaSum } from '../../contract.ts';

export interface AreaRow extends Area {
  readonly geometry: Areal;
}

const COLUMNS = sql`kind, code, version, name, type, zone, function, authority, unit_path as "unitPath", area_m2 as "areaM2",
  survey_m2 as "surveyM2", area_m2 / survey_m2 - 1 as deviation, valid_from::text as "validFrom", valid_to::text as "validTo", simulated`;
const heldOn = (day: string) =>
  sql`valid_from <= ${day}::date and (valid_to is null or valid_to > ${day}::date)`;

export interface AreaFilter {
  readonly kind?: AreaKind | undefined;
  readonly unitPath?: string | undefined;
  /** Text for `ilike`. */
  readonly q?: string | null;
}

const asked = ({
  kind,
  unitPath,
  q,
}: AreaFilter) => sql`(${kind ?? null}::text is null or kind = ${kind ?? null})
  and (${unitPath ?? null}::text is null or starts_with(unit_path, ${unitPath ?? ''}))
  and (${q ?? null}::text is null or code ilike ${q ?? ''} or name ilike ${q ?? ''} or authority ilike ${q ?? ''})`;

/** What was in force on a day, without geometry. */
export async function areasOn(db: DbOrTx, day: string, filter: AreaFilter = {}): Promise<Area[]> {
  const { rows } = await sql<Area>`
    select ${COLUMNS} from redline.area where ${heldOn(day)} and ${asked(filter)} order by kind desc, code
  `.execute(db);
  return rows;
}

/** Sums by prefecture or division, kind and type. */
export async function areaSums(db: DbOrTx, day: string, filter: AreaFilter = {}): Promise<AreaSum[]> {
  const { rows } = await sql<AreaSum>`
    select coalesce(substring(unit_path from '^/[^/]+/[^/]+/'), unit_path) as "unitPath", kind, type, count(*)::int as count,
      sum(area_m2) as "areaM2", coalesce(sum(survey_m2), 0) as "surveyM2", count(survey_m2)::int as surveyed
    from redline.area where ${heldOn(day)} and ${asked(filter)} group by 1, 2, 3 order by 1, 2 desc, 3
  `.execute(db);
  return rows;
}

/** With geometry, what was in force on a day and whose box meets the given one. */
export async function shapesOn(db: DbOrTx, day: string, near?: Box): Promise<AreaRow[]> {
  const box = near ? boxToSql(near) : null;
  const { rows } = await sql<Area & { wkb: Uint8Array }>`
    select ${COLUMNS}, wkb from redline.area
    where ${heldOn(day)} and (${box}::text is null or box && ${box}::text::box) order by kind desc, code
  `.execute(db);
  return rows.map(({ wkb, ...row }) => ({ ...row, geometry: readWkb(wkb) as Areal }));
}

/** All versions of an area, newest first. */
export async function versionsOf(db: DbOrTx, kind: AreaKind, code: string): Promise<AreaRow[]> {
  const { rows } = await sql<Area & { wkb: Uint8Array }>`
    select ${COLUMNS}, wkb from redline.area where kind = ${kind} and code = ${code} order by version desc
  `.execute(db);
  return rows.map(({ wkb, ...row }) => ({ ...row, geometry: readWkb(wkb) as Areal }));
}

/** The last version of each area of a kind, also of those that were given up; locked against others who import. */
export async function lastVersions(tx: DbOrTx, kind: AreaKind): Promise<AreaRow[]> {
  const { rows } = await sql<Area & { wkb: Uint8Array }>`
    select ${COLUMNS}, wkb from redline.area a
    where kind = ${kind} and version = (select max(version) from redline.area b where b.kind = a.kind and b.code = a.code)
    order by code
  `.execute(tx);
  return rows.map(({ wkb, ...row }) => ({ ...row, geometry: readWkb(wkb) as Areal }));
}

/** One import of a kind at a time: what it compares with does not move under it. */
export async function lockAreas(tx: DbOrTx, kind: AreaKind): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`redline.area.${kind}`}))`.execute(tx);
}

export async function insertArea(tx: DbOrTx, area: Omit<AreaRow, 'deviation'>, at: Date): Promise<void> {
  await sql`
    insert into redline.area (kind, code, version, name, type, zone, function, authority, unit_path, area_m2, survey_m2, wkb, box,
      valid_from, valid_to, recorded_at, simulated)
    values (${area.kind}, ${area.code}, ${area.version}, ${area.name}, ${area.type}, ${area.zone}, ${area.function}, ${area.authority},
      ${area.unitPath}, ${area.areaM2}, ${area.surveyM2}, ${Buffer.from(writeWkb(area.geometry))}, ${boxToSql(boxOf(area.geometry))}::box,
      ${area.validFrom}::date, ${area.validTo}::date, ${at}, ${area.simulated})
  `.execute(tx);
}

export async function endArea(tx: DbOrTx, kind: AreaKind, code: string, on: string): Promise<void> {
  await sql`update redline.area set valid_to = ${on}::date where kind = ${kind} and code = ${code} and valid_to is null`.execute(
    tx,
  );
}

export type NewAdjustment = Omit<Adjustment, 'id' | 'at'> & { readonly at: Date; readonly unitPath: string };

export async function insertAdjustment(tx: DbOrTx, one: NewAdjustment): Promise<void> {
  await sql`
    insert into redline.adjustment (kind, code, unit_path, from_version, to_version, valid_from, approval, reason, delta_m2, gained_m2,
      lost_m2, by_name, at)
    values (${one.kind}, ${one.code}, ${one.unitPath}, ${one.fromVersion}, ${one.toVersion}, ${one.validFrom}::date, ${one.approval},
      ${one.reason}, ${one.deltaM2}, ${one.gainedM2}, ${one.lostM2}, ${one.by}, ${one.at})
  `.execute(tx);
}

/** Newest first. */
export async function adjustmentsOf(
  db: DbOrTx,
  filter: { kind?: AreaKind | undefined; code?: string } = {},
): Promise<Adjustment[]> {
  const { rows } = await sql<Omit<Adjustment, 'at'> & { at: Date }>`
    select id, kind, code, from_version as "fromVersion", to_version as "toVersion", valid_from::text as "validFrom", approval, reason,
      delta_m2 as "deltaM2", gained_m2 as "gainedM2", lost_m2 as "lostM2", by_name as "by", at
    from redline.adjustment
    where (${filter.kind ?? null}::text is null or kind = ${filter.kind ?? null})
      and (${filter.code ?? null}::text is null or code = ${filter.code ?? null})
    order by id desc limit 1000
  `.execute(db);
  return rows.map((row) => ({ ...row, at: beijingIso(row.at.getTime()) }));
}
