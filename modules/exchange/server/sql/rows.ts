import { boxToSql } from '@tarim/geo';
import type { DbOrTx, Tx } from '@tarim/platform';
import { sql } from 'kysely';
import type { PipelineSpec } from '../../contract.ts';
import type { JudgedRow } from '../domain/judge-row.ts';

export async function clearRun(db: DbOrTx, runId: number): Promise<void> {
  await sql`delete from exchange.staged where run_id = ${runId}`.execute(db);
  await sql`delete from exchange.problem where run_id = ${runId}`.execute(db);
}

export async function clearStaged(db: DbOrTx, runId: number): Promise<void> {
  await sql`delete from exchange.staged where run_id = ${runId}`.execute(db);
}

export type Staged = JudgedRow & { readonly key: string };

/** Puts rows aside for loading. @returns those whose key was there already, with the line that it stands in */
export async function stage(
  db: DbOrTx,
  runId: number,
  rows: readonly Staged[],
): Promise<{ row: Staged; first: number }[]> {
  if (rows.length === 0) return [];
  const first = new Map<string, Staged>();
  const twice: Staged[] = [];
  for (const row of rows) {
    if (first.has(row.key)) twice.push(row);
    else first.set(row.key, row);
  }
  const some = [...first.values()];
  const { rows: put } = await sql<{ key: string }>`
    insert into exchange.staged (run_id, line, key, properties, wkb, box, converted_from)
    select ${runId}, line, key, properties::jsonb, decode(wkb, 'hex'), box::box, origin
    from unnest(${some.map((one) => one.line)}::int8[], ${some.map((one) => one.key)}::text[],
      ${some.map((one) => JSON.stringify(one.properties))}::text[],
      ${some.map((one) => (one.wkb ? Buffer.from(one.wkb).toString('hex') : null))}::text[],
      ${some.map((one) => (one.box ? boxToSql(one.box) : null))}::text[], ${some.map((one) => one.convertedFrom)}::text[])
      as x(line, key, properties, wkb, box, origin)
    on conflict (run_id, key) do nothing returning key`.execute(db);
  const there = new Set(put.map((one) => one.key));
  const before = some.filter((one) => !there.has(one.key));
  const all = [...before, ...twice];
  if (all.length === 0) return [];
  const { rows: lines } = await sql<{ key: string; line: number }>`
    select key, line from exchange.staged where run_id = ${runId} and key = any(${all.map((one) => one.key)}::text[])`.execute(
    db,
  );
  const lineOf = new Map(lines.map((one) => [one.key, one.line]));
  return all.map((row) => ({ row, first: lineOf.get(row.key) ?? row.line }));
}

export interface Loaded {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly removed: number;
}

const DIFFERS = sql`(r.properties, r.wkb, r.converted_from) is distinct from (s.properties, s.wkb, s.converted_from)`;
const counted = (result: { numAffectedRows?: bigint }): number => Number(result.numAffectedRows ?? 0);

/** Makes staged rows those of the set, within one transaction: readers see all of it or nothing. */
export async function load(
  tx: Tx,
  one: { pipelineId: number; runId: number; mode: PipelineSpec['mode']; at: Date },
): Promise<Loaded> {
  const { pipelineId, runId, mode, at } = one;
  await sql`analyze exchange.staged`.execute(tx);
  const keep = (removed: boolean) => sql`
    insert into exchange.row_revision (pipeline_id, row_id, key, properties, wkb, converted_from, run_id, line, changed_at, ended_by, removed)
    select r.pipeline_id, r.id, r.key, r.properties, r.wkb, r.converted_from, r.run_id, r.line, r.changed_at, ${runId}, ${removed}
    from exchange.row r`;
  const matching = sql`r.pipeline_id = ${pipelineId} and r.key = s.key and s.run_id = ${runId}`;
  let [changed, removed] = [0, 0];
  if (mode !== 'append') {
    await sql`${keep(false)} join exchange.staged s on ${matching} where ${DIFFERS}`.execute(tx);
    changed = counted(
      await sql`update exchange.row r set properties = s.properties, wkb = s.wkb, box = s.box, converted_from = s.converted_from,
          run_id = ${runId}, line = s.line, changed_at = ${at}
        from exchange.staged s where ${matching} and ${DIFFERS}`.execute(tx),
    );
  }
  if (mode === 'replace') {
    const gone = sql`r.pipeline_id = ${pipelineId}
      and not exists (select 1 from exchange.staged s where s.run_id = ${runId} and s.key = r.key)`;
    await sql`${keep(true)} where ${gone}`.execute(tx);
    removed = counted(await sql`delete from exchange.row r where ${gone}`.execute(tx));
  }
  const added = counted(
    await sql`insert into exchange.row (pipeline_id, key, properties, wkb, box, converted_from, run_id, line, changed_at)
      select ${pipelineId}, s.key, s.properties, s.wkb, s.box, s.converted_from, ${runId}, s.line, ${at} from exchange.staged s
      where s.run_id = ${runId} order by s.line
      on conflict (pipeline_id, key) do nothing`.execute(tx),
  );
  const { rows } = await sql<{ n: number }>`
    select count(*)::int8 as n from exchange.staged where run_id = ${runId}`.execute(tx);
  await clearStaged(tx, runId);
  return { added, changed, unchanged: rows[0]!.n - added - changed, removed };
}

export async function loadedFrom(
  tx: Tx,
  pipelineId: number,
  told: { fingerprint: string; version: number; etag: string | null; lastModified: string | null },
): Promise<void> {
  await sql`update exchange.pipeline set changes = changes + 1, last_fingerprint = ${told.fingerprint},
      last_version = ${told.version}, etag = ${told.etag}, last_modified = ${told.lastModified}
    where id = ${pipelineId}`.execute(tx);
}
