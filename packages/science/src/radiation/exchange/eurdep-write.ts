import type { EurdepMeasurement, EurdepPlace } from './eurdep-fields.ts';

export interface EurdepWritten {
  /** `ORIGINATOR`, `SENT` …; what is not told is left out. */
  readonly header: Readonly<Record<string, string>>;
  readonly localities: readonly Pick<EurdepPlace, 'code' | 'name' | 'lat' | 'lon' | 'heightAboveSea'>[];
  readonly measurements: readonly Pick<
    EurdepMeasurement,
    'localityCode' | 'nuclide' | 'sampleType' | 'begin' | 'end' | 'value' | 'unit' | 'validated'
  >[];
}

const PLACE = ['LOCALITY_CODE', 'LOCALITY_NAME', 'LONGITUDE', 'LATITUDE', 'HEIGHT_ABOVE_SEA'];
const VALUE = ['LOCALITY_CODE', 'SAMPLE_TYPE', 'BEGIN', 'END', 'NUCLIDE', 'VALUE', 'UNIT', 'VALIDATED'];

/** A message of EURDEP 2.1 as `readEurdep` reads it: three blocks, every record with all of its columns, missing ones empty. */
export function writeEurdep({ header, localities, measurements }: EurdepWritten): string {
  const lines = [
    'BEGIN_EURDEP',
    'BEGIN_HEADER',
    ...Object.entries({ ...header, FORMAT_VERSION: '2.1' }).map(([name, text]) => `${name} ${plain(text)}`),
    'END_HEADER',
    'BEGIN_LOCALITY',
    `FIELD_LIST ${PLACE.join(', ')}`,
    ...localities.map(({ code, name, lon, lat, heightAboveSea }) =>
      record([code, name, degrees(lon, 'E', 'W'), degrees(lat, 'N', 'S'), heightAboveSea]),
    ),
    'END_LOCALITY',
    'BEGIN_RADIOLOGICAL',
    `FIELD_LIST ${VALUE.join(', ')}`,
    ...measurements.map((one) =>
      record([
        one.localityCode,
        one.sampleType,
        one.begin,
        one.end,
        one.nuclide,
        one.value,
        one.unit,
        one.validated,
      ]),
    ),
    'END_RADIOLOGICAL',
    'END_EURDEP',
  ];
  return lines.map((line) => `\\${line};\n`).join('');
}

const record = (cells: readonly (string | number | null)[]): string => cells.map(cell).join(', ');

/** Text that holds a comma or a semicolon is quoted; quotes and backslashes have no escape in the format and become plain ones. */
function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const text = plain(value);
  return /[,;]/.test(text) ? `"${text}"` : text;
}

const plain = (text: string): string =>
  text.replaceAll('"', "'").replaceAll('\\', '/').replaceAll(/\s+/g, ' ').trim();

function degrees(value: number | null, plus: string, minus: string): string | null {
  if (value === null) return null;
  return `${value < 0 ? minus : plus}${Math.abs(value)}`;
}
