import type { DbOrTx, Tx } from '@tarim/platform';
import type { VocTemperature, VocUnit } from '@tarim/science';
import { sql } from 'kysely';

export interface NewUpload {
  readonly sha256: string;
  readonly name: string;
  readonly via: 'file' | 'api';
  readonly unit: VocUnit;
  /** Of µg/m³; null of volume fractions. */
  readonly temperature: VocTemperature | null;
  readonly at: number;
  readonly byUser: string | null;
  readonly by: string;
  readonly stations: readonly string[];
  readonly first: number;
  readonly last: number;
  readonly rows: number;
  readonly created: number;
  readonly changed: number;
  readonly simulated: boolean;
}

export interface UploadRow extends Omit<NewUpload, 'at' | 'byUser' | 'first' | 'last'> {
  readonly id: number;
  readonly at: Date;
  readonly first: Date;
  readonly last: Date;
}

export async function insertUpload(tx: Tx, one: NewUpload): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into composition.upload (sha256, name, via, unit, temperature, uploaded_at, uploaded_by, uploaded_by_name, stations,
      first_hour, last_hour, rows, created, changed, simulated)
    values (${one.sha256}, ${one.name}, ${one.via}, ${one.unit}, ${one.temperature}::smallint, ${new Date(one.at)}, ${one.byUser},
      ${one.by}, ${[...one.stations]}::text[], ${new Date(one.first)}, ${new Date(one.last)}, ${one.rows}, ${one.created},
      ${one.changed}, ${one.simulated})
    returning id`.execute(tx);
  return rows[0]!.id;
}

const NEWEST = 200;

/** The newest imports, or those asked for. */
export async function uploadRows(db: DbOrTx, ids: readonly number[] | null = null): Promise<UploadRow[]> {
  const asked = ids ? [...ids] : null;
  const { rows } = await sql<UploadRow>`
    select id, sha256, name, via, unit, temperature, uploaded_at as at, uploaded_by_name as by, stations, first_hour as first,
      last_hour as last, rows, created, changed, simulated
    from composition.upload where ${asked}::int[] is null or id = any(${asked}::int[]) order by id desc limit ${NEWEST}`.execute(
    db,
  );
  return rows;
}
