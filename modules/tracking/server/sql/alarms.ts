import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { AlarmKind, AlarmState, CloseReason, Severity } from '../../contract.ts';
import type { Figures } from '../domain/fold.ts';

export interface AlarmRow {
  readonly id: number;
  readonly terminalId: number;
  readonly unitPath: string;
  readonly kind: AlarmKind;
  readonly severity: Severity;
  readonly since: Date;
  readonly lastAt: Date;
  readonly knownAt: Date;
  readonly count: number;
  readonly rule: string;
  readonly ruleVersion: number;
  readonly figures: Figures;
  readonly escalated: number;
  readonly acknowledgedAt: Date | null;
  readonly acknowledgedBy: string | null;
  readonly closedAt: Date | null;
  readonly closedBy: 'rule' | 'person' | null;
  readonly closeReason: CloseReason | null;
  readonly closeNote: string | null;
  readonly lsn: number | null;
  readonly simulated: boolean;
}

const columns = sql`a.id, a.terminal_id as "terminalId", a.unit_path as "unitPath", a.kind, a.severity, a.since, a.last_at as "lastAt",
  a.known_at as "knownAt", a.count, a.rule, a.rule_version as "ruleVersion", a.figures, a.escalated, a.acknowledged_at as "acknowledgedAt",
  a.acknowledged_by as "acknowledgedBy", a.closed_at as "closedAt", a.closed_by as "closedBy", a.close_reason as "closeReason",
  a.close_note as "closeNote", a.lsn::float8 as lsn, a.simulated`;

export async function openAlarms(db: DbOrTx, terminalIds: readonly number[]): Promise<AlarmRow[]> {
  const { rows } = await sql<AlarmRow>`
    select ${columns} from tracking.alarm a where a.terminal_id = any(${[...terminalIds]}::int[]) and a.closed_at is null for update`.execute(
    db,
  );
  return rows;
}

export async function insertAlarm(db: DbOrTx, one: Omit<AlarmRow, 'id'>): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into tracking.alarm (terminal_id, unit_path, kind, severity, since, last_at, known_at, count, rule, rule_version, figures, closed_at, closed_by,
      lsn, simulated)
    values (${one.terminalId}, ${one.unitPath}, ${one.kind}, ${one.severity}, ${one.since}, ${one.lastAt}, ${one.knownAt}, ${one.count}, ${one.rule},
      ${one.ruleVersion}, ${JSON.stringify(one.figures)}::jsonb, ${one.closedAt}, ${one.closedBy}, ${one.lsn}, ${one.simulated})
    returning id`.execute(db);
  return rows[0]!.id;
}

/** What the rules say of an alarm; what people said stays. */
export async function updateAlarm(db: DbOrTx, one: AlarmRow): Promise<void> {
  await sql`
    update tracking.alarm set severity = ${one.severity}, last_at = ${one.lastAt}, count = ${one.count}, figures = ${JSON.stringify(one.figures)}::jsonb,
      escalated = ${one.escalated}, acknowledged_at = ${one.acknowledgedAt}, acknowledged_by = ${one.acknowledgedBy}, closed_at = ${one.closedAt},
      closed_by = ${one.closedBy}, close_reason = ${one.closeReason}, close_note = ${one.closeNote}
    where id = ${one.id}`.execute(db);
}

export type Act = 'raised' | 'changed' | 'acknowledged' | 'escalated' | 'accident' | 'closed';

export interface StepInput {
  readonly alarmId: number;
  readonly unitPath: string;
  readonly at: Date;
  readonly act: Act;
  readonly severity: Severity;
  /** Since the platform knew of the alarm. */
  readonly minutes: number;
  readonly note: string;
  readonly by: string | null;
}
export type StepRow = StepInput & { readonly nth: number };

export async function addStep(db: DbOrTx, one: StepInput): Promise<void> {
  await sql`
    insert into tracking.alarm_step (alarm_id, nth, unit_path, at, act, severity, minutes, note, by_name)
    select ${one.alarmId}, coalesce(max(nth), 0) + 1, ${one.unitPath}, ${one.at}, ${one.act}, ${one.severity}, ${one.minutes}, ${one.note}, ${one.by}
    from tracking.alarm_step where alarm_id = ${one.alarmId}`.execute(db);
}

export async function stepRows(db: DbOrTx, alarmId: number): Promise<StepRow[]> {
  const { rows } = await sql<StepRow>`
    select alarm_id as "alarmId", nth, unit_path as "unitPath", at, act, severity, minutes, note, by_name as "by" from tracking.alarm_step
    where alarm_id = ${alarmId} order by nth`.execute(db);
  return rows;
}

export interface ListedAlarm extends AlarmRow {
  readonly terminalName: string;
  readonly owner: string;
  readonly accidentId: number | null;
}

export interface AlarmQuery {
  readonly id?: number | undefined;
  readonly state?: AlarmState | undefined;
  readonly kind?: AlarmKind | undefined;
  readonly unit?: string | undefined;
  readonly terminal?: number | undefined;
  readonly before?: number | undefined;
}

/** The newest first. */
export async function alarmRows(db: DbOrTx, one: AlarmQuery, limit: number): Promise<ListedAlarm[]> {
  const { rows } = await sql<ListedAlarm>`
    select ${columns}, t.name as "terminalName", t.owner, (select max(id) from tracking.accident where alarm_id = a.id) as "accidentId"
    from tracking.alarm a join tracking.terminal t on t.id = a.terminal_id
    where (${one.id ?? null}::int is null or a.id = ${one.id ?? null})
      and (${one.state ?? null}::text is null or ${one.state ?? null} = case when a.closed_at is not null then 'closed'
        when a.acknowledged_at is not null then 'acknowledged' else 'open' end)
      and (${one.kind ?? null}::text is null or a.kind = ${one.kind ?? null})
      and (${one.unit ?? null}::text is null or starts_with(a.unit_path, ${one.unit ?? null}))
      and (${one.terminal ?? null}::int is null or a.terminal_id = ${one.terminal ?? null})
      and (${one.before ?? null}::int is null or a.id < ${one.before ?? null})
    order by a.id desc limit ${limit}`.execute(db);
  return rows;
}

/** Alarms that nobody acknowledged and that climbed no step yet. */
export async function lockUnanswered(db: DbOrTx): Promise<AlarmRow[]> {
  const { rows } = await sql<AlarmRow>`
    select ${columns} from tracking.alarm a
    where a.closed_at is null and a.acknowledged_at is null and a.escalated = 0 and a.severity <> 'announced'
    order by a.id for update skip locked`.execute(db);
  return rows;
}

export async function lockAlarm(db: DbOrTx, id: number): Promise<AlarmRow | null> {
  const { rows } =
    await sql<AlarmRow>`select ${columns} from tracking.alarm a where a.id = ${id} for update`.execute(db);
  return rows[0] ?? null;
}
