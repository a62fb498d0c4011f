import { guessPlace } from '@tarim/formats';
import {
  type Check,
  type FieldMapping,
  type PlaceMapping,
  RESERVED_FIELDS,
  type TargetType,
} from '../../contract.ts';
import { convert } from './convert.ts';
import words from './words.json' with { type: 'json' };

export interface SourceField {
  readonly name: string;
  readonly type: string;
  readonly unit?: string;
}

/** Where the place seems to stand: the file's own shapes, else columns by their names. */
export function guessedPlace(opened: {
  readonly cells: boolean;
  readonly geometry: string | null;
  readonly fields: readonly SourceField[];
}): PlaceMapping {
  if (!opened.cells) return { kind: opened.geometry ? 'source' : 'none' };
  const found = guessPlace(opened.fields.map((one) => one.name));
  if (!found) return { kind: 'none' };
  return 'wkt' in found ? { kind: 'wkt', column: found.wkt } : { kind: 'columns', x: found.x, y: found.y };
}

const ALIASES: ReadonlyMap<string, { name: string; zh: string; en: string }> = new Map(
  Object.entries(words.fields).flatMap(([name, { zh, en, of }]) =>
    of.map((alias) => [plain(alias), { name, zh, en }] as const),
  ),
);

/** Without unit, spaces and case: `COD（mg/L）` and `cod` are one. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[([（【].*$/, '')
    .replace(/[\s_\-.]/g, '');
}

const unitIn = (text: string): string | undefined =>
  /[([]\s*([^)\]]{1,30}?)\s*[)\]]\s*$/.exec(text.normalize('NFKC'))?.[1];

/** A mapping of all fields by their names and by what the rows looked at hold (pure): a person looks it over. */
export function proposeFields(
  fields: readonly SourceField[],
  rows: readonly Readonly<Record<string, unknown>>[],
  place: PlaceMapping,
): FieldMapping[] {
  const taken = new Set<string>(RESERVED_FIELDS);
  const own = place.kind === 'wkt' ? new Set([place.column]) : new Set<string>();
  return fields
    .filter(({ name }) => name !== '' && !own.has(name))
    .map((field) => {
      const known = ALIASES.get(plain(field.name));
      const name = free(known?.name ?? identifier(field.name), taken);
      const type = guessType(
        field,
        rows.map((row) => row[field.name]),
      );
      const unit = field.unit ?? unitIn(field.name);
      return {
        name,
        titleZh: field.name.slice(0, 60),
        titleEn: known?.en ?? field.name.slice(0, 60),
        type,
        from: field.name,
        ...(unit ? { unit } : {}),
      };
    });
}

/** `SO2浓度(mg/m3)` → `so2`; what has no Latin letter becomes `field`. */
function identifier(text: string): string {
  const parts =
    text
      .normalize('NFKC')
      .replace(/[([【].*$/, '')
      .match(/[A-Za-z][A-Za-z0-9]*|\d+/g) ?? [];
  const [first = 'field', ...rest] = parts
    .filter((part, i) => i > 0 || /^[A-Za-z]/.test(part))
    // `noData` stays as it is; what is all capitals is no sentence.
    .map((part) => (/^[A-Z0-9]+$/.test(part) ? part.toLowerCase() : part));
  return [
    first[0]!.toLowerCase() + first.slice(1),
    ...rest.map((part) => part[0]!.toUpperCase() + part.slice(1)),
  ]
    .join('')
    .slice(0, 36);
}

function free(name: string, taken: Set<string>): string {
  let one = name;
  for (let n = 2; taken.has(one); n++) one = `${name}${n}`;
  taken.add(one);
  return one;
}

const ORDER: readonly TargetType[] = ['integer', 'number', 'boolean', 'date', 'instant'];
const CODE = /code|id$|uscc|phone|编码|代码|编号|电话/i;

/** One slip, or one in ten cells, does not make a column of figures one of texts: the dry run tells them. */
const slips = (filled: number): number => Math.max(filled >= 5 ? 1 : 0, Math.floor(filled / 10));

/** The narrowest type that about all filled cells have. Leading zeros, long digits and names of codes stay text. */
function guessType({ type, name }: SourceField, cells: readonly unknown[]): TargetType {
  if (type !== 'text') return (type as TargetType) ?? 'text';
  const filled = cells
    .map((cell) => (cell === null || cell === undefined ? '' : String(cell).trim()))
    .filter(Boolean);
  if (filled.length === 0 || CODE.test(name) || filled.some((cell) => /^[-+]?0\d|^\d{12,}$/.test(cell)))
    return 'text';
  const fits = (one: TargetType) =>
    filled.filter((cell) => {
      if (one === 'boolean' && /^[\d.]+$/.test(cell)) return false;
      // A day written as `20260701` is a figure until somebody says otherwise.
      const found = convert(cell, { name: 'x', titleZh: 'x', titleEn: 'x', type: one, from: 'x' });
      if (one === 'date') return 'value' in found && !/[T:]/.test(cell);
      return 'value' in found;
    }).length >=
    filled.length - slips(filled.length);
  return ORDER.find(fits) ?? 'text';
}

/** Checks that nobody would leave out: keys filled, places in the region, shapes mended with a mark. */
export function proposeChecks(keys: readonly string[], place: PlaceMapping): Check[] {
  return [
    ...keys.map((field): Check => ({ kind: 'required', field, severity: 'reject' })),
    ...(place.kind === 'none'
      ? []
      : ([
          { kind: 'geometry', severity: 'warn' },
          { kind: 'in-region', severity: 'warn', within: 'region' },
        ] satisfies Check[])),
  ];
}

/** The first field of a telling name whose cells are all filled and all different. */
export function proposeKeys(
  fields: readonly FieldMapping[],
  rows: readonly Readonly<Record<string, unknown>>[],
): string[] {
  const telling = fields.find((one) => {
    if (!['code', 'uscc'].includes(one.name) || one.from === null) return false;
    const cells = rows.map((row) => row[one.from!] ?? null);
    return cells.length > 0 && !cells.includes(null) && new Set(cells.map(String)).size === cells.length;
  });
  return telling ? [telling.name] : [];
}
