import { type Areal, boxOf, boxToSql, writeWkb } from '@tarim/geo';
import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type {
  Approval,
  ApprovalInput,
  Evidence,
  Inside,
  Inspection,
  Marker,
  MarkerInput,
} from '../../contract.ts';

const MARKER = sql`id, code, kind, area_kind as "areaKind", area_code as "areaCode", lon, lat, unit_path as "unitPath", condition,
  placed_on::text as "placedOn", inspected_on::text as "inspectedOn", simulated`;

export interface MarkerFilter {
  readonly areaKind?: string | undefined;
  readonly areaCode?: string | undefined;
  readonly condition?: string | undefined;
  readonly after?: number | undefined;
  readonly limit: number;
}

export async function markerRows(db: DbOrTx, filter: MarkerFilter): Promise<Marker[]> {
  const { areaKind = null, areaCode = null, condition = null, after = null } = filter;
  const { rows } = await sql<Marker>`
    select ${MARKER} from redline.marker
    where (${areaKind}::text is null or area_kind = ${areaKind}) and (${areaCode}::text is null or area_code = ${areaCode})
      and (${condition}::text is null or condition = ${condition}) and (${after}::int is null or id > ${after}::int)
    order by id limit ${filter.limit}
  `.execute(db);
  return rows;
}

export async function markerById(db: DbOrTx, id: number): Promise<Marker | null> {
  const { rows } = await sql<Marker>`select ${MARKER} from redline.marker where id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** Null: the code is taken. */
export async function insertMarker(
  tx: DbOrTx,
  one: MarkerInput,
  at: Date,
  simulated = false,
): Promise<Marker | null> {
  const { rows } = await sql<Marker>`
    insert into redline.marker (code, kind, area_kind, area_code, lon, lat, unit_path, placed_on, simulated, updated_at)
    values (${one.code}, ${one.kind}, ${one.areaKind}, ${one.areaCode}, ${one.lon}, ${one.lat}, ${one.unitPath}, ${one.placedOn}::date,
      ${simulated}, ${at})
    on conflict (code) do nothing returning ${MARKER}
  `.execute(tx);
  return rows[0] ?? null;
}

export interface NewInspection {
  readonly markerId: number;
  readonly unitPath: string;
  readonly on: string;
  readonly condition: Marker['condition'];
  readonly note: string | null;
  readonly evidence: readonly Evidence[];
  readonly byName: string;
  readonly byUser: string | null;
  readonly at: Date;
}

/** Adds a look at a marker; the marker shows what the latest day found. */
export async function insertInspection(tx: DbOrTx, one: NewInspection): Promise<void> {
  await sql`
    insert into redline.inspection (marker_id, unit_path, "on", condition, note, evidence, by_name, by_user, at)
    values (${one.markerId}, ${one.unitPath}, ${one.on}::date, ${one.condition}, ${one.note}, ${JSON.stringify(one.evidence)}::jsonb,
      ${one.byName}, ${one.byUser}, ${one.at})
  `.execute(tx);
  await sql`
    update redline.marker set condition = ${one.condition}, inspected_on = ${one.on}::date, updated_at = ${one.at}
    where id = ${one.markerId} and (inspected_on is null or inspected_on <= ${one.on}::date)
  `.execute(tx);
}

export async function inspectionRows(
  db: DbOrTx,
  filter: {
    areaKind?: string | undefined;
    areaCode?: string | undefined;
    markerId?: number | undefined;
  },
): Promise<Inspection[]> {
  const { areaKind = null, areaCode = null, markerId = null } = filter;
  const { rows } = await sql<Inspection>`
    select i.id, i.marker_id as "markerId", m.code as "markerCode", i."on"::text as "on", i.condition, i.note, i.evidence,
      i.by_name as "by"
    from redline.inspection i join redline.marker m on m.id = i.marker_id
    where (${areaKind}::text is null or m.area_kind = ${areaKind}) and (${areaCode}::text is null or m.area_code = ${areaCode})
      and (${markerId}::int is null or m.id = ${markerId}::int)
    order by i."on" desc, i.id desc limit 200
  `.execute(db);
  return rows;
}

const APPROVAL = sql`id, number, project, authority, approved_m2 as "approvedM2", area_m2 as "areaM2", valid_from::text as "validFrom",
  valid_to::text as "validTo", unit_path as "unitPath", inside, simulated`;

export async function approvalRows(
  db: DbOrTx,
  filter: { areaCode?: string | undefined; id?: number } = {},
): Promise<Approval[]> {
  const inArea = filter.areaCode ? JSON.stringify([{ code: filter.areaCode }]) : null;
  const { rows } = await sql<Approval>`
    select ${APPROVAL} from redline.approval
    where (${inArea}::jsonb is null or inside @> ${inArea}::jsonb) and (${filter.id ?? null}::int is null or id = ${filter.id ?? null}::int)
    order by valid_from desc, id desc limit 2000
  `.execute(db);
  return rows;
}

export interface NewApproval extends Omit<ApprovalInput, 'geometry'> {
  readonly unitPath: string;
  readonly areaM2: number;
  readonly inside: readonly Inside[];
  readonly geometry: Areal;
  readonly simulated: boolean;
}

/** Null: the number is registered already. */
export async function insertApproval(
  tx: DbOrTx,
  one: NewApproval,
  by: string,
  at: Date,
): Promise<Approval | null> {
  const { rows } = await sql<Approval>`
    insert into redline.approval (number, project, authority, approved_m2, area_m2, valid_from, valid_to, unit_path, inside, wkb, box,
      simulated, by_name, at)
    values (${one.number}, ${one.project}, ${one.authority}, ${one.approvedM2}, ${one.areaM2}, ${one.validFrom}::date, ${one.validTo}::date,
      ${one.unitPath}, ${JSON.stringify(one.inside)}::jsonb, ${Buffer.from(writeWkb(one.geometry))}, ${boxToSql(boxOf(one.geometry))}::box,
      ${one.simulated}, ${by}, ${at})
    on conflict (number) do nothing returning ${APPROVAL}
  `.execute(tx);
  return rows[0] ?? null;
}
