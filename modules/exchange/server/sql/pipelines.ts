import type { DbOrTx, Tx } from '@tarim/platform';
import { sql } from 'kysely';
import type { PipelineSpec, RunState } from '../../contract.ts';

export interface PipelineData {
  readonly id: number;
  readonly slug: string;
  readonly unitPath: string;
  readonly active: boolean;
  readonly version: number;
  readonly spec: PipelineSpec;
  /** Sealed. */
  readonly secret: string | null;
  readonly changes: number;
  readonly nextAt: Date | null;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly lastFingerprint: string | null;
  readonly lastVersion: number | null;
}

const COLUMNS = sql`id, slug, unit_path as "unitPath", active, version, spec, secret, changes, next_at as "nextAt", etag,
  last_modified as "lastModified", last_fingerprint as "lastFingerprint", last_version as "lastVersion"`;

export async function pipelineById(db: DbOrTx, id: number, lock = false): Promise<PipelineData | null> {
  const { rows } = await sql<PipelineData>`
    select ${COLUMNS} from exchange.pipeline where id = ${id} ${lock ? sql`for update` : sql``}`.execute(db);
  return rows[0] ?? null;
}

export async function pipelines(db: DbOrTx): Promise<PipelineData[]> {
  const { rows } = await sql<PipelineData>`select ${COLUMNS} from exchange.pipeline order by id`.execute(db);
  return rows;
}

export async function pipelineBySlug(db: DbOrTx, slug: string): Promise<PipelineData | null> {
  const { rows } =
    await sql<PipelineData>`select ${COLUMNS} from exchange.pipeline where slug = ${slug}`.execute(db);
  return rows[0] ?? null;
}

export async function duePipelines(db: DbOrTx, now: Date): Promise<PipelineData[]> {
  const { rows } = await sql<PipelineData>`
    select ${COLUMNS} from exchange.pipeline where active and next_at <= ${now} order by next_at limit 200`.execute(
    db,
  );
  return rows;
}

export async function setNext(db: DbOrTx, id: number, at: Date | null): Promise<void> {
  await sql`update exchange.pipeline set next_at = ${at} where id = ${id}`.execute(db);
}

export interface PipelineWrite {
  readonly slug: string;
  readonly unitPath: string;
  readonly active: boolean;
  readonly spec: PipelineSpec;
  readonly secret: string | null;
  readonly nextAt: Date | null;
  readonly at: Date;
  readonly by: string;
}

export async function insertPipeline(tx: Tx, one: PipelineWrite): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into exchange.pipeline (slug, unit_path, active, version, spec, secret, sharing, simulated, next_at, created_at)
    values (${one.slug}, ${one.unitPath}, ${one.active}, 1, ${JSON.stringify(one.spec)}::jsonb, ${one.secret}, ${one.spec.sharing},
      ${one.spec.simulated}, ${one.nextAt}, ${one.at})
    returning id`.execute(tx);
  const { id } = rows[0]!;
  await insertVersion(tx, id, 1, one);
  return id;
}

export async function changePipeline(
  tx: Tx,
  id: number,
  version: number,
  one: Omit<PipelineWrite, 'slug' | 'unitPath'>,
): Promise<void> {
  await sql`update exchange.pipeline set active = ${one.active}, version = ${version}, spec = ${JSON.stringify(one.spec)}::jsonb,
      secret = ${one.secret}, sharing = ${one.spec.sharing}, simulated = ${one.spec.simulated}, next_at = ${one.nextAt},
      changes = changes + 1, etag = null, last_modified = null
    where id = ${id}`.execute(tx);
  await insertVersion(tx, id, version, one);
}

async function insertVersion(
  tx: Tx,
  id: number,
  version: number,
  one: Pick<PipelineWrite, 'spec' | 'by' | 'at'>,
): Promise<void> {
  await sql`insert into exchange.pipeline_version (pipeline_id, version, spec, by_name, at)
    values (${id}, ${version}, ${JSON.stringify(one.spec)}::jsonb, ${one.by}, ${one.at})`.execute(tx);
}

export async function setActive(tx: Tx, id: number, active: boolean, nextAt: Date | null): Promise<void> {
  await sql`update exchange.pipeline set active = ${active}, next_at = ${nextAt} where id = ${id}`.execute(
    tx,
  );
}

export interface VersionData {
  readonly version: number;
  readonly by: string;
  readonly at: Date;
  readonly spec: PipelineSpec;
}

export async function versions(db: DbOrTx, id: number): Promise<VersionData[]> {
  const { rows } = await sql<VersionData>`
    select version, by_name as by, at, spec from exchange.pipeline_version where pipeline_id = ${id}
    order by version desc limit 200`.execute(db);
  return rows;
}

export async function versionOf(db: DbOrTx, id: number, version: number): Promise<VersionData | null> {
  const { rows } = await sql<VersionData>`
    select version, by_name as by, at, spec from exchange.pipeline_version where pipeline_id = ${id} and version = ${version}`.execute(
    db,
  );
  return rows[0] ?? null;
}

export interface RecentRun {
  readonly pipelineId: number;
  readonly id: number;
  readonly state: RunState;
  readonly at: Date;
  readonly read: number;
  readonly rejected: number;
}

/** The newest twelve runs of each pipeline. */
export async function recentRuns(db: DbOrTx, ids: readonly number[]): Promise<RecentRun[]> {
  const { rows } = await sql<RecentRun>`
    select r.* from unnest(${[...ids]}::int[]) as p(id), lateral (
      select pipeline_id as "pipelineId", id, state, asked_at as at, read, rejected from exchange.run
      where pipeline_id = p.id order by id desc limit 12) r`.execute(db);
  return rows;
}

export async function rowCounts(db: DbOrTx, ids: readonly number[]): Promise<Map<number, number>> {
  const { rows } = await sql<{ id: number; n: number }>`
    select pipeline_id as id, count(*)::int8 as n from exchange.row where pipeline_id = any(${[...ids]}::int[]) group by 1`.execute(
    db,
  );
  return new Map(rows.map((one) => [one.id, one.n]));
}

export async function hasRows(db: DbOrTx, id: number): Promise<boolean> {
  const { rows } = await sql`select 1 from exchange.row where pipeline_id = ${id} limit 1`.execute(db);
  return rows.length > 0;
}

/** With its runs and what they told; nothing of it was ever loaded. */
export async function deletePipeline(tx: Tx, id: number): Promise<void> {
  const runs = sql`select id from exchange.run where pipeline_id = ${id}`;
  await sql`delete from exchange.problem where run_id in (${runs})`.execute(tx);
  await sql`delete from exchange.staged where run_id in (${runs})`.execute(tx);
  await sql`delete from exchange.taken where pipeline_id = ${id}`.execute(tx);
  await sql`delete from exchange.run where pipeline_id = ${id}`.execute(tx);
  await sql`delete from exchange.pipeline_version where pipeline_id = ${id}`.execute(tx);
  await sql`delete from exchange.pipeline where id = ${id}`.execute(tx);
}

/** Whether rows ever came in, those since removed counted. */
export async function everLoaded(db: DbOrTx, id: number): Promise<boolean> {
  const { rows } = await sql`select from exchange.row where pipeline_id = ${id}
    union all select from exchange.row_revision where pipeline_id = ${id} limit 1`.execute(db);
  return rows.length > 0;
}
