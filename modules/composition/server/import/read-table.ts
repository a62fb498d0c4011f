import { TarimError } from '@tarim/kernel';
import { type Cell, csvToRows, workbookDefects, xlsxToSheets, xlsxTraits } from '@tarim/platform';
import type { VocUnit } from '@tarim/science';
import { VOC_MP_XYLENE, type VocSpecies, vocByName } from '@tarim/standards';
import { compositionImportErrors as E } from '../errors.ts';
import { type Placed, placed } from './problems.ts';

export type FieldKey = 'code' | 'station' | 'time';

/** A filled row as text; what the file has no column for is ''. */
export interface RawRow {
  readonly row: number;
  readonly field: (key: FieldKey) => string;
  readonly values: readonly { readonly species: VocSpecies; readonly title: string; readonly text: string }[];
}

export interface RawTable {
  readonly sheet: string;
  readonly rows: readonly RawRow[];
  readonly problems: readonly Placed[];
}

/** The sheet of the template that explains it. */
export const NOTES_SHEET = '说明 Notes';
export const FIELDS: Readonly<
  Record<FieldKey, { readonly title: string; readonly also: readonly string[] }>
> = {
  code: { title: '站点编码', also: ['点位编码', '站点代码', 'STATIONCODE', 'CODE'] },
  station: { title: '站点', also: ['站点名称', '点位', '点位名称', 'STATION'] },
  time: { title: '时间', also: ['监测时间', '采样时间', '时段起点', 'TIME', 'DATETIME'] },
};

export const textOf = (cell: Cell): string => String(cell ?? '').trim();
const isFilled = (row: readonly Cell[]): boolean => row.some((cell) => textOf(cell) !== '');

/**
 * The one table of a file, and what of the file itself is wrong: macros, formulas, merged cells, several tables, the heading.
 * @throws TarimError COMPOSITION_FILE_KIND, SHEET_UNREADABLE
 */
export async function readTable(bytes: Uint8Array, name: string, unit: VocUnit): Promise<RawTable> {
  // The beginning of an archive, as XLSX is one; of the old compound file, as XLS, DOC and MSI are.
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    const { sheet, cells, problems } = await readWorkbook(bytes);
    return rowsOf(sheet, cells, problems, unit);
  }
  if (bytes[0] === 0xd0 || !/\.(csv|txt)$/i.test(name))
    throw new TarimError(E.fileKind, { name: name.slice(0, 80) });
  return rowsOf('', csvToRows(bytes), [], unit);
}

async function readWorkbook(bytes: Uint8Array) {
  const [sheets, traits] = await Promise.all([xlsxToSheets(bytes), xlsxTraits(bytes)]);
  const filled = sheets.filter((sheet) => sheet.name.trim() !== NOTES_SHEET && sheet.rows.some(isFilled));
  const sheet = filled[0]?.name ?? '';
  const problems: Placed[] = [];
  if (filled.length > 1)
    problems.push(placed(sheet, 1, null, E.sheets, { names: filled.map((one) => one.name).join('、') }));
  for (const one of workbookDefects(traits, (name) => name.trim() !== NOTES_SHEET))
    problems.push(placed(one.sheet, one.row, null, one.definition, one.params));
  return { sheet, cells: filled[0]?.rows ?? [], problems };
}

interface Heading {
  readonly fields: ReadonlyMap<FieldKey, number>;
  readonly species: readonly {
    readonly species: VocSpecies;
    readonly title: string;
    readonly index: number;
  }[];
}
type Cells = readonly (readonly Cell[])[];

function rowsOf(sheet: string, cells: Cells, before: readonly Placed[], unit: VocUnit): RawTable {
  const problems = [...before];
  const heading = readHeading(sheet, cells[0] ?? [], unit, problems);
  if (!heading) return { sheet, rows: [], problems };
  const { fields, species } = heading;
  const hasUnits = isUnitRow(cells[1], heading);
  if (hasUnits)
    for (const { index, title } of species) {
      const told = textOf(cells[1]![index]);
      if (told !== '' && !isUnit(unit, told))
        problems.push(placed(sheet, 2, title, E.unit, { expected: unit, unit: told.slice(0, 20) }));
    }
  const rows: RawRow[] = [];
  for (let at = hasUnits ? 2 : 1; at < cells.length; at++) {
    const line = cells[at]!;
    if (!isFilled(line)) continue;
    rows.push({
      row: at + 1,
      field: (key) => textOf(line[fields.get(key) ?? -1]),
      values: species.map(({ index, ...one }) => ({ ...one, text: textOf(line[index]) })),
    });
  }
  return { sheet, rows, problems };
}

