import { beijingDate } from '@tarim/kernel';
import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { PointKind, SiteLife, SitePurpose } from '../../contract.ts';
import { POINT } from './columns.ts';

export interface RegisteredPoint {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly kind: PointKind;
  readonly unitPath: string;
  readonly enterpriseId: number | null;
  readonly enterpriseName: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly controlLevel: string | null;
  readonly purposes: readonly SitePurpose[];
  readonly responsibleBody: string | null;
  readonly lifecycle: SiteLife;
  readonly openedOn: string | null;
  readonly retiredOn: string | null;
  readonly public: boolean;
  readonly attributes: Record<string, string | number | boolean | null>;
  readonly simulated: boolean;
  readonly active: boolean;
}

/** Points that are in use, by kind, place and openness; ordered by id. */
export async function listPoints(
  db: DbOrTx,
  filter: {
    kind?: string;
    kinds?: readonly string[];
    unitPathPrefix?: string;
    publicOnly?: boolean;
    inactiveToo?: boolean;
  } = {},
): Promise<RegisteredPoint[]> {
  const kinds = filter.kinds ?? (filter.kind ? [filter.kind] : null);
  const { rows } = await sql<RegisteredPoint>`
    select ${POINT} from registry.point p
    where (${kinds}::text[] is null or p.kind = any(${kinds}::text[]))
      and (${filter.unitPathPrefix ?? null}::text is null or starts_with(p.unit_path, ${filter.unitPathPrefix ?? null}))
      and (not ${filter.publicOnly ?? false}::boolean or p.public) and (p.active or ${filter.inactiveToo ?? false}::boolean)
    order by p.id
  `.execute(db);
  return rows;
}

/** Points by id, also closed ones: old data stay readable. */
export async function pointsByIds(db: DbOrTx, ids: readonly number[]): Promise<RegisteredPoint[]> {
  if (ids.length === 0) return [];
  const { rows } =
    await sql<RegisteredPoint>`select ${POINT} from registry.point p where p.id = any(${ids}::int[]) order by p.id`.execute(
      db,
    );
  return rows;
}

export interface RegisteredEnterprise {
  readonly id: number;
  readonly uscc: string;
  readonly name: string;
  readonly shortName: string | null;
  /** Code of GB/T 4754. */
  readonly industry: string | null;
  readonly industryName: string | null;
  readonly category: string | null;
  readonly unitPath: string;
  readonly address: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly simulated: boolean;
}

export async function enterprisesByIds(db: DbOrTx, ids: readonly number[]): Promise<RegisteredEnterprise[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<RegisteredEnterprise>`
    select id, uscc, name, short_name as "shortName", industry, industry_name as "industryName", category, unit_path as "unitPath", address, lon, lat, simulated
    from registry.enterprise where id = any(${ids}::int[]) order by id
  `.execute(db);
  return rows;
}

/** Enterprises in use, ordered by id: enough to see which of them has no outlet. */
/** What whole registers are gone through by: where each enterprise stands, and its industry (GB/T 4754). */
export type EnterpriseInUse = Pick<RegisteredEnterprise, 'id' | 'name' | 'unitPath' | 'lon' | 'lat'> & {
  readonly industry: string | null;
};

export async function enterprisesInUse(db: DbOrTx): Promise<EnterpriseInUse[]> {
  const { rows } = await sql<EnterpriseInUse>`
    select id, name, unit_path as "unitPath", lon, lat, industry from registry.enterprise where active order by id
  `.execute(db);
  return rows;
}

export interface RegisteredDevice {
  readonly id: number;
  readonly mn: string;
  readonly pointId: number;
  readonly unitPath: string;
  readonly edition: '2005' | '2017' | '2025';
  readonly transport: 'tcp' | 'mqtt' | 'http';
  /** Sealed; open it with `ctx.secrets`. */
  readonly password: string | null;
  readonly sm4Key: string | null;
  /** Seconds. */
  readonly rtdInterval: number | null;
  /** Minutes. */
  readonly minuteInterval: number | null;
  /** What it reaches the platform through (上联网关); null: not known. */
  readonly gateway: string | null;
  readonly active: boolean;
}

/** Active devices by MN; all of them when no MN is named. */
export async function devicesByMn(db: DbOrTx, mns?: readonly string[]): Promise<RegisteredDevice[]> {
  const { rows } = await sql<RegisteredDevice>`
    select id, mn, point_id as "pointId", unit_path as "unitPath", edition, transport, password, sm4_key as "sm4Key", rtd_interval as "rtdInterval",
      minute_interval as "minuteInterval", gateway, active
    from registry.device where active and (${mns ?? null}::text[] is null or mn = any(${mns ?? null}::text[])) order by id
  `.execute(db);
  return rows;
}

