import { beijingDate } from '@tarim/kernel';
import { type Actor, type Context, rowsToCsv, rowsToXlsx } from '@tarim/platform';
import type { FlagRow } from '../../contract.ts';
import { WHOLE_POINT } from '../domain/flags/fold.ts';
import { flagRows } from '../sql/flags.ts';
import { wordsIn } from '../words.ts';
import type { Tongue } from './access.ts';
import { type FlagQuery, filterOf, presentFlags } from './flags.ts';

type Cell = string | number | null;
type Words = ReturnType<typeof wordsIn>;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const MOST_ROWS = 50_000;

const figures = (of: FlagRow['peak']) =>
  Object.entries(of)
    .map(([name, value]) => `${name}=${value ?? ''}`)
    .join('; ');

// biome-ignore format: a table
/** Columns of the file: heading and cell, in the words of the list. */
const COLUMNS: ReadonlyArray<readonly [Parameters<Words>[0], (row: FlagRow, words: Words) => Cell]> = [
  ['flags.id',         (row) => row.id],
  ['flags.point',      (row) => row.pointName],
  ['enterprise',       (row) => row.enterpriseName],
  ['unit',             (row) => row.unitPath],
  ['flags.factor',     (row, words) => (row.code === WHOLE_POINT ? words('flags.whole') : row.codeName)],
  ['flags.flag',       (row, words) => words(`flag.${row.flag}`)],
  ['flags.from',       (row) => row.from],
  ['flags.to',         (row) => row.to],
  ['flags.hours',      (row) => row.hours],
  ['flags.state',      (row, words) => words(`flagState.${row.state}`)],
  ['flags.first',      (row) => figures(row.first)],
  ['flags.peak',       (row) => figures(row.peak)],
  ['flags.rule',       (row) => row.ruleVersion],
  ['column.confidence', (row, words) => words(`confidence.${row.confidence}` as 'confidence.ours')],
  ['flags.lsn',        (row) => row.lsn],
  ['reason',           (row) => row.act?.reason ?? null],
  ['flags.by',         (row) => row.act?.by ?? null],
  ['simulated',        (row, words) => words(row.simulated ? 'yes' : 'no')],
];

/** What the list shows under the same filters, as a file, in the language of the list. */
export async function exportFlags(
  ctx: Context,
  actor: Actor,
  query: FlagQuery,
  format: 'csv' | 'xlsx',
  tongue: Tongue,
): Promise<{ bytes: Uint8Array; name: string; mime: string }> {
  const words = wordsIn(tongue === 'en' ? 'en' : 'zh-CN');
  const found = await flagRows(ctx.db, filterOf(ctx, actor, query), { limit: MOST_ROWS });
  const rows = await presentFlags(ctx, actor, found, tongue);
  const header: Cell[] = COLUMNS.map(([heading]) => words(heading));
  const body = rows.map((row) => COLUMNS.map(([, cell]) => cell(row, words)));
  const name = `quality-flags-${beijingDate(ctx.clock.now())}.${format}`;
  if (format === 'csv') return { bytes: rowsToCsv([header, ...body]), name, mime: 'text/csv; charset=utf-8' };
  const sheets = [{ name: words('flags.title'), rows: [header, ...body] }];
  return { bytes: await rowsToXlsx(sheets), name, mime: XLSX };
}
