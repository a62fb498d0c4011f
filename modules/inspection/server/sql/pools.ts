import { beijingIso } from '@tarim/kernel';
import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Inspector, InspectorInput, PoolObject, Scheme, Stratum } from '../../contract.ts';

type Raw<T, K extends keyof T> = Omit<T, K> & { readonly [P in K]: Date };

export interface PoolQuery {
  readonly unit?: string | undefined;
  readonly stratum?: Stratum | undefined;
  readonly text?: string | undefined;
  readonly id?: number | undefined;
  readonly after?: number | undefined;
  readonly limit: number;
  /** First day of the calendar year whose visits count. */
  readonly yearFrom: string;
}

/** Objects with their visits that count; by number. */
export async function poolObjects(db: DbOrTx, one: PoolQuery): Promise<PoolObject[]> {
  const { rows } = await sql<Raw<PoolObject, 'changedAt'>>`
    select o.enterprise_id as "enterpriseId", o.uscc, o.name, o.unit_path as "unitPath", o.stratum, o.factors, o.hold, o.speciality,
      (select count(*)::int from inspection.visit v where v.enterprise_id = o.enterprise_id and v.exemption is null
        and v.planned_at >= ${one.yearFrom}::date::timestamp at time zone 'Asia/Shanghai') as visits,
      (select max(v.visited_on)::text from inspection.visit v where v.enterprise_id = o.enterprise_id) as "lastVisit",
      o.simulated, o.changed_by as "changedBy", o.changed_at as "changedAt"
    from inspection.object o
    where (${one.id ?? null}::int is null or o.enterprise_id = ${one.id ?? null})
      and (${one.unit ?? null}::text is null or starts_with(o.unit_path, ${one.unit ?? null}))
      and (${one.stratum ?? null}::text is null or o.stratum = ${one.stratum ?? null})
      and (${one.text ?? null}::text is null or strpos(o.name, ${one.text ?? null}) > 0 or o.uscc = ${one.text ?? null})
      and o.enterprise_id > ${one.after ?? 0}
    order by o.enterprise_id limit ${one.limit}
  `.execute(db);
  return rows.map((row) => ({ ...row, changedAt: beijingIso(row.changedAt.getTime()) }));
}

export async function addObjects(
  db: DbOrTx,
  rows: readonly Pick<PoolObject, 'enterpriseId' | 'uscc' | 'name' | 'unitPath' | 'stratum' | 'simulated'>[],
  by: string,
  at: Date,
): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into inspection.object (enterprise_id, uscc, name, unit_path, stratum, factors, simulated, changed_by, changed_at)
    select "enterpriseId", uscc, name, "unitPath", stratum, '{}', simulated, ${by}, ${at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r("enterpriseId" int, uscc text, name text, "unitPath" text, stratum text, simulated boolean)
    on conflict (enterprise_id) do update set uscc = excluded.uscc, name = excluded.name, unit_path = excluded.unit_path
      where (inspection.object.uscc, inspection.object.name, inspection.object.unit_path)
        is distinct from (excluded.uscc, excluded.name, excluded.unit_path)
  `.execute(db);
  return Number(numAffectedRows ?? 0);
}

export async function removeObjects(db: DbOrTx, unit: string, keep: readonly number[]): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from inspection.object where starts_with(unit_path, ${unit}) and not (enterprise_id = any(${[...keep]}::int[]))
  `.execute(db);
  return Number(numAffectedRows ?? 0);
}

export async function updateObject(
  db: DbOrTx,
  id: number,
  one: Pick<PoolObject, 'stratum' | 'factors' | 'hold' | 'speciality'>,
  by: string,
  at: Date,
): Promise<void> {
  await sql`update inspection.object set stratum = ${one.stratum}, factors = ${JSON.stringify(one.factors)}::jsonb, hold = ${one.hold},
      speciality = ${one.speciality}, changed_by = ${by}, changed_at = ${at} where enterprise_id = ${id}`.execute(
    db,
  );
}

export interface InspectorRow extends Omit<Inspector, 'recusals'> {
  readonly recusals: number[];
}

export async function inspectorRows(
  db: DbOrTx,
  { unit, ids }: { unit?: string | undefined; ids?: readonly number[] | undefined },
): Promise<InspectorRow[]> {
  const { rows } = await sql<InspectorRow>`
    select id, name, certificate, certified_to::text as "certifiedTo", unit_path as "unitPath", specialities, recusals, active, simulated
    from inspection.inspector
    where (${unit ?? null}::text is null or starts_with(unit_path, ${unit ?? null}))
      and (${ids ? [...ids] : null}::int[] is null or id = any(${ids ? [...ids] : null}::int[]))
    order by unit_path, certificate
  `.execute(db);
  return rows;
}

/** @returns its number; null: the certificate is somebody else's */
export async function putInspector(
  db: DbOrTx,
  id: number | null,
  one: InspectorInput,
  more: { simulated: boolean; by: string; at: Date },
): Promise<number | null> {
  const taken = await sql<{
    id: number;
  }>`select id from inspection.inspector where certificate = ${one.certificate}`.execute(db);
  if (taken.rows.some((row) => row.id !== id)) return null;
  const values = sql`${one.name}, ${one.certificate}, ${one.certifiedTo}::date, ${one.unitPath}, ${[...one.specialities]}::text[],
    ${[...one.recusals]}::int[], ${one.active}, ${more.by}, ${more.at}`;
  const columns = sql`name, certificate, certified_to, unit_path, specialities, recusals, active, changed_by, changed_at`;
  const { rows } = id
    ? await sql<{
        id: number;
      }>`update inspection.inspector set (${columns}) = (${values}) where id = ${id} returning id`.execute(db)
    : await sql<{
        id: number;
      }>`insert into inspection.inspector (${columns}, simulated) values (${values}, ${more.simulated}) returning id`.execute(
        db,
      );
  return rows[0]!.id;
}

/** Versions of a unit and of the units above it, the nearest unit first, the newest first. */
export async function schemesFor(db: DbOrTx, unit: string): Promise<(Scheme & { present: boolean })[]> {
  const { rows } = await sql<Raw<Scheme, 'effectiveFrom'> & { present: boolean }>`
    select id, unit_path as "unitPath", version, quotas, weights, team_size as "teamSize", visit_cap as "visitCap", reason,
      by_name as "byName", effective_from as "effectiveFrom", effective_to is null as present
    from inspection.scheme where starts_with(${unit}, unit_path) order by length(unit_path) desc, version desc limit 200
  `.execute(db);
  return rows.map((row) => ({ ...row, effectiveFrom: beijingIso(row.effectiveFrom.getTime()) }));
}

export async function insertScheme(
  db: DbOrTx,
  one: Pick<Scheme, 'unitPath' | 'quotas' | 'weights' | 'teamSize' | 'visitCap' | 'reason' | 'byName'>,
  at: Date,
): Promise<void> {
  await sql`update inspection.scheme set effective_to = ${at} where unit_path = ${one.unitPath} and effective_to is null`.execute(
    db,
  );
  await sql`
    insert into inspection.scheme (unit_path, version, quotas, weights, team_size, visit_cap, reason, by_name, effective_from)
    select ${one.unitPath}, coalesce(max(version), 0) + 1, ${JSON.stringify(one.quotas)}::jsonb, ${JSON.stringify(one.weights)}::jsonb,
      ${one.teamSize}, ${one.visitCap}, ${one.reason}, ${one.byName}, ${at}
    from inspection.scheme where unit_path = ${one.unitPath}
  `.execute(db);
}
