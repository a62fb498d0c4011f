import {
  type Actor,
  type Cell,
  type Context,
  rowsToXlsx,
  type Static,
  workbookDefects,
  type XlsxTraits,
  xlsxToSheets,
  xlsxTraits,
} from '@tarim/platform';
import type { ImportReport, RowProblem } from '../../contract.ts';
import { issue, type Tongue } from '../domain/issue.ts';
import { type Applied, applyRows } from '../import/apply-rows.ts';
import { told } from '../import/problems.ts';
import { PROBLEM_HEADING, type ReadBook, readRows } from '../import/read-rows.ts';
import { NOTES_SHEET, SHEETS } from '../import/sheets.ts';
import { write } from '../writing/writing.ts';

type Report = Static<typeof ImportReport>;
type Mode = 'check' | 'all' | 'good';

const MOST_TOLD = 2_000;

/** Takes a transaction back that has told what it would have done. */
class DryRun extends Error {}

/**
 * Imports a workbook. Every run writes and then decides: `check` takes everything back, `all` only keeps a file without
 * any problem, `good` keeps the good rows. The report is the same in all three.
 */
export async function importRegistry(
  ctx: Context,
  actor: Actor,
  bytes: Uint8Array,
  mode: Mode,
  tongue: Tongue,
): Promise<Report> {
  const { report, problems, remarks } = await runImport(ctx, actor, bytes, mode, tongue);
  return { ...report, problems: problems.slice(0, MOST_TOLD), remarks: remarks.slice(0, MOST_TOLD) };
}

interface Run {
  readonly report: Pick<Report, 'committed' | 'sheets'>;
  readonly problems: RowProblem[];
  readonly remarks: RowProblem[];
}

async function runImport(
  ctx: Context,
  actor: Actor,
  bytes: Uint8Array,
  mode: Mode,
  tongue: Tongue,
): Promise<Run> {
  const [sheets, traits] = await Promise.all([xlsxToSheets(bytes), xlsxTraits(bytes)]);
  const book = withDefects(readRows(sheets), traits);
  let applied: Applied = { outcomes: new Map(), problems: [], remarks: [] };
  let committed = false;
  try {
    await write(ctx, actor, async (w) => {
      applied = await applyRows(w, book.rows);
      const n = book.problems.length + applied.problems.length;
      const kept = book.rows.length - new Set(applied.problems.map((one) => `${one.sheet}/${one.row}`)).size;
      if (mode === 'check' || (mode === 'all' && n > 0) || kept === 0) throw new DryRun();
      await ctx.audit.record(w.tx, {
        actor,
        action: 'registry.imported',
        subject: 'xlsx',
        detail: { rows: kept, problems: n, mode, outcomes: Object.fromEntries(applied.outcomes) },
      });
    });
    committed = true;
  } catch (error) {
    if (!(error instanceof DryRun)) throw error;
  }
  return {
    report: { committed, sheets: summary(book, applied) },
    problems: [...book.problems, ...applied.problems].map((one) => told(one, tongue)),
    remarks: applied.remarks.map((one) => told(one, tongue)),
  };
}

/** A row that a formula or a merged cell touches is a problem; with macros nothing of the book is taken. */
function withDefects(book: ReadBook, traits: XlsxTraits): ReadBook {
  const found = workbookDefects(traits, (name) => name.trim() !== NOTES_SHEET).map((one) => ({
    sheet: one.sheet.trim(),
    row: one.row,
    column: null,
    issue: issue(one.definition, one.params),
  }));
  if (traits.macros) return { ...book, rows: [], problems: found };
  const touched = new Set(found.map((one) => `${one.sheet}/${one.row}`));
  return {
    ...book,
    rows: book.rows.filter((one) => !touched.has(`${SHEETS[one.sheet].name}/${one.row}`)),
    problems: [...book.problems, ...found],
  };
}

function summary(book: ReadBook, applied: Applied): Report['sheets'] {
  return [...book.counts].map(([key, rows]) => {
    const { created = 0, updated = 0, unchanged = 0 } = applied.outcomes.get(key) ?? {};
    return {
      sheet: SHEETS[key].name,
      rows,
      good: created + updated + unchanged,
      created,
      updated,
      unchanged,
    };
  });
}

/** The uploaded sheets again, each row with what is wrong with it in a last column. */
export async function importErrorFile(
  ctx: Context,
  actor: Actor,
  bytes: Uint8Array,
  tongue: Tongue,
): Promise<Uint8Array> {
  const sheets = await xlsxToSheets(bytes);
  const { problems } = await runImport(ctx, actor, bytes, 'check', tongue);
  const bySheet = Map.groupBy(problems, (one) => one.sheet.trim());
  return rowsToXlsx(
    sheets
      .filter((sheet) => sheet.name.trim() !== NOTES_SHEET)
      .map(({ name, rows }) => ({ name, rows: marked(rows, bySheet.get(name.trim()) ?? []) })),
  );
}

/** What is wrong with the whole sheet stands in the heading of the new column, under it what is wrong with each row. */
function marked(rows: readonly (readonly Cell[])[], problems: readonly RowProblem[]): Cell[][] {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const byRow = Map.groupBy(problems, (one) => one.row);
  const said = (row: number) =>
    (byRow.get(row) ?? []).map((one) => [one.column, one.message].filter(Boolean).join(' ')).join('；');
  return rows.map((row, index) => [
    ...row,
    ...Array.from<null>({ length: width - row.length }).fill(null),
    index === 0 ? [PROBLEM_HEADING, said(1)].filter(Boolean).join('：') : said(index + 1),
  ]);
}
