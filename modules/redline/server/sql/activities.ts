import { type Areal, boxOf, boxToSql, readWkb, writeWkb } from '@tarim/geo';
import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Activity, ActivityClass, ActivityInput, Inside } from '../../contract.ts';

export async function classes(db: DbOrTx): Promise<ActivityClass[]> {
  const { rows } = await sql<ActivityClass>`
    select code, parent, names, draft_name as "draftName", older_name as "olderName", source from redline.activity_class order by sort
  `.execute(db);
  return rows;
}

export async function classExists(db: DbOrTx, code: string): Promise<boolean> {
  const { rows } = await sql`select 1 from redline.activity_class where code = ${code}`.execute(db);
  return rows.length > 0;
}

const COLUMNS = sql`id, code, name, class, unit_path as "unitPath", status, legal_basis as "legalBasis", approval_id as "approvalId",
  first_seen::text as "firstSeen", last_seen::text as "lastSeen", area_m2 as "areaM2", inside,
  (select count(*)::int from redline.activity_sighting s where s.activity_id = a.id) as sightings, simulated`;

export interface ActivityFilter {
  readonly id?: number;
  readonly code?: string;
  readonly class?: string | undefined;
  readonly unitPath?: string | undefined;
  readonly areaCode?: string | undefined;
  readonly after?: number | undefined;
  readonly limit?: number;
}

export async function activityRows(db: DbOrTx, filter: ActivityFilter): Promise<Activity[]> {
  const inArea = filter.areaCode ? JSON.stringify([{ code: filter.areaCode }]) : null;
  const { rows } = await sql<Activity>`
    select ${COLUMNS} from redline.activity a
    where (${filter.id ?? null}::int is null or id = ${filter.id ?? null}::int)
      and (${filter.code ?? null}::text is null or code = ${filter.code ?? null})
      and (${filter.class ?? null}::text is null or starts_with(class, ${filter.class ?? ''}))
      and (${filter.unitPath ?? null}::text is null or starts_with(unit_path, ${filter.unitPath ?? ''}))
      and (${inArea}::jsonb is null or inside @> ${inArea}::jsonb)
      and (${filter.after ?? null}::int is null or id > ${filter.after ?? null}::int)
    order by id limit ${filter.limit ?? 1_000}
  `.execute(db);
  return rows;
}

export interface Sighting extends Omit<ActivityInput, 'geometry'> {
  readonly unitPath: string;
  readonly areaM2: number;
  readonly geometry: Areal;
  readonly inside: readonly Inside[];
  readonly simulated: boolean;
}

/** Adds an activity or, under a known code, another sighting; the row keeps what was seen last. */
export async function putActivity(tx: DbOrTx, one: Sighting, by: string, at: Date): Promise<number> {
  const wkb = Buffer.from(writeWkb(one.geometry));
  const { rows } = await sql<{ id: number }>`
    insert into redline.activity as a (code, name, class, unit_path, status, legal_basis, approval_id, first_seen, last_seen, area_m2, inside,
      wkb, box, simulated, updated_at)
    values (${one.code}, ${one.name}, ${one.class}, ${one.unitPath}, ${one.status}, ${one.legalBasis}, ${one.approvalId}, ${one.seenOn}::date,
      ${one.seenOn}::date, ${one.areaM2}, ${JSON.stringify(one.inside)}::jsonb, ${wkb}, ${boxToSql(boxOf(one.geometry))}::box,
      ${one.simulated}, ${at})
    on conflict (code) do update set
      first_seen = least(a.first_seen, excluded.first_seen), last_seen = greatest(a.last_seen, excluded.last_seen), updated_at = excluded.updated_at,
      -- A sighting of an earlier day adds to the history and does not change what is there now.
      name = case when excluded.last_seen >= a.last_seen then excluded.name else a.name end,
      class = case when excluded.last_seen >= a.last_seen then excluded.class else a.class end,
      status = case when excluded.last_seen >= a.last_seen then excluded.status else a.status end,
      legal_basis = case when excluded.last_seen >= a.last_seen then excluded.legal_basis else a.legal_basis end,
      approval_id = case when excluded.last_seen >= a.last_seen then excluded.approval_id else a.approval_id end,
      area_m2 = case when excluded.last_seen >= a.last_seen then excluded.area_m2 else a.area_m2 end,
      inside = case when excluded.last_seen >= a.last_seen then excluded.inside else a.inside end,
      wkb = case when excluded.last_seen >= a.last_seen then excluded.wkb else a.wkb end,
      box = case when excluded.last_seen >= a.last_seen then excluded.box else a.box end
    returning id
  `.execute(tx);
  const id = rows[0]!.id;
  await sql`
    insert into redline.activity_sighting (activity_id, unit_path, seen_on, status, source, area_m2, wkb, by_name, at)
    values (${id}, ${one.unitPath}, ${one.seenOn}::date, ${one.status}, ${one.source}, ${one.areaM2}, ${wkb}, ${by}, ${at})
  `.execute(tx);
  return id;
}

export async function sightingsOf(db: DbOrTx, id: number) {
  const { rows } = await sql<{
    seenOn: string;
    status: Activity['status'];
    source: string;
    areaM2: number;
    wkb: Uint8Array;
  }>`
    select seen_on::text as "seenOn", status, source, area_m2 as "areaM2", wkb from redline.activity_sighting
    where activity_id = ${id} order by seen_on desc, id desc
  `.execute(db);
  return rows.map(({ wkb, ...row }) => ({ ...row, geometry: readWkb(wkb) }));
}

/** Activities whose latest shape meets an area: count and what lies inside, by the ledger's own overlay. */
export async function activitiesInside(
  db: DbOrTx,
  kind: string,
  code: string,
): Promise<{ count: number; insideM2: number }> {
  const { rows } = await sql<{ count: number; insideM2: number }>`
    select count(*)::int as count, coalesce(sum((i ->> 'areaM2')::float8), 0) as "insideM2"
    from redline.activity a, jsonb_array_elements(a.inside) i
    where a.status <> 'restored' and i ->> 'kind' = ${kind} and i ->> 'code' = ${code}
  `.execute(db);
  return rows[0]!;
}
