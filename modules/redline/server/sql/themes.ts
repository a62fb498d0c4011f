import { type Areal, boxOf, boxToSql, readWkb, writeWkb } from '@tarim/geo';
import { beijingIso } from '@tarim/kernel';
import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Theme, ThemeAlert, ThemeFacts, ThemeObject } from '../../contract.ts';

const OBJECT = sql`o.id, o.theme, o.code, o.name, o.unit_path as "unitPath", o.facts, o.area_m2 as "areaM2", o.water_share as "waterShare",
  o.observed_on::text as "observedOn", o.lon, o.lat, o.simulated,
  (select count(*)::int from redline.theme_observation b where b.object_id = o.id) as observations,
  (select count(*)::int from redline.theme_alert a where a.object_id = o.id and a.seen_at is null) as "openAlerts"`;

export async function themeObjects(
  db: DbOrTx,
  filter: { theme?: Theme | undefined; unitPath?: string | undefined; id?: number; code?: string } = {},
): Promise<(ThemeObject & { geometry: Areal })[]> {
  const { rows } = await sql<ThemeObject & { wkb: Uint8Array }>`
    select ${OBJECT}, o.wkb from redline.theme_object o
    where (${filter.theme ?? null}::text is null or o.theme = ${filter.theme ?? null})
      and (${filter.unitPath ?? null}::text is null or starts_with(o.unit_path, ${filter.unitPath ?? ''}))
      and (${filter.id ?? null}::int is null or o.id = ${filter.id ?? null}::int)
      and (${filter.code ?? null}::text is null or o.code = ${filter.code ?? null})
    order by o.theme, o.code limit 5000
  `.execute(db);
  return rows.map(({ wkb, ...row }) => ({ ...row, geometry: readWkb(wkb) as Areal }));
}

export interface PutObject {
  readonly theme: Theme;
  readonly code: string;
  readonly name: string;
  readonly unitPath: string;
  readonly facts: ThemeFacts;
  readonly areaM2: number;
  readonly waterShare: number | null;
  readonly observedOn: string;
  readonly lon: number;
  readonly lat: number;
  readonly geometry: Areal;
  readonly simulated: boolean;
}

/** Adds an object, or writes what was last observed of it. */
export async function putObject(tx: DbOrTx, one: PutObject, at: Date): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into redline.theme_object (theme, code, name, unit_path, facts, area_m2, water_share, observed_on, lon, lat, wkb, box,
      simulated, updated_at)
    values (${one.theme}, ${one.code}, ${one.name}, ${one.unitPath}, ${JSON.stringify(one.facts)}::jsonb, ${one.areaM2}, ${one.waterShare},
      ${one.observedOn}::date, ${one.lon}, ${one.lat}, ${Buffer.from(writeWkb(one.geometry))}, ${boxToSql(boxOf(one.geometry))}::box,
      ${one.simulated}, ${at})
    on conflict (code) do update set name = excluded.name, facts = excluded.facts, area_m2 = excluded.area_m2,
      water_share = excluded.water_share, observed_on = excluded.observed_on, lon = excluded.lon, lat = excluded.lat, wkb = excluded.wkb,
      box = excluded.box, updated_at = excluded.updated_at
    returning id
  `.execute(tx);
  return rows[0]!.id;
}

export async function insertObservation(
  tx: DbOrTx,
  objectId: number,
  one: PutObject,
  by: string,
  at: Date,
): Promise<void> {
  await sql`
    insert into redline.theme_observation (object_id, unit_path, "on", area_m2, water_share, facts, wkb, by_name, at)
    values (${objectId}, ${one.unitPath}, ${one.observedOn}::date, ${one.areaM2}, ${one.waterShare}, ${JSON.stringify(one.facts)}::jsonb,
      ${Buffer.from(writeWkb(one.geometry))}, ${by}, ${at})
  `.execute(tx);
}

export async function observationsOf(db: DbOrTx, objectId: number) {
  const { rows } = await sql<{ on: string; areaM2: number; waterShare: number | null; by: string }>`
    select "on"::text as "on", area_m2 as "areaM2", water_share as "waterShare", by_name as "by"
    from redline.theme_observation where object_id = ${objectId} order by "on" desc, id desc
  `.execute(db);
  return rows;
}

export async function insertAlert(
  tx: DbOrTx,
  one: Omit<ThemeAlert, 'id' | 'at' | 'seenBy'> & { readonly at: Date },
): Promise<void> {
  await sql`
    insert into redline.theme_alert (theme, kind, object_id, patch_id, unit_path, before, after, "on", at)
    values (${one.theme}, ${one.kind}, ${one.objectId}, ${one.patchId}, ${one.unitPath}, ${one.before}, ${one.after}, ${one.on}::date,
      ${one.at})
  `.execute(tx);
}

/** Newest first; open ones only, or the one asked for. */
export async function alertsOf(
  db: DbOrTx,
  filter: { theme?: Theme | undefined; unitPath?: string | undefined; id?: number } = {},
): Promise<ThemeAlert[]> {
  const { rows } = await sql<Omit<ThemeAlert, 'at'> & { at: Date }>`
    select id, theme, kind, object_id as "objectId", patch_id as "patchId", unit_path as "unitPath", before, after, "on"::text as "on", at,
      seen_by as "seenBy"
    from redline.theme_alert
    where (${filter.id ?? null}::int is not null or seen_at is null)
      and (${filter.id ?? null}::int is null or id = ${filter.id ?? null}::int)
      and (${filter.theme ?? null}::text is null or theme = ${filter.theme ?? null})
      and (${filter.unitPath ?? null}::text is null or starts_with(unit_path, ${filter.unitPath ?? ''}))
    order by id desc limit 500
  `.execute(db);
  return rows.map((row) => ({ ...row, at: beijingIso(row.at.getTime()) }));
}

/** False: it was dealt with already. */
export async function markSeen(tx: DbOrTx, id: number, by: string, text: string, at: Date): Promise<boolean> {
  const { rows } = await sql`
    update redline.theme_alert set seen_by = ${by}, seen_text = ${text}, seen_at = ${at} where id = ${id} and seen_at is null returning id
  `.execute(tx);
  return rows.length > 0;
}
