import type { DbOrTx, Tx } from '@tarim/platform';
import { sql } from 'kysely';
import type { CommandAnswer, CommandKind, CommandState, Intervals } from '../../contract.ts';

export interface CommandRow {
  readonly id: number;
  readonly terminalId: number;
  readonly unitPath: string;
  readonly kind: CommandKind;
  readonly intervals: Intervals | null;
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
  readonly expiresAt: Date;
  readonly state: CommandState;
  readonly sentAt: Date | null;
  readonly sends: number;
  readonly answeredAt: Date | null;
  readonly result: number | null;
  readonly answer: CommandAnswer | null;
  readonly lsn: number | null;
}

const columns = sql`id, terminal_id as "terminalId", unit_path as "unitPath", kind, intervals, reason, by_name as by, at, expires_at as "expiresAt", state,
  sent_at as "sentAt", sends, answered_at as "answeredAt", result, answer, lsn::float8 as lsn`;

const MOST = 100;
/** A terminal that takes a command and never answers is not sent it for ever. */
const MOST_SENDS = 5;

/** Of a terminal, the newest first. */
export async function commandRows(db: DbOrTx, terminalId: number): Promise<CommandRow[]> {
  const { rows } = await sql<CommandRow>`
    select ${columns} from tracking.command where terminal_id = ${terminalId} order by id desc limit ${MOST}`.execute(
    db,
  );
  return rows;
}

/** Null: one of this kind is open for the terminal. */
export async function insertCommand(
  db: DbOrTx,
  one: Pick<
    CommandRow,
    'terminalId' | 'unitPath' | 'kind' | 'intervals' | 'reason' | 'by' | 'at' | 'expiresAt'
  >,
): Promise<CommandRow | null> {
  const { rows } = await sql<CommandRow>`
    insert into tracking.command (terminal_id, unit_path, kind, intervals, reason, by_name, at, expires_at, state)
    values (${one.terminalId}, ${one.unitPath}, ${one.kind}, ${one.intervals && JSON.stringify(one.intervals)}::jsonb, ${one.reason}, ${one.by},
      ${one.at}, ${one.expiresAt}, 'waiting')
    on conflict do nothing returning ${columns}`.execute(db);
  return rows[0] ?? null;
}

export type OpenCommand = Pick<CommandRow, 'id' | 'terminalId' | 'kind' | 'intervals' | 'sends'>;

/** Commands that may go out to these terminals: what waits, and after a new connection (`again`) also what was sent and not answered. */
export async function openCommands(
  db: DbOrTx,
  terminalIds: readonly number[],
  { now, again }: { readonly now: Date; readonly again: boolean },
): Promise<OpenCommand[]> {
  if (terminalIds.length === 0) return [];
  const { rows } = await sql<OpenCommand>`
    select id, terminal_id as "terminalId", kind, intervals, sends from tracking.command
    where (state = 'waiting' or (${again}::boolean and state = 'sent' and sends < ${MOST_SENDS})) and expires_at > ${now}
      and terminal_id = any(${[...terminalIds]}::int[])
    order by id limit 1000`.execute(db);
  return rows;
}

/** Notes that a command goes out under a sequence number, before it does; false: somebody else sent or settled it meanwhile. */
export async function claimCommand(
  db: DbOrTx,
  one: Pick<OpenCommand, 'id' | 'sends'> & { readonly sequence: number; readonly at: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update tracking.command set state = 'sent', sequence = ${one.sequence}, sent_at = ${one.at}, sends = sends + 1
    where id = ${one.id} and sends = ${one.sends} and state in ('waiting', 'sent') and expires_at > ${one.at}`.execute(
    db,
  );
  return Number(numAffectedRows) === 1;
}

export interface Answered {
  readonly terminalId: number;
  readonly kind: CommandKind;
  /** Of the frame that is answered. */
  readonly sequence: number;
  readonly result: number;
  readonly answer: CommandAnswer | null;
  readonly at: Date;
  readonly lsn: number;
}

/** The command that an answer is of, settled; null: none that was sent and waits for this. */
export async function settleCommand(tx: Tx, one: Answered): Promise<CommandRow | null> {
  const { rows } = await sql<CommandRow>`
    update tracking.command set state = 'answered', answered_at = ${one.at}, result = ${one.result}, lsn = ${one.lsn},
      answer = ${one.answer && JSON.stringify(one.answer)}::jsonb
    where terminal_id = ${one.terminalId} and kind = ${one.kind} and state = 'sent' and sequence = ${one.sequence}
    returning ${columns}`.execute(tx);
  return rows[0] ?? null;
}

/** What the terminal was set to is what it is judged by (MOB-5): its declared intervals. */
export async function declareIntervals(
  tx: Tx,
  terminalId: number,
  { moving, parked }: Intervals,
): Promise<void> {
  await sql`
    update tracking.terminal set moving_s = coalesce(${moving ?? null}::int, moving_s), parked_s = coalesce(${parked ?? null}::int, parked_s)
    where id = ${terminalId}`.execute(tx);
}

/** How many ended without an answer. */
export async function expireCommands(db: DbOrTx, now: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    update tracking.command set state = 'expired' where state in ('waiting', 'sent') and expires_at <= ${now}`.execute(
    db,
  );
  return Number(numAffectedRows);
}
