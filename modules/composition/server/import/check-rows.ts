import { beijingIso, HOUR_MS } from '@tarim/kernel';
import type { RegisteredPoint } from '@tarim/registry/queries';
import { massToPpbv, type VocTemperature, type VocUnit, vocCell } from '@tarim/science';
import { speciesOrder } from '../domain/species-order.ts';
import { compositionImportErrors as E } from '../errors.ts';
import type { NewHour } from '../sql/hours.ts';
import { type Placed, placed } from './problems.ts';
import { FIELDS, type RawRow } from './read-table.ts';

export interface CheckOptions {
  /** Air stations in use. */
  readonly stations: readonly RegisteredPoint[];
  /** Whether who brings it is competent for the station. */
  readonly mayWrite: (unitPath: string) => boolean;
  readonly now: number;
  readonly unit: VocUnit;
  readonly temperature: VocTemperature;
  readonly simulated: boolean;
}

type Say = (column: string | null, ...what: [(typeof E)[keyof typeof E], object?]) => void;
/** Above this a figure is taken for a mistake of unit or typing. Ours, no standard's. */
const MOST_PPBV = 10_000;
const BLANK = new Set(['', '-', '—', '－', '–', '/', 'NA', 'N/A', 'NAN', '无', '缺']);
export const isBlank = (text: string): boolean => BLANK.has(text.toUpperCase());

/** Checks rows one by one: what is good, and for everything else row, column and why. Pure. */
export function checkRows(
  sheet: string,
  raw: readonly RawRow[],
  options: CheckOptions,
): { readonly rows: readonly NewHour[]; readonly problems: readonly Placed[] } {
  const problems: Placed[] = [];
  const rows: NewHour[] = [];
  const seen = new Map<string, number>();
  const names = stationsByName(options.stations);
  for (const one of raw) {
    const before = problems.length;
    const say: Say = (column, what, params = {}) =>
      problems.push(placed(sheet, one.row, column, what, params as never));
    const station = stationOf(one.field('code'), one.field('station'), names, say);
    if (station && !station.purposes.includes('component'))
      say(FIELDS.station.title, E.stationPurpose, { station: station.name });
    if (station && !options.mayWrite(station.unitPath))
      say(FIELDS.station.title, E.stationElsewhere, { station: station.name });
    const time = timeOf(one.field('time'));
    if (time === null) say(FIELDS.time.title, E.time, { time: one.field('time').slice(0, 40) });
    else if (time + HOUR_MS > options.now)
      say(FIELDS.time.title, E.timeFuture, { time: beijingIso(time).slice(0, 16) });
    const figures = figuresOf(one, options, say);
    if (station && time !== null) {
      const key = `${station.id}|${time}`;
      const first = seen.get(key);
      if (first === undefined) seen.set(key, one.row);
      else say(null, E.twice, { row: first });
    }
    if (problems.length > before || !station || time === null) continue;
    rows.push({
      pointId: station.id,
      time,
      unitPath: station.unitPath,
      ...figures,
      simulated: options.simulated,
      row: one.row,
    });
  }
  return { rows, problems };
}

type Figures = Pick<NewHour, 'species' | 'values' | 'below'>;

/** Volume fractions of the species that the row has a figure of, in the order of the list. */
function figuresOf(row: RawRow, { unit, temperature }: CheckOptions, say: Say): Figures {
  const found: { key: string; value: number | null; below: boolean }[] = [];
  let wrong = false;
  for (const { species, title, text } of row.values) {
    if (isBlank(text)) continue;
    const cell = vocCell(text);
    const { value } = cell ?? { value: null };
    const ppbv =
      value === null || unit === 'ppbv' ? value : massToPpbv(value, species.molarMass, temperature);
    if (!cell) say(title, E.value, { value: text.slice(0, 40) });
    else if (ppbv !== null && ppbv > MOST_PPBV)
      say(title, E.range, { value: text.slice(0, 40), unit, most: MOST_PPBV });
    else {
      found.push({ key: species.key, value: ppbv, below: cell.state === 'below' });
      continue;
    }
    wrong = true;
  }
  if (found.length === 0 && !wrong) say(null, E.empty);
  found.sort((a, b) => speciesOrder(a.key) - speciesOrder(b.key));
  return {
    species: found.map((one) => one.key),
    values: found.map((one) => one.value),
    below: found.map((one) => one.below),
  };
}

const spelling = (name: string) => name.normalize('NFKC').replace(/\s/g, '').toUpperCase();

function stationsByName(stations: readonly RegisteredPoint[]): ReadonlyMap<string, RegisteredPoint> {
  return new Map(
    stations.flatMap((one) => [[spelling(one.name), one] as const, [spelling(one.code), one] as const]),
  );
}

function stationOf(
  code: string,
  name: string,
  names: ReadonlyMap<string, RegisteredPoint>,
  say: Say,
): RegisteredPoint | null {
  const byCode = code === '' ? undefined : names.get(spelling(code));
  const byName = name === '' ? undefined : names.get(spelling(name));
  const unknown = (station: string) => ({ station: station.slice(0, 60) });
  if (code === '' && name === '') say(FIELDS.station.title, E.stationMissing);
  else if (code !== '' && !byCode) say(FIELDS.code.title, E.stationUnknown, unknown(code));
  else if (name !== '' && !byName) say(FIELDS.station.title, E.stationUnknown, unknown(name));
  else if (byCode && byName && byCode.id !== byName.id)
    say(FIELDS.station.title, E.stationDiffers, { code, name: byCode.name, station: name });
  else return byCode ?? byName ?? null;
  return null;
}

/** Start of an hour: Beijing wall time, or ISO 8601 with an offset; null: none. */
export function timeOf(text: string): number | null {
  const plain = text.normalize('NFKC').trim();
  if (/(Z|[+-]\d\d:?\d\d)$/.test(plain) && plain.includes('T')) {
    const ms = Date.parse(plain);
    return Number.isNaN(ms) || ms % HOUR_MS !== 0 ? null : ms;
  }
  const [, year, month, day, hour] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[T ]\s*(\d{1,2})(?::00(?::00(?:\.0+)?)?|时|点)?$/.exec(
      plain,
    ) ?? [];
  if (year === undefined || Number(year) < 1990 || Number(hour) > 23) return null;
  const date = `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`;
  const ms = Date.parse(date);
  if (Number.isNaN(ms) || !new Date(ms).toISOString().startsWith(date)) return null;
  return Date.parse(`${date}T${hour!.padStart(2, '0')}:00:00+08:00`);
}
