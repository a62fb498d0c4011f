import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';

export interface StoredStep {
  readonly at: string;
  readonly direction: 'out' | 'in' | 'note';
  readonly text: string;
  readonly lsn: number | null;
}

export interface StoredCommand {
  readonly id: string;
  readonly mn: string;
  readonly command: string;
  readonly args: Record<string, unknown>;
  readonly state: 'queued' | 'sent' | 'accepted' | 'refused' | 'done' | 'failed' | 'timeout';
  readonly code: number | null;
  readonly requested_by: string | null;
  readonly requested_at: Date;
  readonly ended_at: Date | null;
  readonly steps: StoredStep[];
}

const COLUMNS = sql`id, mn, command, args, state, code, requested_by, requested_at, ended_at, steps`;

export async function insertCommand(
  db: DbOrTx,
  row: Pick<StoredCommand, 'id' | 'mn' | 'command' | 'args' | 'requested_by'> & { at: number },
): Promise<StoredCommand> {
  const { rows } = await sql<StoredCommand>`
    insert into telemetry.command (id, mn, command, args, state, requested_by, requested_at)
    values (${row.id}, ${row.mn}, ${row.command}, ${JSON.stringify(row.args)}::jsonb, 'queued', ${row.requested_by}, ${new Date(row.at)})
    returning ${COLUMNS}
  `.execute(db);
  return rows[0]!;
}

/** Saves where a command stands; all its steps are written, since a session keeps them whole. */
export async function updateCommand(
  db: DbOrTx,
  id: string,
  change: {
    state: StoredCommand['state'];
    code: number | null;
    endedAt: number | null;
    steps: readonly StoredStep[];
  },
): Promise<void> {
  await sql`
    update telemetry.command set state = ${change.state}, code = ${change.code}, steps = ${JSON.stringify(change.steps)}::jsonb,
      ended_at = ${change.endedAt === null ? null : new Date(change.endedAt)} where id = ${id}
  `.execute(db);
}

/** @param id a uuid: the contract takes nothing else */
export async function commandById(db: DbOrTx, id: string): Promise<StoredCommand | null> {
  const { rows } =
    await sql<StoredCommand>`select ${COLUMNS} from telemetry.command where id = ${id}::uuid`.execute(db);
  return rows[0] ?? null;
}

export async function newestCommands(
  db: DbOrTx,
  query: { mn?: string; mns?: readonly string[]; limit: number },
): Promise<StoredCommand[]> {
  const conditions = [sql`true`];
  if (query.mn !== undefined) conditions.push(sql`mn = ${query.mn}`);
  if (query.mns !== undefined) conditions.push(sql`mn = any(${query.mns}::text[])`);
  const { rows } = await sql<StoredCommand>`
    select ${COLUMNS} from telemetry.command where ${sql.join(conditions, sql` and `)} order by requested_at desc limit ${query.limit}
  `.execute(db);
  return rows;
}

/** Commands that were under way when the gateway stopped: nobody will hear their answers any more. */
export async function abandonOpenCommands(db: DbOrTx, at: number): Promise<number> {
  const result = await sql`
    update telemetry.command set state = 'timeout', ended_at = ${new Date(at)} where state in ('queued', 'sent', 'accepted')
  `.execute(db);
  return Number(result.numAffectedRows ?? 0);
}
