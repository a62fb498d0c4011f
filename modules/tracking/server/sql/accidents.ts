import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { AccidentFacts, AccidentState } from '../../contract.ts';

export interface AccidentRow {
  readonly id: number;
  readonly terminalId: number;
  readonly alarmId: number | null;
  readonly unitPath: string;
  readonly event: AccidentFacts['event'];
  readonly foundAt: Date;
  readonly state: AccidentState;
  readonly facts: Omit<AccidentFacts, 'event'>;
  readonly form: Readonly<Record<string, string | number | boolean | null>>;
  readonly reportedAt: Date | null;
  readonly endedAt: Date | null;
  readonly endReason: string | null;
  readonly simulated: boolean;
  readonly by: string;
  readonly at: Date;
}

const NO_FACTS: AccidentRow['facts'] = { wideContamination: false, deaths: 0, severe: 0, overLimit: false };

const columns = sql`id, terminal_id as "terminalId", alarm_id as "alarmId", unit_path as "unitPath", event, found_at as "foundAt", state, facts, form,
  reported_at as "reportedAt", ended_at as "endedAt", end_reason as "endReason", simulated, by_name as "by", at`;

/** The newest first. */
export async function accidentRows(db: DbOrTx, limit: number): Promise<AccidentRow[]> {
  const { rows } =
    await sql<AccidentRow>`select ${columns} from tracking.accident order by id desc limit ${limit}`.execute(
      db,
    );
  return rows;
}

export async function accidentRow(db: DbOrTx, id: number, lock = false): Promise<AccidentRow | null> {
  const { rows } = await sql<AccidentRow>`
    select ${columns} from tracking.accident where id = ${id} ${lock ? sql`for update` : sql``}`.execute(db);
  return rows[0] ?? null;
}

export async function openAccidentOf(db: DbOrTx, terminalId: number): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    select id from tracking.accident where terminal_id = ${terminalId} and ended_at is null`.execute(db);
  return rows[0]?.id ?? null;
}

export async function insertAccident(
  db: DbOrTx,
  one: Pick<
    AccidentRow,
    'terminalId' | 'alarmId' | 'unitPath' | 'event' | 'foundAt' | 'simulated' | 'by' | 'at'
  >,
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into tracking.accident (terminal_id, alarm_id, unit_path, event, found_at, state, facts, form, simulated, by_name, at)
    values (${one.terminalId}, ${one.alarmId}, ${one.unitPath}, ${one.event}, ${one.foundAt}, 'open', ${JSON.stringify(NO_FACTS)}::jsonb, '{}'::jsonb,
      ${one.simulated}, ${one.by}, ${one.at}) returning id`.execute(db);
  return rows[0]!.id;
}

export async function updateAccident(db: DbOrTx, one: AccidentRow): Promise<void> {
  await sql`
    update tracking.accident set event = ${one.event}, state = ${one.state}, facts = ${JSON.stringify(one.facts)}::jsonb,
      form = ${JSON.stringify(one.form)}::jsonb, reported_at = ${one.reportedAt}, ended_at = ${one.endedAt}, end_reason = ${one.endReason}
    where id = ${one.id}`.execute(db);
}
