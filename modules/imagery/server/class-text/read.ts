import { TarimError } from '@tarim/kernel';
import { csvToRows } from '@tarim/platform';
import type { ClassEntry } from '../../contract.ts';
import columns from '../../data/class-columns.json' with { type: 'json' };
import { checkedEntries } from '../domain/class-table.ts';
import { imageryErrors as E } from '../errors.ts';
import { readColourMap } from './clr.ts';
import { colourIn } from './colours.ts';
import { readPam, readQml } from './xml.ts';

/** A line of a table before it is checked; what is missing is null. */
export interface Line {
  /** Where it stands, from 1. */
  readonly at: number;
  readonly value: string;
  readonly zh: string;
  readonly en: string | null;
  readonly colour: string | null;
}

/**
 * The classes that a text names: CSV, also with tabs or semicolons as spreadsheets paste them; `.clr` of GIS programs; styles of QGIS
 * (`.qml`); `.aux.xml` of GDAL, where it keeps names of categories, which GeoTIFF has no place for.
 * @throws TarimError IMAGERY_CLASSES_UNREADABLE, IMAGERY_CLASS_VALUE, IMAGERY_CLASS_NAME, IMAGERY_CLASS_COLOUR, those of `checkedEntries`,
 *   SHEET_UNREADABLE
 */
export function readClasses(name: string, bytes: Uint8Array): ClassEntry[] {
  return checkedEntries(linesOf(name, bytes).map(entryOf));
}

function linesOf(name: string, bytes: Uint8Array): Line[] {
  const head = Buffer.from(bytes.subarray(0, 4_096)).toString('utf8');
  if (/^\uFEFF?\s*</.test(head)) {
    const text = Buffer.from(bytes).toString('utf8');
    if (/<PAMDataset[\s>]/.test(text)) return readPam(text);
    if (/<qgis[\s>]/.test(text)) return readQml(text);
    throw new TarimError(E.classesUnreadable, { name });
  }
  if (/\.(clr|txt)$/i.test(name) || /^\uFEFF?\s*(#|INTERPOLATION)/.test(head)) {
    const found = readColourMap(Buffer.from(bytes).toString('utf8'));
    if (found) return found;
  }
  return readTable(bytes, head);
}

const ORDER = ['value', 'zh', 'en', 'colour'] as const;
/** What columns are called that people bring. */
const calls = (cell: string, field: (typeof ORDER)[number]): boolean =>
  columns[field].includes(cell.toLowerCase().replace(/[\s-]+/g, '_'));

function readTable(bytes: Uint8Array, head: string): Line[] {
  const first = head.split(/\r?\n/, 1)[0]!;
  // Of commas and semicolons the one that comes first: the other stands within cells.
  const separator = first.includes('	') ? '	' : (/[,;]/.exec(first)?.[0] ?? ',');
  const rows = csvToRows(separator === ',' ? bytes : withCommas(bytes, separator))
    .map((row, i) => ({ at: i + 1, cells: row.map((cell) => String(cell ?? '').trim()) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  const heads = rows[0]?.cells ?? [];
  const headed = heads.some((cell) => calls(cell, 'value'));
  const place = (field: (typeof ORDER)[number]): number =>
    headed ? heads.findIndex((cell) => calls(cell, field)) : ORDER.indexOf(field);
  const at = { value: place('value'), zh: place('zh'), en: place('en'), colour: place('colour') };
  return rows.slice(headed ? 1 : 0).map(({ at: line, cells }): Line => {
    const cell = (field: (typeof ORDER)[number]) => cells[at[field]] ?? '';
    // A file of two names in one language, or a colour in the place of the second name.
    const third = headed ? null : colourIn(cell('en'));
    return {
      at: line,
      value: cell('value'),
      zh: cell('zh') || cell('en'),
      en: third === null ? cell('en') || null : null,
      colour: third ?? (cell('colour') || null),
    };
  });
}

/** Separators that are not within quotation marks become commas; commas come into quotation marks. */
function withCommas(bytes: Uint8Array, separator: string): Uint8Array {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    text = new TextDecoder('gb18030').decode(bytes);
  }
  const cell = (one: string) => (one.startsWith('"') ? one : `"${one.replace(/"/g, '""')}"`);
  const lines = text
    .split(/\r?\n/)
    .map((line) => (line === '' ? '' : line.split(separator).map(cell).join(',')));
  return Buffer.from(lines.join('\n'));
}

function entryOf({ at, value, zh, en, colour }: Line): ClassEntry {
  const number = Number(value);
  if (!/^[+-]?\d{1,5}(\.0+)?$/.test(value) || number < -32_768 || number > 65_535)
    throw new TarimError(E.classValue, { line: at, value: value.slice(0, 40) });
  if (zh === '' || zh.length > 100 || (en?.length ?? 0) > 100)
    throw new TarimError(E.className, { line: at, value: number });
  const read = colour === null ? null : colourIn(colour);
  if (colour !== null && read === null)
    throw new TarimError(E.classColour, { line: at, value: number, colour: colour.slice(0, 40) });
  return { value: number, zh, en, colour: read };
}
