import { type Cell, type Context, rowsToXlsx, type Sheet } from '@tarim/platform';
import { sql } from 'kysely';
import { writeCell } from '../import/cells.ts';
import { type Column, NOTES_SHEET, SHEET_KEYS, SHEETS, type SheetKey } from '../import/sheets.ts';

const NOTES: readonly (readonly Cell[])[] = [
  ['空单元格：该字段保持不变（新登记时为空）。写“-”：清空该字段。', null, null, null, null],
  ['An empty cell leaves the field as it is. A dash empties it.', null, null, null, null],
  ['带 * 的列必填。停用的对象不在导出中，导入也不会恢复它们。', null, null, null, null],
  [
    'Columns with * are required. Closed objects are not exported, and an import does not reopen them.',
    null,
    null,
    null,
    null,
  ],
];

/** What each column means and what may stand in it, in both languages; an import passes this sheet by. */
function notesSheet(): Sheet {
  const rows = SHEET_KEYS.flatMap((key) => {
    const form: { name: string; en: string; columns: readonly Column[] } = SHEETS[key];
    return form.columns.map((one): Cell[] => [form.name, form.en, one.title, one.en, one.hint]);
  });
  return {
    name: NOTES_SHEET,
    rows: [['工作表', 'Sheet', '列', 'Column', '取值或示例 Values or example'], ...rows, ...NOTES],
  };
}

const headings = (key: SheetKey) => SHEETS[key].columns.map((column) => column.title);

/** An empty workbook to fill in. */
export function importTemplate(): Promise<Uint8Array> {
  return rowsToXlsx([
    ...SHEET_KEYS.map((key) => ({ name: SHEETS[key].name, rows: [headings(key)] })),
    notesSheet(),
  ]);
}

/** The registry below a unit, in the very form that the import takes: taken in again, it changes nothing. */
export async function exportRegistry(ctx: Context, unitPath: string): Promise<Uint8Array> {
  const below = sql`starts_with(p.unit_path, ${unitPath})`;
  const queries: Record<SheetKey, ReturnType<typeof sql>> = {
    enterprise: sql`select uscc, name, short_name as "shortName", industry, industry_name as "industryName", unit_path as "unitPath", address, lon, lat, contact, category
      from registry.enterprise p where active and ${below} order by id`,
    point: sql`select p.code, p.name, p.kind, p.unit_path as "unitPath", e.uscc, p.lon, p.lat, p.control_level as "controlLevel", p.purposes, p.responsible_body as "responsibleBody", p.lifecycle,
      p.opened_on::text as "openedOn", p.retired_on::text as "retiredOn", p.public, p.attributes
      from registry.point p left join registry.enterprise e on e.id = p.enterprise_id where p.active and ${below} order by p.id`,
    device: sql`select d.mn, p.code as "pointCode", d.edition, d.transport, d.rtd_interval as "rtdInterval", d.minute_interval as "minuteInterval", d.gateway, d.maker, d.model
      from registry.device d join registry.point p on p.id = d.point_id where d.active and p.active and ${below} order by d.id`,
    instrument: sql`select i.id, p.code as "pointCode", i.name, i.codes, i.maker, i.model, i.serial, i.method, i.range_low as "rangeLow", i.range_high as "rangeHigh",
      i.installed_on::text as "installedOn"
      from registry.instrument i join registry.point p on p.id = i.point_id where i.active and p.active and ${below} order by p.id, i.id`,
    parameter: sql`select p.code as "pointCode", a.code, a.unit, a.decimals, a.range_low as "rangeLow", a.range_high as "rangeHigh", a.sort, a.public
      from registry.point_parameter a join registry.point p on p.id = a.point_id where p.active and ${below} order by p.id, a.sort, a.code`,
    limit: sql`select p.code as "pointCode", l.code, l.basis, l.measure, l.upper, l.lower, l.unit, l.reference_o2 as "referenceO2", l.standard, l.clause,
      l.effective_from::text as "effectiveFrom", l.effective_to::text as "effectiveTo", l.confidence, l.source
      from registry.point_limit l join registry.point p on p.id = l.point_id where p.active and ${below} order by p.id, l.code, l.effective_from`,
  };
  const sheets: Sheet[] = [];
  for (const key of SHEET_KEYS) {
    const { rows } = await (queries[key] as ReturnType<typeof sql<Record<string, unknown>>>).execute(ctx.db);
    const columns: readonly Column[] = SHEETS[key].columns;
    sheets.push({
      name: SHEETS[key].name,
      rows: [
        headings(key),
        ...rows.map((row) => columns.map((column) => writeCell(row[column.field], column.kind))),
      ],
    });
  }
  return rowsToXlsx([...sheets, notesSheet()]);
}