/** How a point's device was agreed to report; without its secrets. */
export type PointDevice = Pick<
  RegisteredDevice,
  'id' | 'mn' | 'pointId' | 'edition' | 'rtdInterval' | 'minuteInterval' | 'gateway'
>;

/** Active devices of these points, the one registered last of a point first. */
export async function devicesOfPoints(db: DbOrTx, pointIds: readonly number[]): Promise<PointDevice[]> {
  if (pointIds.length === 0) return [];
  const { rows } = await sql<PointDevice>`
    select id, mn, point_id as "pointId", edition, rtd_interval as "rtdInterval", minute_interval as "minuteInterval", gateway
    from registry.device where active and point_id = any(${pointIds}::int[]) order by point_id, id desc
  `.execute(db);
  return rows;
}

export interface RegisteredParameter {
  readonly pointId: number;
  readonly code: string;
  /** The unit in which the device really reports; null: nobody has said it, and nothing may be assumed. */
  readonly unit: string | null;
  readonly decimals: number | null;
  readonly rangeLow: number | null;
  readonly rangeHigh: number | null;
  readonly sort: number;
  readonly public: boolean;
}

export async function pointParameters(
  db: DbOrTx,
  pointIds: readonly number[],
): Promise<RegisteredParameter[]> {
  if (pointIds.length === 0) return [];
  const { rows } = await sql<RegisteredParameter>`
    select point_id as "pointId", code, unit, decimals, range_low as "rangeLow", range_high as "rangeHigh", sort, public
    from registry.point_parameter where point_id = any(${pointIds}::int[]) order by point_id, sort, code
  `.execute(db);
  return rows;
}

export interface RegisteredLimit {
  readonly id: number;
  readonly pointId: number;
  readonly code: string;
  readonly basis: 'hour' | 'day';
  readonly measure: 'converted' | 'actual';
  readonly upper: number | null;
  readonly lower: number | null;
  /** Unit of `upper` and `lower`; null: the unit of the point's parameter. */
  readonly unit: string | null;
  readonly referenceO2: number | null;
  readonly standard: string;
  readonly clause: string | null;
  readonly effectiveFrom: string;
  readonly effectiveTo: string | null;
  readonly confidence: string | null;
  readonly source: string | null;
}

/** Where a local limit `l` judges a point `p`. */
export const LOCAL_COVERS = sql`l.kind = p.kind and starts_with(p.unit_path, l.unit_path)
  and (l.industry is null or exists (select 1 from registry.enterprise o where o.id = p.enterprise_id and starts_with(o.industry, l.industry)))`;

/** Codes of the standards that limits in force on the Beijing date of an instant are taken from. */
export async function standardsOfLimits(db: DbOrTx, atMs: number): Promise<ReadonlySet<string>> {
  const day = beijingDate(atMs);
  const { rows } = await sql<{ standard: string }>`
    select distinct standard from (
      select standard, effective_from, effective_to from registry.point_limit
      union all select standard, effective_from, effective_to from registry.local_limit) l
    where effective_from <= ${day}::date and (effective_to is null or effective_to >= ${day}::date)`.execute(
    db,
  );
  return new Set(rows.map((row) => row.standard));
}

/** Limits of these points, their own and local ones, in force on the Beijing date of an instant; without an instant, all that ever were. */
export async function limitsAt(
  db: DbOrTx,
  pointIds: readonly number[],
  atMs?: number,
): Promise<RegisteredLimit[]> {
  if (pointIds.length === 0) return [];
  const day = atMs === undefined ? null : beijingDate(atMs);
  const { rows } = await sql<RegisteredLimit>`
    select id, "pointId", code, basis, measure, upper, lower, unit, reference_o2 as "referenceO2", standard, clause,
      effective_from::text as "effectiveFrom", effective_to::text as "effectiveTo", confidence, source
    from (
      select l.point_id as "pointId", l.id, l.code, l.basis, l.measure, l.upper, l.lower, l.unit, l.reference_o2, l.standard, l.clause,
        l.effective_from, l.effective_to, l.confidence, l.source
      from registry.point_limit l where l.point_id = any(${pointIds}::int[])
      union all
      select p.id, l.id, l.code, l.basis, l.measure, l.upper, l.lower, l.unit, l.reference_o2, l.standard, l.clause,
        l.effective_from, l.effective_to, l.confidence, l.source
      from registry.point p join registry.local_limit l on ${LOCAL_COVERS}
      where p.id = any(${pointIds}::int[])
    ) limits
    where (${day}::date is null or (effective_from <= ${day}::date and (effective_to is null or effective_to >= ${day}::date)))
    order by "pointId", code, effective_from
  `.execute(db);
  return rows;
}
