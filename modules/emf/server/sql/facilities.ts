import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { FacilityClass, FacilityInput, FacilityKind, FacilityState, Verdict } from '../../contract.ts';
import { emfErrors } from '../errors.ts';

export interface NewestRow {
  readonly id: number;
  /** ISO 8601 */
  readonly at: string;
  readonly verdict: Verdict;
  readonly percent: number | null;
  readonly upperBound: boolean;
  readonly checked: boolean;
}

export interface FacilityRow extends FacilityInput {
  readonly id: number;
  readonly simulated: boolean;
  readonly by: string;
  readonly at: Date;
  readonly newest: NewestRow | null;
  /** Beijing day of the newest own measurement that was not sent back and is fit to be judged by. */
  readonly lastOwnOn: string | null;
  readonly open: number;
}

const COLUMNS = sql`f.id, f.code, f.name, f.kind, f.facility_class as "facilityClass", f.unit_path as "unitPath",
  f.enterprise_id as "enterpriseId", f.owner, f.uscc, f.place, f.lon, f.lat, f.bands, f.power_w as "powerW", f.height_m as "heightM",
  f.azimuth, f.beam, f.site, f.fence, f.signs, f.state, f.since::text as since, f.public, f.public_place as "publicPlace", f.simulated,
  f.by_name as by, f.at,
  (select jsonb_build_object('id', m.id, 'at', m.measured_at, 'verdict', m.verdict, 'percent', m.percent,
      'upperBound', m.judgement->'upperBound', 'checked', m.state = 'checked')
    from emf.measurement m where m.facility_id = f.id and m.state <> 'returned' order by m.measured_at desc, m.id desc limit 1) as newest,
  (select (max(m.measured_at) at time zone 'Asia/Shanghai')::date::text from emf.measurement m
    where m.facility_id = f.id and m.kind = 'self' and m.state <> 'returned'
      and not (m.judgement->'problems' ? ${emfErrors.calibrationOver.code}::text)) as "lastOwnOn",
  (select count(*)::int from emf.finding d join emf.measurement m on m.id = d.measurement_id
    where m.facility_id = f.id and d.state in ('open', 'acknowledged')) as open`;

export interface FacilityWhere {
  readonly ids?: readonly number[] | undefined;
  readonly unit?: string | undefined;
  readonly kind?: FacilityKind | undefined;
  readonly facilityClass?: FacilityClass | undefined;
  readonly state?: FacilityState | undefined;
  readonly text?: string | undefined;
  readonly site?: string | undefined;
  readonly enterpriseIds?: readonly number[] | undefined;
  readonly publicOnly?: boolean | undefined;
  readonly after?: number | undefined;
  readonly limit?: number | undefined;
}

/** By id, ascending. */
export async function facilityRows(db: DbOrTx, one: FacilityWhere): Promise<FacilityRow[]> {
  const ids = one.ids ? [...one.ids] : null;
  const enterprises = one.enterpriseIds ? [...one.enterpriseIds] : null;
  const { rows } = await sql<FacilityRow>`select ${COLUMNS} from emf.facility f
    where (${ids}::int[] is null or f.id = any(${ids}::int[]))
      and (${one.unit ?? null}::text is null or starts_with(f.unit_path, ${one.unit ?? null}))
      and (${one.kind ?? null}::text is null or f.kind = ${one.kind ?? null})
      and (${one.facilityClass ?? null}::text is null or f.facility_class = ${one.facilityClass ?? null})
      and (${one.state ?? null}::text is null or f.state = ${one.state ?? null})
      and (${one.site ?? null}::text is null or f.site = ${one.site ?? null})
      and (${enterprises}::int[] is null or f.enterprise_id = any(${enterprises}::int[]))
      and (not ${one.publicOnly ?? false}::boolean or f.public)
      and (${one.text ?? null}::text is null or strpos(f.name || ' ' || f.code || ' ' || f.owner || ' ' || f.place, ${one.text ?? null}) > 0)
      and (${one.after ?? null}::int is null or f.id > ${one.after ?? null})
    order by f.id limit ${one.limit ?? null}`.execute(db);
  return rows;
}

/** Codes that are registered already. */
export async function knownCodes(db: DbOrTx, codes: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ code: string }>`
    select code from emf.facility where code = any(${[...codes]}::text[])`.execute(db);
  return new Set(rows.map(({ code }) => code));
}

/** Null: its code is taken. */
export async function insertFacility(
  db: DbOrTx,
  one: FacilityInput,
  simulated: boolean,
  by: string,
  at: Date,
): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    insert into emf.facility (code, name, kind, facility_class, unit_path, enterprise_id, owner, uscc, place, lon, lat, bands, power_w,
      height_m, azimuth, beam, site, fence, signs, state, since, public, public_place, simulated, by_name, at)
    values (${one.code}, ${one.name}, ${one.kind}, ${one.facilityClass}, ${one.unitPath}, ${one.enterpriseId}, ${one.owner}, ${one.uscc},
      ${one.place}, ${one.lon}, ${one.lat}, ${JSON.stringify(one.bands)}::jsonb, ${one.powerW}, ${one.heightM}, ${one.azimuth}, ${one.beam},
      ${one.site}, ${one.fence}, ${one.signs}, ${one.state}, ${one.since}, ${one.public}, ${one.publicPlace}, ${simulated}, ${by}, ${at})
    on conflict (code) do nothing returning id`.execute(db);
  return rows[0]?.id ?? null;
}

export async function updateFacility(
  db: DbOrTx,
  id: number,
  one: FacilityInput,
  by: string,
  at: Date,
): Promise<void> {
  await sql`update emf.facility set name = ${one.name}, kind = ${one.kind}, facility_class = ${one.facilityClass},
      unit_path = ${one.unitPath}, enterprise_id = ${one.enterpriseId}, owner = ${one.owner}, uscc = ${one.uscc}, place = ${one.place},
      lon = ${one.lon}, lat = ${one.lat}, bands = ${JSON.stringify(one.bands)}::jsonb, power_w = ${one.powerW}, height_m = ${one.heightM},
      azimuth = ${one.azimuth}, beam = ${one.beam}, site = ${one.site}, fence = ${one.fence}, signs = ${one.signs}, state = ${one.state},
      since = ${one.since}, public = ${one.public}, public_place = ${one.publicPlace}, by_name = ${by}, at = ${at}
    where id = ${id}`.execute(db);
}
