import type { Geometry } from '@tarim/geo';
import { type Problem, TarimError } from '@tarim/kernel';
import { conversionFrom } from '../crs.ts';
import { formatErrors, told } from '../errors.ts';
import { refiner } from '../geometry.ts';
import { LIMITS, within } from '../limits.ts';
import { distinctNames, inBatches, type Row, type TableSource, type Value } from '../table.ts';
import { parseWkt } from '../wkt.ts';
import type { ReadOptions } from './options.ts';

export type CellRows = AsyncIterable<readonly (string | number | boolean | null | undefined)[]>;

const X = /^(lon|lng|long|longitude|x|经度|东经)(\b|_|（|\(|$)/i;
const Y = /^(lat|latitude|y|纬度|北纬)(\b|_|（|\(|$)/i;
const WKT = /^(wkt|geom|geometry|the_geom|几何|空间位置)$/i;

/** Which columns hold the place, by their names. */
export function guessPlace(names: readonly string[]): NonNullable<ReadOptions['place']> | null {
  const [x, y] = [names.find((name) => X.test(name)), names.find((name) => Y.test(name))];
  if (x && y) return { x, y };
  const wkt = names.find((name) => WKT.test(name));
  return wkt ? { wkt } : null;
}

/**
 * A table of cells (CSV, a sheet of a workbook) as a table source. The first row is the header. Every field is text: what a cell
 * means is decided where it is mapped, not guessed here. Row ids are the numbers of the rows in the sheet, header = 1.
 */
export async function cellsSource(
  format: string,
  name: string,
  open: () => CellRows,
  options: ReadOptions = {},
): Promise<TableSource> {
  const limits = options.limits ?? LIMITS;
  let header: readonly unknown[] | null = null;
  for await (const row of open()) {
    header = row;
    break;
  }
  if (!header) throw new TarimError(formatErrors.unreadable, { format, reason: 'no header row' });
  within('fields', header.length, limits.maxFields);
  const names = distinctNames(header.map((cell) => String(cell ?? '').trim()));
  const place = options.place === undefined ? guessPlace(names) : options.place;
  for (const column of place ? (Object.values(place) as string[]) : [])
    if (!names.includes(column)) throw new TarimError(formatErrors.partMissing, { part: column });
  const conversion = conversionFrom(options.crs ?? 'EPSG:4490');
  const notes: Problem[] = place
    ? [...conversion.notes, ...(options.crs ? [] : [told(formatErrors.crsAssumed, { crs: 'EPSG:4490' })])]
    : [];
  async function* rows(): AsyncGenerator<Row> {
    const refine = refiner({ conversion, limits, ...(options.pool ? { pool: options.pool } : {}) });
    let number = 0;
    for await (const cells of open()) {
      if (++number === 1) continue;
      within('rows', number - 1, limits.maxRows);
      if (cells.every((cell) => cell === null || cell === undefined || cell === '')) continue;
      const properties: Record<string, Value> = {};
      names.forEach((field, i) => {
        const cell = cells[i];
        properties[field] = cell === undefined || cell === null || cell === '' ? null : String(cell);
      });
      const found = placeOf(properties, place);
      yield found instanceof TarimError
        ? { id: number, properties, geometry: null, problems: [told(found.definition, found.params)] }
        : await refine(number, properties, found);
    }
  }
  return {
    format,
    layers: [name],
    notes,
    schema: {
      name,
      fields: names.map((field) => ({ name: field, type: 'text' })),
      ...(place ? { geometry: { type: 'x' in place ? 'Point' : 'Mixed', crs: 'EPSG:4490' } } : {}),
    },
    rows: () => inBatches(rows()),
    close: async () => {},
  };
}

function placeOf(
  properties: Record<string, Value>,
  place: ReadOptions['place'],
): Geometry | null | TarimError {
  if (!place) return null;
  if ('wkt' in place) {
    const text = properties[place.wkt];
    if (text === null || text === undefined) return null;
    try {
      return parseWkt(String(text));
    } catch (error) {
      if (error instanceof TarimError) return error;
      throw error;
    }
  }
  const [x, y] = [properties[place.x], properties[place.y]];
  if ((x ?? null) === null && (y ?? null) === null) return null;
  const position = [Number(x ?? Number.NaN), Number(y ?? Number.NaN)];
  if (!position.every(Number.isFinite))
    return new TarimError(formatErrors.coordinate, { value: `${String(x)}, ${String(y)}`.slice(0, 60) });
  return { type: 'Point', coordinates: position };
}
