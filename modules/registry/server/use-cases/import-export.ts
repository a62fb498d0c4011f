import { TarimError } from '@tarim/kernel';
import {
  type Actor,
  asActor,
  type Cell,
  type Context,
  platformErrors,
  rowsToXlsx,
  type Sheet,
  type Static,
  xlsxToSheets,
} from '@tarim/platform';
import { sql } from 'kysely';
import type { ImportReport } from '../../contract.ts';
import { type Applied, applyRows } from '../import/apply-rows.ts';
import { checkRows, type RowProblem } from '../import/check-rows.ts';
import { SHEET_KEYS, SHEETS, type SheetKey, writeCell } from '../import/sheets.ts';

type Report = Static<typeof ImportReport>;

class DryRun extends Error {}

/**
 * Imports the five sheets. Every run writes and then decides: `check` takes everything back, `all` only keeps a file
 * without any problem, `good` keeps the good rows. The report is the same in all three.
 */
export async function importRegistry(
  ctx: Context,
  actor: Actor,
  bytes: Uint8Array,
  mode: 'check' | 'all' | 'good',
): Promise<Report> {
  const { good, problems, counts } = checkRows(await xlsxToSheets(bytes));
  let applied: Applied | null = null;
  let committed = false;
  try {
    await asActor(ctx, actor, 'registry.write', async (tx) => {
      applied = await applyRows(ctx, tx, actor, good);
      const clean = problems.length + applied.problems.length === 0;
      if (mode === 'check' || (mode === 'all' && !clean)) throw new DryRun();
      await ctx.audit.record(tx, {
        actor,
        action: 'registry.imported',
        subject: 'xlsx',
        detail: { rows: good.length, problems: problems.length + applied.problems.length, mode },
      });
      committed = true;
    });
  } catch (error) {
    if (!(error instanceof DryRun)) throw error;
  }
  return report(committed, counts, [...problems, ...(applied as Applied | null)!.problems], applied!);
}

function report(
  committed: boolean,
  counts: ReadonlyMap<SheetKey, number>,
  problems: RowProblem[],
  applied: Applied,
): Report {
  const sheets = [...counts].map(([key, rows]) => {
    const bad = new Set(problems.filter((one) => one.sheet === SHEETS[key].name).map((one) => one.row)).size;
    const of = (map: ReadonlyMap<SheetKey, number>) => map.get(key) ?? 0;
    return {
      sheet: SHEETS[key].name,
      rows,
      good: rows - bad,
      created: of(applied.created),
      updated: of(applied.updated),
      unchanged: of(applied.unchanged),
    };
  });
  return { committed, sheets, problems: problems.slice(0, 2_000) };
}

/** The uploaded sheets again, each row with what is wrong with it in a last column. */
export async function importErrors(ctx: Context, actor: Actor, bytes: Uint8Array): Promise<Uint8Array> {
  const sheets = await xlsxToSheets(bytes);
  const { problems } = await importRegistry(ctx, actor, bytes, 'check');
  const marked = sheets.map(
    (sheet): Sheet => ({
      name: sheet.name,
      rows: sheet.rows.map((row, index): Cell[] => {
        const found = problems.filter((one) => one.sheet === sheet.name && one.row === index + 1);
        return [
          ...row,
          index === 0 ? '问题' : found.map((one) => `${one.column ?? ''} ${one.message}`.trim()).join('；'),
        ];
      }),
    }),
  );
  return rowsToXlsx(marked);
}

export function importTemplate(): Promise<Uint8Array> {
  return rowsToXlsx(
    SHEET_KEYS.map((key) => ({
      name: SHEETS[key].name,
      rows: [SHEETS[key].columns.map((column) => column.title), [...SHEETS[key].example]],
    })),
  );
}

/** The registry below a unit, in the very form that the import takes. */
export async function exportRegistry(ctx: Context, unitPath: string): Promise<Uint8Array> {
  const below = sql`starts_with(p.unit_path, ${unitPath})`;
  const queries: Record<SheetKey, ReturnType<typeof sql>> = {
    enterprise: sql`select uscc, name, short_name as "shortName", industry, industry_name as "industryName", unit_path as "unitPath", address, lon, lat, contact, category
      from registry.enterprise p where active and ${below} order by id`,
    point: sql`select p.code, p.name, p.kind, p.unit_path as "unitPath", e.uscc, p.lon, p.lat, p.control_level as "controlLevel", p.public
      from registry.point p left join registry.enterprise e on e.id = p.enterprise_id where p.active and ${below} order by p.id`,
    device: sql`select d.mn, p.code as "pointCode", d.edition, d.transport, d.rtd_interval as "rtdInterval", d.minute_interval as "minuteInterval", d.maker, d.model
      from registry.device d join registry.point p on p.id = d.point_id where d.active and ${below} order by d.id`,
    parameter: sql`select p.code as "pointCode", a.code, a.unit, a.decimals, a.range_low as "rangeLow", a.range_high as "rangeHigh", a.sort, a.public
      from registry.point_parameter a join registry.point p on p.id = a.point_id where ${below} order by p.id, a.sort`,
    limit: sql`select p.code as "pointCode", l.code, l.basis, l.measure, l.upper, l.lower, l.reference_o2 as "referenceO2", l.standard, l.clause,
      l.effective_from::text as "effectiveFrom", l.effective_to::text as "effectiveTo"
      from registry.point_limit l join registry.point p on p.id = l.point_id where ${below} order by p.id, l.code`,
  };
  const sheets: Sheet[] = [];
  for (const key of SHEET_KEYS) {
    const { rows } = await (queries[key] as ReturnType<typeof sql<Record<string, unknown>>>).execute(ctx.db);
    const { columns, name } = SHEETS[key];
    sheets.push({
      name,
      rows: [
        columns.map((column) => column.title),
        ...rows.map((row) => columns.map((column) => writeCell(row[column.field], column.kind))),
      ],
    });
  }
  return rowsToXlsx(sheets);
}

/** The one file of a multipart request. @throws TarimError VALIDATION */
export async function uploadedFile(request: {
  file?: () => Promise<{ toBuffer(): Promise<Buffer> } | undefined>;
}): Promise<Uint8Array> {
  const file = await request.file?.();
  if (!file) throw new TarimError(platformErrors.validation);
  return file.toBuffer();
}
