import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { AreaKind, AreaStatus } from '../../contract.ts';

export interface NewStatus extends Omit<AreaStatus, 'enough'> {
  readonly kind: AreaKind;
  readonly code: string;
}

/** A scene tells of an area once; told again it tells anew. */
export async function putStatus(tx: DbOrTx, rows: readonly NewStatus[], at: Date): Promise<void> {
  await sql`
    insert into redline.area_status (kind, code, version, scene_id, taken_on, gsd, cells, observed, seen, ndvi, fvc, water_share, rule, simulated,
      computed_at)
    select s.kind, s.code, s.version, s.scene, s."on", s.gsd, s.cells, s.observed, s.seen, s.ndvi, s.fvc, s."waterShare", s.rule, s.simulated, ${at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as s(kind text, code text, version int, scene int, "on" date, gsd float8,
      cells int, observed int, seen float8, ndvi float8, fvc float8, "waterShare" float8, rule text, simulated boolean)
    on conflict (kind, code, scene_id) do update set version = excluded.version, taken_on = excluded.taken_on, gsd = excluded.gsd,
      cells = excluded.cells, observed = excluded.observed, seen = excluded.seen, ndvi = excluded.ndvi, fvc = excluded.fvc, water_share = excluded.water_share,
      rule = excluded.rule, simulated = excluded.simulated, computed_at = excluded.computed_at
  `.execute(tx);
}

export async function dropStatus(tx: DbOrTx, scene: number): Promise<void> {
  await sql`delete from redline.area_status where scene_id = ${scene}`.execute(tx);
}

/** The oldest first. */
export async function statusOf(
  db: DbOrTx,
  kind: AreaKind,
  code: string,
  limit: number,
): Promise<Omit<AreaStatus, 'enough'>[]> {
  const { rows } = await sql<Omit<AreaStatus, 'enough'>>`
    select version, scene_id as scene, taken_on::text as "on", gsd, cells, observed, seen, ndvi, fvc, water_share as "waterShare", rule, simulated
    from redline.area_status where kind = ${kind} and code = ${code} order by taken_on desc, scene_id desc limit ${limit}
  `.execute(db);
  return rows.toReversed();
}
