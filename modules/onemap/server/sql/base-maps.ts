import type { DbOrTx, Tx } from '@tarim/platform';
import { sql } from 'kysely';
import type { BaseMapInput } from '../../contract.ts';

export interface BaseMapRow {
  readonly id: number;
  readonly names: BaseMapInput['names'];
  readonly kind: BaseMapInput['kind'];
  readonly settings: BaseMapInput['settings'];
  /** Encrypted. */
  readonly key: string | null;
  readonly attribution: BaseMapInput['attribution'];
  readonly min_zoom: number;
  readonly max_zoom: number;
  readonly opacity: number;
  readonly position: number;
  readonly enabled: boolean;
  readonly audience: BaseMapInput['audience'];
  readonly coordinates: BaseMapInput['coordinates'];
  readonly default_for: BaseMapInput['defaultFor'];
  readonly updated_at: Date;
  readonly updated_by: string;
}
export type BaseMapValues = Omit<BaseMapRow, 'id'>;

/** In the order of the map's list. */
export async function baseMapRows(db: DbOrTx): Promise<BaseMapRow[]> {
  const { rows } = await sql<BaseMapRow>`select * from onemap.base_map order by position, id`.execute(db);
  return rows;
}

export async function baseMapForChange(tx: Tx, id: number): Promise<BaseMapRow | null> {
  const { rows } = await sql<BaseMapRow>`select * from onemap.base_map where id = ${id} for update`.execute(
    tx,
  );
  return rows[0] ?? null;
}

/** The next one takes its place as default. */
export async function yieldDefault(
  tx: Tx,
  defaultFor: BaseMapRow['default_for'],
  except: number,
): Promise<void> {
  await sql`update onemap.base_map set default_for = 'none'
    where default_for = ${defaultFor} and default_for <> 'none' and id <> ${except}`.execute(tx);
}

export async function insertBaseMap(tx: Tx, one: BaseMapValues): Promise<BaseMapRow> {
  const { rows } = await sql<BaseMapRow>`
    insert into onemap.base_map (names, kind, settings, key, attribution, min_zoom, max_zoom, opacity, position, enabled, audience,
      coordinates, default_for, updated_at, updated_by)
    values (${JSON.stringify(one.names)}::jsonb, ${one.kind}, ${JSON.stringify(one.settings)}::jsonb, ${one.key},
      ${JSON.stringify(one.attribution)}::jsonb, ${one.min_zoom}, ${one.max_zoom}, ${one.opacity}, ${one.position}, ${one.enabled},
      ${one.audience}, ${one.coordinates}, ${one.default_for}, ${one.updated_at}, ${one.updated_by}) returning *`.execute(
    tx,
  );
  return rows[0]!;
}

export async function changeBaseMap(tx: Tx, id: number, one: BaseMapValues): Promise<BaseMapRow> {
  const { rows } = await sql<BaseMapRow>`
    update onemap.base_map set names = ${JSON.stringify(one.names)}::jsonb, kind = ${one.kind},
      settings = ${JSON.stringify(one.settings)}::jsonb, key = ${one.key}, attribution = ${JSON.stringify(one.attribution)}::jsonb,
      min_zoom = ${one.min_zoom}, max_zoom = ${one.max_zoom}, opacity = ${one.opacity}, position = ${one.position},
      enabled = ${one.enabled}, audience = ${one.audience}, coordinates = ${one.coordinates}, default_for = ${one.default_for},
      updated_at = ${one.updated_at}, updated_by = ${one.updated_by} where id = ${id} returning *`.execute(
    tx,
  );
  return rows[0]!;
}

export async function deleteBaseMap(tx: Tx, id: number): Promise<void> {
  await sql`delete from onemap.base_map where id = ${id}`.execute(tx);
}
