import type { Problem } from '@tarim/kernel';
import type { DbOrTx, Tx } from '@tarim/platform';
import type { SignalCode } from '@tarim/science';
import { sql } from 'kysely';
import type { Batch } from '../../contract.ts';

export interface Run {
  readonly detector: SignalCode;
  readonly subject: string;
  readonly code: string;
  readonly pointId: number | null;
  readonly unitPath: string;
  readonly at: Date;
  readonly windowFrom: Date | null;
  readonly windowTo: Date | null;
  readonly strength: number | null;
  readonly hash: string;
  readonly inputs: Readonly<Record<string, number>>;
  readonly problems: readonly Problem[];
}

/** The latest run of each kind takes the place of the one before. */
export async function keepRuns(tx: Tx, runs: readonly Run[]): Promise<void> {
  if (runs.length === 0) return;
  const rows = runs.map((one) => ({
    detector: one.detector,
    subject: one.subject,
    code: one.code,
    point_id: one.pointId,
    unit_path: one.unitPath,
    at: one.at.toISOString(),
    window_from: one.windowFrom?.toISOString() ?? null,
    window_to: one.windowTo?.toISOString() ?? null,
    strength: one.strength,
    hash: one.hash,
    inputs: one.inputs,
    problems: one.problems,
  }));
  await sql`
    insert into signals.run (detector, subject, code, point_id, unit_path, at, window_from, window_to, strength, hash, inputs, problems)
    select detector, subject, code, point_id, unit_path, at, window_from, window_to, strength, hash, inputs, problems
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(detector text, subject text, code text, point_id int, unit_path text,
      at timestamptz, window_from timestamptz, window_to timestamptz, strength float8, hash text, inputs jsonb, problems jsonb)
    on conflict (detector, subject, code) do update set at = excluded.at, runs = signals.run.runs + 1, window_from = excluded.window_from,
      window_to = excluded.window_to, strength = excluded.strength, hash = excluded.hash, inputs = excluded.inputs,
      problems = excluded.problems, unit_path = excluded.unit_path
  `.execute(tx);
}

/** Hash of what the latest run of an outlet looked at; null before the first. */
export async function latestHash(db: DbOrTx, pointId: number): Promise<string | null> {
  const { rows } = await sql<{ hash: string }>`
    select hash from signals.run where point_id = ${pointId} order by at desc limit 1`.execute(db);
  return rows[0]?.hash ?? null;
}

export async function runsOfSubject(db: DbOrTx, pointId: number): Promise<(Run & { runs: number })[]> {
  const { rows } = await sql<Run & { runs: number }>`
    select detector, subject, code, point_id as "pointId", unit_path as "unitPath", at, runs, window_from as "windowFrom",
      window_to as "windowTo", strength, hash, inputs, problems
    from signals.run where point_id = ${pointId} order by detector, code
  `.execute(db);
  return rows;
}

export async function runCounts(db: DbOrTx): Promise<Map<string, { told: number; notTold: number }>> {
  const { rows } = await sql<{ detector: string; told: number; notTold: number }>`
    select detector, count(strength)::int as told, (count(*) - count(strength))::int as "notTold" from signals.run group by detector
  `.execute(db);
  return new Map(rows.map(({ detector, ...counts }) => [detector, counts]));
}

/** Outlets with new hours; one that waits already keeps its place. */
export async function markDue(tx: DbOrTx, pointIds: readonly number[], at: Date): Promise<void> {
  await sql`
    insert into signals.due (point_id, at) select id, ${at} from unnest(${[...pointIds]}::int[]) id on conflict do nothing
  `.execute(tx);
}

/** Takes outlets that have waited since before an instant, longest first. */
export async function takeDue(db: DbOrTx, before: Date, limit: number): Promise<number[]> {
  const { rows } = await sql<{ point_id: number }>`
    delete from signals.due where point_id in (
      select point_id from signals.due where at <= ${before} order by at, point_id limit ${limit} for update skip locked)
    returning point_id
  `.execute(db);
  return rows.map((row) => row.point_id);
}

type RawBatch = Omit<Batch, 'from' | 'to' | 'at' | 'endedAt'> & {
  from: Date;
  to: Date;
  at: Date;
  endedAt: Date | null;
};
const BATCH = sql`id, unit_path as "unitPath", from_at as "from", to_at as "to", state, points, done, opened, by_name as by, at, ended_at as "endedAt"`;

export async function batchRows(db: DbOrTx, limit = 50): Promise<RawBatch[]> {
  const { rows } =
    await sql<RawBatch>`select ${BATCH} from signals.batch order by id desc limit ${limit}`.execute(db);
  return rows;
}
export async function batchById(db: DbOrTx, id: number): Promise<RawBatch | null> {
  const { rows } = await sql<RawBatch>`select ${BATCH} from signals.batch where id = ${id}`.execute(db);
  return rows[0] ?? null;
}
export async function insertBatch(
  tx: Tx,
  one: { unitPath: string; from: Date; to: Date; by: string; at: Date },
): Promise<RawBatch> {
  const { rows } = await sql<RawBatch>`
    insert into signals.batch (unit_path, from_at, to_at, by_name, at) values (${one.unitPath}, ${one.from}, ${one.to}, ${one.by}, ${one.at})
    returning ${BATCH}
  `.execute(tx);
  return rows[0]!;
}
export async function moveBatch(
  db: DbOrTx,
  id: number,
  to: { state: Batch['state']; points: number; done: number; opened: number; endedAt: Date | null },
): Promise<void> {
  await sql`
    update signals.batch set state = ${to.state}, points = ${to.points}, done = ${to.done}, opened = ${to.opened}, ended_at = ${to.endedAt}
    where id = ${id}
  `.execute(db);
}
