import type { DbOrTx, Tx } from '@tarim/platform';
import { type RawBuilder, sql } from 'kysely';
import type { Provenance, ReportKind, ReportLanguage, ReportState } from '../../contract.ts';

export interface FileKept {
  readonly sha256: string;
  readonly size: number;
}
export interface Failure {
  readonly zh: string;
  readonly en: string;
}

export interface ReportRecord {
  readonly id: number;
  readonly kind: ReportKind;
  readonly unitPath: string;
  readonly unitName: string;
  readonly period: string;
  readonly language: ReportLanguage;
  readonly number: number;
  readonly templateId: number;
  readonly templateRevision: number;
  readonly state: ReportState;
  readonly progress: number;
  readonly failure: Failure | null;
  readonly askedBy: string | null;
  readonly askedAt: Date;
  readonly endedAt: Date | null;
  readonly publishWhenDone: boolean;
  readonly title: string | null;
  readonly pages: number | null;
  readonly simulated: boolean | null;
  readonly provenance: Provenance[] | null;
  readonly files: Readonly<Record<'pdf' | 'docx' | 'json', FileKept>> | null;
  readonly publishedAt: Date | null;
  readonly publishedBy: string | null;
}

const COLUMNS = sql`r.id, r.kind, r.unit_path as "unitPath", r.unit_name as "unitName", r.period, r.language, r.number,
  r.template_id as "templateId", (select t.revision from reporting.template t where t.id = r.template_id) as "templateRevision",
  r.state, r.progress, r.failure, r.asked_by as "askedBy", r.asked_at as "askedAt", r.ended_at as "endedAt",
  r.publish_when_done as "publishWhenDone", r.title, r.pages, r.simulated, r.provenance, r.files,
  r.published_at as "publishedAt", r.published_by as "publishedBy"`;

export interface ReportFilter {
  readonly kind?: ReportKind;
  readonly unit?: string;
  readonly state?: ReportState;
  readonly before?: number;
}

/** Newest first; row-level security says which. */
export async function reportsWhere(tx: Tx, filter: ReportFilter, limit: number): Promise<ReportRecord[]> {
  const where: RawBuilder<unknown>[] = [sql`true`];
  if (filter.kind) where.push(sql`r.kind = ${filter.kind}`);
  if (filter.unit) where.push(sql`starts_with(r.unit_path, ${filter.unit})`);
  if (filter.state) where.push(sql`r.state = ${filter.state}`);
  if (filter.before !== undefined) where.push(sql`r.id < ${filter.before}`);
  const { rows } = await sql<ReportRecord>`select ${COLUMNS} from reporting.report r
    where ${sql.join(where, sql` and `)} order by r.id desc limit ${limit}`.execute(tx);
  return rows;
}

export async function reportById(db: DbOrTx, id: number): Promise<ReportRecord | null> {
  const { rows } =
    await sql<ReportRecord>`select ${COLUMNS} from reporting.report r where r.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

export interface NewReport {
  readonly kind: ReportKind;
  readonly unitPath: string;
  readonly unitName: string;
  readonly period: string;
  readonly language: ReportLanguage;
  readonly templateId: number;
  readonly askedBy: string | null;
  readonly publishWhenDone: boolean;
}

/** The next number of its kind, unit, period and language. */
export async function insertReport(tx: Tx, one: NewReport, at: number): Promise<ReportRecord> {
  const key = [one.kind, one.unitPath, one.period, one.language].join('|');
  await sql`select pg_advisory_xact_lock(hashtext(${`reporting.report.${key}`}))`.execute(tx);
  const { rows } = await sql<{ id: number }>`
    insert into reporting.report (kind, unit_path, unit_name, period, language, number, template_id, state, asked_by,
      asked_at, touched_at, publish_when_done)
    select ${one.kind}, ${one.unitPath}, ${one.unitName}, ${one.period}, ${one.language}, coalesce(max(number), 0) + 1,
      ${one.templateId}, 'queued', ${one.askedBy}, ${new Date(at)}, now(), ${one.publishWhenDone}
    from reporting.report where kind = ${one.kind} and unit_path = ${one.unitPath} and period = ${one.period}
      and language = ${one.language}
    returning id`.execute(tx);
  return (await reportById(tx, rows[0]!.id))!;
}

/** Takes a report to make it; null when it is made already or given up. */
export async function beginReport(db: DbOrTx, id: number): Promise<ReportRecord | null> {
  const { rows } = await sql<{ id: number }>`
    update reporting.report set state = 'running', progress = 0, attempts = attempts + 1, failure = null, ended_at = null,
      touched_at = now()
    where id = ${id} and state <> 'done' returning id`.execute(db);
  return rows[0] ? reportById(db, id) : null;
}

export async function touchReport(db: DbOrTx, id: number, progress: number): Promise<void> {
  await sql`update reporting.report set progress = ${progress}, touched_at = now() where id = ${id} and state = 'running'`.execute(
    db,
  );
}

/** Back into the queue, as if it had not been begun. */
export async function requeueReport(db: DbOrTx, id: number): Promise<void> {
  await sql`update reporting.report set state = 'queued', progress = 0 where id = ${id} and state = 'running'`.execute(
    db,
  );
}

export interface ReportResult {
  readonly title: string;
  readonly pages: number;
  readonly simulated: boolean;
  readonly provenance: readonly Provenance[];
  readonly files: NonNullable<ReportRecord['files']>;
}

/** All of it at once; false when somebody else was faster. */
export async function finishReport(tx: Tx, id: number, result: ReportResult, at: number): Promise<boolean> {
  const done = await sql`
    update reporting.report set state = 'done', progress = 1, ended_at = ${new Date(at)}, touched_at = now(),
      title = ${result.title}, pages = ${result.pages}, simulated = ${result.simulated},
      provenance = ${JSON.stringify(result.provenance)}::jsonb, files = ${JSON.stringify(result.files)}::jsonb,
      published_at = case when publish_when_done then ${new Date(at)}::timestamptz end
    where id = ${id} and state = 'running'`.execute(tx);
  return Number(done.numAffectedRows ?? 0) === 1;
}

export async function failReport(db: DbOrTx, id: number, failure: Failure, at: number): Promise<void> {
  await sql`update reporting.report set state = 'failed', failure = ${JSON.stringify(failure)}::jsonb, ended_at = ${new Date(at)}
    where id = ${id} and state <> 'done'`.execute(db);
}

/** Reports that nobody makes any more: their process ended for good. */
export async function failLost(db: DbOrTx, failure: Failure, olderThanMinutes: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    update reporting.report set state = 'failed', failure = ${JSON.stringify(failure)}::jsonb, ended_at = now()
    where state in ('queued', 'running') and touched_at < now() - make_interval(mins => ${olderThanMinutes}::int)
    returning id`.execute(db);
  return rows.map((row) => row.id);
}

export async function setPublished(
  tx: Tx,
  id: number,
  published: { at: number; by: string } | null,
): Promise<void> {
  await sql`update reporting.report set published_at = ${published ? new Date(published.at) : null},
    published_by = ${published?.by ?? null} where id = ${id}`.execute(tx);
}
