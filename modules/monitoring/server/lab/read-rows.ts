import { beijingDate } from '@tarim/kernel';
import { labErrors as E } from '../errors.ts';
import { COLUMNS, type Found, type LabRow, type RawRow, wrong } from './lab-row.ts';

const BELOW = /^(?:[<＜]\s*(\d+(?:\.\d+)?(?:e-?\d+)?)|(\d+(?:\.\d+)?)\s*L)$/i;
const NOTHING = /^(ND|N\.D\.|未检出|低于检出限|L)$/i;
const FIGURE = /^[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?$/i;
const TIME = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?(?:\+08:00|)?)?$/;
/** Where the standard asks for a word. */
const WORDS: Readonly<Record<string, number>> = { 无: 0, 有: 1 };

const plain = (cell: unknown) =>
  String(cell ?? '')
    .normalize('NFKC')
    .trim();

/** The sheet as rows of text. A misspelt heading would leave its whole column out in silence: it is an error of its own. */
export function readTable(table: readonly (readonly unknown[])[]): { rows: RawRow[]; found: Found[] } {
  const heads = (table[0] ?? []).map(plain);
  const missing = COLUMNS.filter((one) => one.required && !heads.includes(one.title));
  if (missing.length > 0)
    return {
      rows: [],
      found: missing.map(({ field, title }) => wrong(1, field, E.headingMissing, { heading: title })),
    };
  const at = Object.fromEntries(COLUMNS.map(({ field, title }) => [field, heads.indexOf(title)]));
  const rows = table.slice(1).flatMap((cells, index): RawRow[] => {
    const text = (field: string) => plain(cells[at[field] ?? -1]);
    const row = {
      row: index + 2,
      ...(Object.fromEntries(COLUMNS.map(({ field }) => [field, text(field)])) as Omit<RawRow, 'row'>),
    };
    // A prepared row that nobody filled in is no defect: what is missing is told when the task is reported.
    return row.result === '' && row.analysedAt === '' ? [] : [row];
  });
  return { rows, found: rows.length === 0 ? [wrong(1, null, E.sheetEmpty)] : [] };
}

/** Reads the cells of rows: every defect of a row is told, not only the first. */
export function readRows(raw: readonly RawRow[]): { rows: LabRow[]; found: Found[] } {
  const rows: LabRow[] = [];
  const found: Found[] = [];
  for (const one of raw) {
    const mine: Found[] = COLUMNS.filter(({ field, required }) => required && one[field] === '').map(
      ({ field }) => wrong(one.row, field, E.cellMissing),
    );
    const limit = readLimit(one, mine);
    const result = readResult(one, limit, mine);
    const analysedAt = readTime(one, mine);
    found.push(...mine);
    if (mine.length > 0 || result === null || analysedAt === null) continue;
    const { row, container, item, unit, method, analyst } = one;
    rows.push({
      row,
      container: container.toUpperCase(),
      item,
      unit,
      method,
      analyst,
      ...analysedAt,
      ...result,
    });
  }
  return { rows, found };
}

function readLimit({ row, detectionLimit: cell }: RawRow, found: Found[]): number | null {
  if (cell === '') return null;
  const limit = FIGURE.test(cell) ? Number(cell) : Number.NaN;
  if (limit > 0 && Number.isFinite(limit)) return limit;
  found.push(wrong(row, 'detectionLimit', E.limitUnreadable, { cell: cell.slice(0, 40) }));
  return null;
}

function readResult(
  { row, result: cell, detectionLimit }: RawRow,
  limit: number | null,
  found: Found[],
): Pick<LabRow, 'value' | 'detectionLimit'> | null {
  if (cell === '') return null;
  if (FIGURE.test(cell)) return { value: Number(cell), detectionLimit: limit };
  if (cell in WORDS) return { value: WORDS[cell]!, detectionLimit: null };
  const below = BELOW.exec(cell);
  const own = below ? Number(below[1] ?? below[2]) : null;
  if (own !== null && own > 0) return { value: null, detectionLimit: own };
  if (NOTHING.test(cell)) {
    if (limit !== null) return { value: null, detectionLimit: limit };
    if (detectionLimit === '') found.push(wrong(row, 'detectionLimit', E.limitMissing));
    return null;
  }
  found.push(wrong(row, 'result', E.resultUnreadable, { cell: cell.slice(0, 40) }));
  return null;
}

/** Beijing time. A day alone is kept as its start, and what is told of it holds for the whole day. */
function readTime(
  { row, analysedAt: cell }: RawRow,
  found: Found[],
): Pick<LabRow, 'analysedAt' | 'dayOnly'> | null {
  if (cell === '') return null;
  const match = TIME.exec(cell);
  const [, year, month, day, hour, minute = '00', second = '00'] = match ?? [];
  const at = match
    ? Date.parse(`${year}-${month}-${day}T${hour ?? '00'}:${minute}:${second}+08:00`)
    : Number.NaN;
  // 31 April parses as 1 May: the calendar has to give the day back.
  if (Number.isFinite(at) && beijingDate(at) === `${year}-${month}-${day}`)
    return { analysedAt: at, dayOnly: hour === undefined };
  found.push(wrong(row, 'analysedAt', E.dateUnreadable, { cell: cell.slice(0, 40) }));
  return null;
}
