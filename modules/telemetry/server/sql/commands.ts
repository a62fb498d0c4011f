import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';

export interface StoredStep {
  readonly at: string;
  readonly direction: 'out' | 'in' | 'note';
  readonly text: string;
  readonly lsn: number | null;
}

/** The last data frame of an answer: fields of the data area and its items. */
export interface CommandAnswer {
  readonly fields: Readonly<Record<string, string>>;
  readonly items: readonly { readonly code: string; readonly attrs: Readonly<Record<string, string>> }[];
  /** Where the frame lies in the log. */
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
  readonly answer: CommandAnswer | null;
}

const COLUMNS = sql`id, mn, command, args, state, code, requested_by, requested_at, ended_at, steps, answer`;

export async function insertCommand(
  db: DbOrTx,
  row: Pick<StoredCommand, 'id' | 'mn' | 'command' | 'args' | 'requested_by'> & {
    at: number;
    /** Not sent by who stores it: the gateway takes it from here. */
    waits?: boolean;
  },
): Promise<StoredCommand> {
  const { rows } = await sql<StoredCommand>`
    insert into telemetry.command (id, mn, command, args, state, requested_by, requested_at, handed)
    values (${row.id}, ${row.mn}, ${row.command}, ${JSON.stringify(row.args)}::jsonb, 'queued', ${row.requested_by}, ${new Date(row.at)},
      ${row.waits !== true})
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
    answer: CommandAnswer | null;
  },
): Promise<void> {
  await sql`
    update telemetry.command set state = ${change.state}, code = ${change.code}, steps = ${JSON.stringify(change.steps)}::jsonb,
      answer = ${change.answer === null ? null : JSON.stringify(change.answer)}::jsonb,
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

/** @param ids uuids */
export async function commandsByIds(db: DbOrTx, ids: readonly string[]): Promise<StoredCommand[]> {
  if (ids.length === 0) return [];
  const { rows } =
    await sql<StoredCommand>`select ${COLUMNS} from telemetry.command where id = any(${ids}::uuid[])`.execute(
      db,
    );
  return rows;
}

/** Devices that commands wait for. */
export async function waitingMns(db: DbOrTx): Promise<string[]> {
  const { rows } = await sql<{
    mn: string;
  }>`select distinct mn from telemetry.command where not handed`.execute(db);
  return rows.map((row) => row.mn);
}

/**
 * Takes waiting commands of devices that are connected here, and those that waited too long for any gateway; at most so many of each device, whose
 * session takes a bounded number at once.
 */
export async function takeWaiting(
  db: DbOrTx,
  query: {
    readonly connected: readonly string[];
    readonly busy: readonly string[];
    readonly olderThan: number;
    readonly perDevice: number;
  },
): Promise<StoredCommand[]> {
  const { rows } = await sql<StoredCommand>`
    with due as (
      select id, row_number() over (partition by mn order by requested_at, id) as n from telemetry.command
      where not handed and not (mn = any(${query.busy}::text[]))
        and (mn = any(${query.connected}::text[]) or requested_at < ${new Date(query.olderThan)})
    )
    update telemetry.command c set handed = true from due
    where c.id = due.id and due.n <= ${query.perDevice} and not c.handed
    returning c.id, c.mn, c.command, c.args, c.state, c.code, c.requested_by, c.requested_at, c.ended_at, c.steps, c.answer
  `.execute(db);
  return rows;
}

/** Commands that were under way when the gateway stopped: nobody will hear their answers any more. */
export async function abandonOpenCommands(db: DbOrTx, at: number): Promise<number> {
  const result = await sql`
    update telemetry.command set state = 'timeout', ended_at = ${new Date(at)} where state in ('queued', 'sent', 'accepted') and handed
  `.execute(db);
  return Number(result.numAffectedRows ?? 0);
}
