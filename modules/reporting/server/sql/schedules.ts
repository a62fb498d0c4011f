import type { DbOrTx, Tx } from '@tarim/platform';
import { sql } from 'kysely';
import { REPORT_KINDS, type ReportKind, type ReportLanguage, type Timing } from '../../contract.ts';

export interface ScheduleRecord {
  readonly kind: ReportKind;
  readonly unitPath: string;
  readonly enabled: boolean;
  readonly timing: Timing;
  readonly language: ReportLanguage;
  readonly publish: boolean;
  readonly since: Date;
  readonly lastAt: Date | null;
  readonly lastPeriod: string | null;
  readonly lastReport: number | null;
  readonly changedBy: string | null;
}

const COLUMNS = sql`kind, unit_path as "unitPath", enabled, timing, language, publish, since, last_at as "lastAt",
  last_period as "lastPeriod", last_report as "lastReport", changed_by as "changedBy"`;

export async function allSchedules(db: DbOrTx): Promise<ScheduleRecord[]> {
  const { rows } = await sql<ScheduleRecord>`select ${COLUMNS} from reporting.schedule
    order by unit_path, array_position(${[...REPORT_KINDS]}::text[], kind)`.execute(db);
  return rows;
}

/** Schedules that are on, each held by this transaction; those that another process serves are left to it. */
export async function takeSchedules(tx: Tx): Promise<ScheduleRecord[]> {
  const { rows } = await sql<ScheduleRecord>`select ${COLUMNS} from reporting.schedule where enabled
    order by unit_path, kind for update skip locked`.execute(tx);
  return rows;
}

/** `since` moves only when it is switched on: what was owed before is not made up for. */
export async function upsertSchedule(
  tx: Tx,
  row: Pick<
    ScheduleRecord,
    'kind' | 'unitPath' | 'enabled' | 'timing' | 'language' | 'publish' | 'changedBy'
  >,
  at: number,
): Promise<ScheduleRecord> {
  const { rows } = await sql<ScheduleRecord>`
    insert into reporting.schedule (kind, unit_path, enabled, timing, language, publish, since, changed_by)
    values (${row.kind}, ${row.unitPath}, ${row.enabled}, ${JSON.stringify(row.timing)}::jsonb, ${row.language},
      ${row.publish}, ${new Date(at)}, ${row.changedBy})
    on conflict (kind, unit_path) do update set enabled = excluded.enabled, timing = excluded.timing,
      language = excluded.language, publish = excluded.publish, changed_by = excluded.changed_by,
      since = case when (excluded.enabled and not reporting.schedule.enabled) or excluded.timing <> reporting.schedule.timing
        then excluded.since else reporting.schedule.since end
    returning ${COLUMNS}`.execute(tx);
  return rows[0]!;
}

export async function noteServed(
  tx: Tx,
  key: Pick<ScheduleRecord, 'kind' | 'unitPath'>,
  served: { at: number; period: string; report: number },
): Promise<void> {
  await sql`update reporting.schedule set last_at = ${new Date(served.at)}, last_period = ${served.period},
    last_report = ${served.report} where kind = ${key.kind} and unit_path = ${key.unitPath}`.execute(tx);
}