/** Where each column stands; null when the rows below cannot be read. */
function readHeading(
  sheet: string,
  heads: readonly Cell[],
  unit: VocUnit,
  problems: Placed[],
): Heading | null {
  const fields = new Map<FieldKey, number>();
  const species = new Map<string, Heading['species'][number]>();
  const found: Placed[] = [];
  const tell = (title: string | null, ...what: [(typeof E)[keyof typeof E], Record<string, string>?]) =>
    found.push(placed(sheet, 1, title, ...what));
  for (const [index, cell] of heads.entries()) {
    const title = textOf(cell);
    if (title === '') continue;
    const field = fieldOf(title);
    const { name, unit: inTitle } = field ? { name: title, unit: null } : nameAndUnit(title);
    const one = field ? null : vocByName(name);
    const shown = title.slice(0, 60);
    if (field && !fields.has(field)) fields.set(field, index);
    else if (one && !species.has(one.key)) {
      species.set(one.key, { species: one, title: shown, index });
      if (inTitle && !isUnit(unit, inTitle))
        tell(shown, E.unit, { expected: unit, unit: inTitle.slice(0, 20) });
    } else tell(shown, field || one ? E.headingTwice : E.headingUnknown, { heading: shown });
  }
  if (species.size === 0 || fields.size === 0) {
    problems.push(placed(sheet, 1, null, E.noTable));
    return null;
  }
  if (hasXyleneTwice([...species.keys()])) tell(species.get(VOC_MP_XYLENE)!.title, E.xylene);
  const missing = fields.has('time') ? [] : [FIELDS.time.title];
  if (!fields.has('code') && !fields.has('station')) missing.push(FIELDS.station.title);
  for (const heading of missing) tell(null, E.headingMissing, { heading });
  problems.push(...found);
  return missing.length === 0 ? { fields, species: [...species.values()] } : null;
}

/** The sum of m- and p-xylene beside one of them: it would count twice. */
export function hasXyleneTwice(keys: readonly string[]): boolean {
  return keys.includes(VOC_MP_XYLENE) && (keys.includes('m-xylene') || keys.includes('p-xylene'));
}

function fieldOf(title: string): FieldKey | null {
  const plain = title
    .normalize('NFKC')
    .toUpperCase()
    .replace(/\(.*$/, '')
    .replace(/[\s_-]/g, '');
  const found = Object.entries(FIELDS).find(([, one]) => one.title === plain || one.also.includes(plain));
  return (found?.[0] as FieldKey | undefined) ?? null;
}

/** `甲苯(ppbv)`, `Toluene [µg/m³]` → name and unit; brackets that hold no unit belong to the name. */
function nameAndUnit(title: string): { name: string; unit: string | null } {
  const plain = title.normalize('NFKC').trim();
  const [, name, unit] = /^(.*?)\s*[([]([^)\]]*)[)\]]\s*$/.exec(plain) ?? [];
  return name && unit && (isUnit('ppbv', unit) || isUnit('µg/m³', unit) || /\/m|pp[mt]|微克|毫克/i.test(unit))
    ? { name, unit }
    : { name: plain, unit: null };
}

const UNITS: Readonly<Record<VocUnit, ReadonlySet<string>>> = {
  ppbv: new Set(['ppbv', 'ppb', 'nmol/mol', '10-9']),
  'µg/m³': new Set(['μg/m3', 'ug/m3', '微克/立方米']),
};

function isUnit(expected: VocUnit, text: string): boolean {
  const unit = text.normalize('NFKC').toLowerCase().replace(/\s|\^/g, '').replace('µ', 'μ');
  return UNITS[expected].has(unit);
}

/** Many tables have a row of units below their heading: no time, and words where figures would be. */
function isUnitRow(line: readonly Cell[] | undefined, { fields, species }: Heading): boolean {
  if (!line || /\d{4}/.test(textOf(line[fields.get('time')!]))) return false;
  return species.some(({ index }) => /pp[bmt]|\/m|mol|微|毫/i.test(textOf(line[index])));
}
