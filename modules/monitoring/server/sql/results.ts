import { beijingIso } from '@tarim/kernel';
import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { ContainerKind, Result } from '../../contract.ts';

type Raw = Omit<Result, 'analysedAt'> & { analysedAt: Date | null };

export async function resultsOf(db: DbOrTx, taskId: number): Promise<Result[]> {
  const { rows } = await sql<Raw>`
    select nullif(container, '') as container, kind, item, value, below, detection_limit as "detectionLimit", unit, method, analysed_at as "analysedAt",
      analyst, source, warnings, revision
    from monitoring.result where task_id = ${taskId} order by container, item
  `.execute(db);
  return rows.map((row) => ({
    ...row,
    analysedAt: row.analysedAt ? beijingIso(row.analysedAt.getTime()) : null,
  }));
}

/** Results of these containers, by `container/item`. */
export async function existingResults(
  db: DbOrTx,
  containers: readonly string[],
): Promise<Map<string, { value: number | null; detectionLimit: number | null }>> {
  const { rows } = await sql<{
    key: string;
    value: number | null;
    detectionLimit: number | null;
  }>`
    select container || '/' || item as key, value, detection_limit as "detectionLimit" from monitoring.result where container = any(${containers}::text[])
  `.execute(db);
  return new Map(rows.map(({ key, ...row }) => [key, row]));
}

/** Highest official value that the sites of these tasks ever had, by `taskId/item`. */
export async function highestOfficial(db: DbOrTx, taskIds: readonly number[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ key: string; most: number }>`
    select t.id || '/' || r.item as key, max(r.value) as most
    from monitoring.task t join monitoring.task o on o.point_id = t.point_id and o.state = 'official' join monitoring.result r on r.task_id = o.id
    where t.id = any(${taskIds}::int[]) and r.kind = 'sample' and r.value is not null group by 1
  `.execute(db);
  return new Map(rows.map((row) => [row.key, row.most]));
}

export interface NewResult {
  readonly taskId: number;
  readonly container: string;
  readonly item: string;
  readonly unitPath: string;
  readonly kind: ContainerKind;
  readonly value: number | null;
  readonly detectionLimit: number | null;
  readonly unit: string;
  readonly method: string | null;
  readonly analysedAt: string | null;
  readonly analyst: string;
  readonly source: 'on-site' | 'xlsx' | 'api';
  readonly sheetId: number | null;
  readonly sheetRow: number | null;
  readonly warnings: ReadonlyArray<{ code: string; message: string }>;
}

/** Keeps results; one that takes the place of another leaves its former self in `result_revision`. */
export async function putResults(tx: DbOrTx, results: readonly NewResult[], at: Date): Promise<void> {
  if (results.length === 0) return;
  const rows = JSON.stringify(results);
  await sql`
    insert into monitoring.result_revision
    select r.*, ${at}::timestamptz from monitoring.result r
    join jsonb_to_recordset(${rows}::jsonb) as n("taskId" int, container text, item text)
      on n."taskId" = r.task_id and n.container = r.container and n.item = r.item
  `.execute(tx);
  await sql`
    insert into monitoring.result (task_id, container, item, unit_path, kind, value, below, detection_limit, unit, method, analysed_at, analyst, source,
      sheet_id, sheet_row, warnings, at)
    select n."taskId", n.container, n.item, n."unitPath", n.kind, n.value, n.value is null, n."detectionLimit", n.unit, n.method, n."analysedAt", n.analyst,
      n.source, n."sheetId", n."sheetRow", n.warnings, ${at}::timestamptz
    from jsonb_to_recordset(${rows}::jsonb) as n("taskId" int, container text, item text, "unitPath" text, kind text, value float8, "detectionLimit" float8,
      unit text, method text, "analysedAt" timestamptz, analyst text, source text, "sheetId" int, "sheetRow" int, warnings jsonb)
    on conflict (task_id, container, item) do update set value = excluded.value, below = excluded.below, detection_limit = excluded.detection_limit,
      unit = excluded.unit, method = excluded.method, analysed_at = excluded.analysed_at, analyst = excluded.analyst, source = excluded.source,
      sheet_id = excluded.sheet_id, sheet_row = excluded.sheet_row, warnings = excluded.warnings, at = excluded.at, revision = monitoring.result.revision + 1
  `.execute(tx);
}

export async function insertSheet(
  tx: DbOrTx,
  sheet: {
    sha256: string;
    source: 'xlsx' | 'api';
    rows: number;
    byName: string;
    byUser: string | null;
    at: Date;
  },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into monitoring.lab_sheet (sha256, source, rows, by_name, by_user, at)
    values (${sheet.sha256}, ${sheet.source}, ${sheet.rows}, ${sheet.byName}, ${sheet.byUser}, ${sheet.at}) returning id
  `.execute(tx);
  return rows[0]!.id;
}
