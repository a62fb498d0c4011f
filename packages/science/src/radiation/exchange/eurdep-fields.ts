/** A place of a EURDEP message. */
export interface EurdepPlace {
  readonly code: string | null;
  readonly name: string | null;
  /** Degrees. */
  readonly lat: number | null;
  readonly lon: number | null;
  /** m */
  readonly heightAboveSea: number | null;
  /** Fields that have no member of their own. */
  readonly other: Readonly<Record<string, string>>;
}

/** A value of a EURDEP message. */
export interface EurdepMeasurement {
  readonly localityCode: string | null;
  readonly nuclide: string | null;
  readonly sampleType: string | null;
  /** ISO 8601 as sent. */
  readonly begin: string | null;
  readonly end: string | null;
  /** Null: not a number. */
  readonly value: number | null;
  /** `<` below the detection limit … */
  readonly constraint: string | null;
  readonly unit: string | null;
  readonly uncertainty: number | null;
  readonly uncertaintyUnit: string | null;
  readonly uncertaintyType: string | null;
  readonly validated: string | null;
  readonly other: Readonly<Record<string, string>>;
}

type Row = ReadonlyMap<string, string>;

const figure = (text: string | undefined): number | null => {
  if (text === undefined || !/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text)) return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
};

/** `E23.5833`, `S12.5`, or a signed number; null outside `most` degrees. */
function degrees(text: string | undefined, most: number): number | null {
  const [, hemisphere, rest] = /^\s*([NSEW])?\s*(.+)$/i.exec(text ?? '') ?? [];
  const value = figure(rest?.trim());
  if (value === null || Math.abs(value) > most) return null;
  return hemisphere && 'SW'.includes(hemisphere.toUpperCase()) ? -value : value;
}

const others = (row: Row, known: readonly string[]): Record<string, string> =>
  Object.fromEntries([...row].filter(([name]) => !known.includes(name)));

const PLACE = ['LOCALITY_CODE', 'LOCALITY_NAME', 'LATITUDE', 'LONGITUDE', 'HEIGHT_ABOVE_SEA'];

export function placeOf(row: Row): EurdepPlace {
  return {
    code: row.get('LOCALITY_CODE') ?? null,
    name: row.get('LOCALITY_NAME') ?? null,
    lat: degrees(row.get('LATITUDE'), 90),
    lon: degrees(row.get('LONGITUDE'), 180),
    heightAboveSea: figure(row.get('HEIGHT_ABOVE_SEA')),
    other: others(row, PLACE),
  };
}

const VALUE = [
  'LOCALITY_CODE',
  'NUCLIDE',
  'SAMPLE_TYPE',
  'BEGIN',
  'END',
  'VALUE',
  'VALUE_CONSTRAINT',
  'UNIT',
  'UNCERTAINTY',
  'UNCERTAINTY_UNIT',
  'UNCERTAINTY_TYPE',
  'VALIDATED',
];

export function measurementOf(row: Row): EurdepMeasurement {
  const text = (name: string): string | null => row.get(name) ?? null;
  return {
    localityCode: text('LOCALITY_CODE'),
    nuclide: text('NUCLIDE'),
    sampleType: text('SAMPLE_TYPE'),
    begin: text('BEGIN') ?? text('SAMPLE_BEGIN'),
    end: text('END') ?? text('SAMPLE_END'),
    value: figure(row.get('VALUE')),
    constraint: text('VALUE_CONSTRAINT'),
    unit: text('UNIT'),
    uncertainty: figure(row.get('UNCERTAINTY')),
    uncertaintyUnit: text('UNCERTAINTY_UNIT'),
    uncertaintyType: text('UNCERTAINTY_TYPE'),
    validated: text('VALIDATED'),
    other: others(row, VALUE),
  };
}
