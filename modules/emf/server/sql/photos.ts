import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';

export interface PhotoRecord {
  readonly id: number;
  readonly measurementId: number;
  readonly unitPath: string;
  readonly sha256: string;
  readonly publicSha256: string;
  readonly name: string;
  readonly bytes: number;
  readonly by: string;
  readonly at: Date;
  readonly removedAt: Date | null;
}
const COLUMNS = sql`id, measurement_id as "measurementId", unit_path as "unitPath", sha256, public_sha256 as "publicSha256", name, bytes,
  by_name as by, at, removed_at as "removedAt"`;

/** Those that were not taken off, the first brought first. */
export async function photosOf(db: DbOrTx, measurementIds: readonly number[]): Promise<PhotoRecord[]> {
  const { rows } = await sql<PhotoRecord>`
    select ${COLUMNS} from emf.photo where measurement_id = any(${[...measurementIds]}::int[]) and removed_at is null order by id`.execute(
    db,
  );
  return rows;
}

export async function photoById(db: DbOrTx, id: number): Promise<PhotoRecord | null> {
  const { rows } = await sql<PhotoRecord>`select ${COLUMNS} from emf.photo where id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** Null: the same photograph is there already. */
export async function insertPhoto(
  db: DbOrTx,
  one: Omit<PhotoRecord, 'id' | 'removedAt'>,
): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    insert into emf.photo (measurement_id, unit_path, sha256, public_sha256, name, bytes, by_name, at)
    values (${one.measurementId}, ${one.unitPath}, ${one.sha256}, ${one.publicSha256}, ${one.name}, ${one.bytes}, ${one.by}, ${one.at})
    on conflict (measurement_id, sha256) where removed_at is null do nothing returning id`.execute(db);
  return rows[0]?.id ?? null;
}

/** False: it was taken off already. */
export async function takeOffPhoto(
  db: DbOrTx,
  id: number,
  by: string,
  reason: string,
  at: Date,
): Promise<boolean> {
  const { rows } = await sql<{ id: number }>`
    update emf.photo set removed_at = ${at}, removed_by = ${by}, reason = ${reason} where id = ${id} and removed_at is null
    returning id`.execute(db);
  return rows.length === 1;
}
