import { type Areal, type Box, boxToSql, readWkb, writeWkb } from '@tarim/geo';
import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { OutlineLayer } from '../../contract.ts';

export interface Outline {
  readonly unitCode: string;
  readonly layer: OutlineLayer;
  readonly geometry: Areal;
  readonly box: Box;
  /** Where the label stands. */
  readonly lon: number;
  readonly lat: number;
  readonly source: string;
  /** Demonstration outline of the pack, not the authority's own. */
  readonly demo: boolean;
  /** First day of validity, `YYYY-MM-DD`. */
  readonly effectiveFrom: string;
}

interface Raw {
  unit_code: string;
  layer: OutlineLayer;
  wkb: Uint8Array;
  x0: number;
  y0: number;
  x1: number;
  y1: number;
  lon: number;
  lat: number;
  source: string;
  demo: boolean;
  effective_from: string;
}

/** The outlines that hold on a day: per unit and layer the authority's newest, else the pack's. */
export async function outlinesOn(db: DbOrTx, day: string): Promise<Outline[]> {
  const { rows } = await sql<Raw>`
    select distinct on (u.sort, o.unit_code, o.layer)
      o.unit_code, o.layer, o.wkb, o.lon, o.lat, o.source, o.demo, o.effective_from::text,
      (box[1])[0] as x0, (box[1])[1] as y0, (box[0])[0] as x1, (box[0])[1] as y1
    from region.outline o join region.unit u on u.code = o.unit_code
    where o.effective_from <= ${day}::date
    order by u.sort, o.unit_code, o.layer, o.demo, o.effective_from desc
  `.execute(db);
  return rows.map((row) => ({
    unitCode: row.unit_code,
    layer: row.layer,
    geometry: readWkb(row.wkb) as Areal,
    box: [row.x0, row.y0, row.x1, row.y1],
    lon: row.lon,
    lat: row.lat,
    source: row.source,
    demo: row.demo,
    effectiveFrom: row.effective_from,
  }));
}

export interface VersionRow {
  readonly unitCode: string;
  readonly layer: OutlineLayer;
  readonly effectiveFrom: string;
  readonly source: string;
  readonly demo: boolean;
  readonly recordedAt: number;
  readonly holds: boolean;
}

/** Every version of every outline, without shapes, newest first within a unit; `holds` as in `outlinesOn`. */
export async function outlineVersions(db: DbOrTx, day: string): Promise<VersionRow[]> {
  const { rows } = await sql<{
    unit_code: string;
    layer: OutlineLayer;
    effective_from: string;
    source: string;
    demo: boolean;
    recorded_at: Date;
    holds: boolean;
  }>`
    select o.unit_code, o.layer, o.effective_from::text, o.source, o.demo, o.recorded_at,
      o.effective_from <= ${day}::date and 1 = row_number() over (
        partition by o.unit_code, o.layer order by o.effective_from > ${day}::date, o.demo, o.effective_from desc) as holds
    from region.outline o join region.unit u on u.code = o.unit_code
    order by u.sort, o.unit_code, o.layer desc, o.demo, o.effective_from desc
  `.execute(db);
  return rows.map((row) => ({
    unitCode: row.unit_code,
    layer: row.layer,
    effectiveFrom: row.effective_from,
    source: row.source,
    demo: row.demo,
    recordedAt: row.recorded_at.getTime(),
    holds: row.holds,
  }));
}

export async function insertOutline(db: DbOrTx, outline: Outline, nowMs: number): Promise<void> {
  await sql`
    insert into region.outline (unit_code, layer, effective_from, wkb, box, lon, lat, source, demo, recorded_at)
    values (${outline.unitCode}, ${outline.layer}, ${outline.effectiveFrom}::date, ${Buffer.from(writeWkb(outline.geometry))},
            ${boxToSql(outline.box)}::box, ${outline.lon}, ${outline.lat}, ${outline.source}, ${outline.demo},
            ${new Date(nowMs)})
    on conflict (unit_code, layer, effective_from, demo) do update set
      wkb = excluded.wkb, box = excluded.box, lon = excluded.lon, lat = excluded.lat, source = excluded.source,
      recorded_at = excluded.recorded_at
  `.execute(db);
}

export async function deleteDemoOutlines(db: DbOrTx): Promise<void> {
  await sql`delete from region.outline where demo`.execute(db);
}
