import { type Areal, type Box, boxOf, boxToSql, readWkb, writeWkb } from '@tarim/geo';
import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Unit } from '../../contract.ts';

export interface UnitRow extends Omit<Unit, 'geometry'> {
  readonly geometry: Areal;
}

/** Units of a version, by code; `near` keeps those whose boxes meet it. */
export async function readUnits(db: DbOrTx, version: number, near?: Box): Promise<UnitRow[]> {
  const box = near ? boxToSql(near) : null;
  const { rows } = await sql<Omit<UnitRow, 'geometry'> & { wkb: Uint8Array }>`
    select code, name, class, county, area_name as area, area_km2 as "areaKm2", attributes, wkb
    from zoning.control_unit
    where version_id = ${version} and (${box}::text is null or box && ${box}::text::box)
    order by code
  `.execute(db);
  return rows.map(({ wkb, ...row }) => ({ ...row, geometry: readWkb(wkb) as Areal }));
}

/** Adds a unit, or gives it its new shape and words. */
export async function putUnit(db: DbOrTx, version: number, unit: UnitRow): Promise<void> {
  await sql`
    insert into zoning.control_unit (version_id, code, name, class, county, area_name, area_km2, attributes, wkb, box)
    values (${version}, ${unit.code}, ${unit.name}, ${unit.class}, ${unit.county}, ${unit.area}, ${unit.areaKm2},
      ${JSON.stringify(unit.attributes)}::jsonb, ${Buffer.from(writeWkb(unit.geometry))}, ${boxToSql(boxOf(unit.geometry))}::box)
    on conflict (version_id, code) do update set name = excluded.name, class = excluded.class, county = excluded.county,
      area_name = excluded.area_name, area_km2 = excluded.area_km2, attributes = excluded.attributes,
      wkb = excluded.wkb, box = excluded.box
  `.execute(db);
}

/** With its own rules, which would hold nowhere. */
export async function removeUnit(db: DbOrTx, version: number, code: string): Promise<boolean> {
  await sql`delete from zoning.access_rule where version_id = ${version} and level = 'unit' and target = ${code}`.execute(
    db,
  );
  const { rows } = await sql`
    delete from zoning.control_unit where version_id = ${version} and code = ${code} returning code
  `.execute(db);
  return rows.length > 0;
}
