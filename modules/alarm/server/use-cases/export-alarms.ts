import { beijingDate } from '@tarim/kernel';
import { type Actor, type Context, type Language, rowsToCsv, rowsToXlsx, type Static } from '@tarim/platform';
import type { AlarmRow, exportAlarms as route } from '../../contract.ts';
import { listAlarmViews } from '../sql/read.ts';
import { wordsIn } from '../words.ts';
import { readerOf } from './access.ts';
import { present } from './present.ts';

type Cell = string | number | null;
type Words = ReturnType<typeof wordsIn>;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const MAX_ROWS = 50_000;

// biome-ignore format: a table
/** Columns of the file: heading and cell, in the words of the list. */
const COLUMNS: ReadonlyArray<readonly [Parameters<Words>[0], (row: AlarmRow, words: Words) => Cell]> = [
  ['field.id',             (row) => row.id],
  ['field.kind',           (row, words) => words(`kind.${row.kind}`)],
  ['field.state',          (row, words) => words(`state.${row.state}`)],
  ['field.severity',       (row, words) => words(`severity.${row.severity}`)],
  ['field.point',          (row) => row.pointName],
  ['field.enterprise',     (row) => row.enterpriseName],
  ['field.unit',           (row) => row.unitName],
  ['field.factor',         (row) => row.codeName],
  ['field.startedAt',      (row) => row.startedAt],
  ['field.firedAt',        (row) => row.firedAt],
  ['field.recoveringAt',   (row) => row.recoveringAt],
  ['field.closedAt',       (row) => row.closedAt],
  ['field.value',          (row) => row.evidence.value],
  ['field.limit',          (row) => row.evidence.limit],
  ['field.measure',        (row) => row.unit],
  ['field.ratio',          (row) => (row.evidence.ratio === null ? null : Math.round(row.evidence.ratio * 1000) / 1000)],
  ['field.peak',           (row) => row.peak?.value ?? null],
  ['field.occurrences',    (row) => row.occurrences],
  ['field.acknowledgedBy', (row) => row.acknowledged?.by ?? null],
  ['field.acknowledgedAt', (row) => row.acknowledged?.at ?? null],
  ['field.historical',     (row, words) => words(row.historical ? 'yes' : 'no')],
  ['field.simulated',      (row, words) => words(row.simulated ? 'yes' : 'no')],
];

/** What the list shows under the same filters, as a file, in the language of the list. */
export async function exportAlarms(
  ctx: Context,
  actor: Actor,
  query: Static<NonNullable<typeof route.query>>,
  language: Language,
): Promise<{ bytes: Uint8Array; name: string; mime: string }> {
  const { format, lang = language, ...filter } = query;
  const words = wordsIn(lang);
  const views = await listAlarmViews(ctx.db, { ...filter, ...readerOf(ctx, actor) }, { limit: MAX_ROWS });
  const rows = await present(ctx, views, lang);
  const header: Cell[] = COLUMNS.map(([heading]) => words(heading));
  const body = rows.map((row) => COLUMNS.map(([, cell]) => cell(row, words)));
  const name = `alarms-${beijingDate(ctx.clock.now())}.${format}`;
  if (format === 'csv') return { bytes: rowsToCsv([header, ...body]), name, mime: 'text/csv; charset=utf-8' };
  const sheets = [{ name: words('list.title'), rows: [header, ...body] }];
  return { bytes: await rowsToXlsx(sheets), name, mime: XLSX };
}
