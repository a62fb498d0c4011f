import type { GeoTIFFImage } from 'geotiff';
import { within } from '../limits.ts';

/** One band as the file describes it; what it does not say is absent. */
export interface RasterBand {
  /** `uint8`, `int16`, `float32`, `cint16`, … */
  readonly type: string;
  /** Bits of a value where they are fewer than the type has. */
  readonly bits?: number;
  readonly noData?: number | 'nan' | 'inf' | '-inf';
  readonly description?: string;
  /** What it shows by itself: `red`, `green`, `blue`, `nir`, `alpha`, `gray` … */
  readonly colour?: string;
  readonly unit?: string;
  /** Physical value = stored × scale + offset. */
  readonly scale?: number;
  readonly offset?: number;
  /** Micrometres. */
  readonly wavelength?: number;
  readonly bandwidth?: number;
  /** As whoever made the file counted them. */
  readonly statistics?: {
    readonly minimum: number;
    readonly maximum: number;
    readonly mean?: number;
    readonly deviation?: number;
    /** Percent of the cells that have a value. */
    readonly validPercent?: number;
  };
}

export const MAX_BANDS = 64;
/** Characters of the XML in which GDAL notes what it knows of bands. */
const MAX_XML = 1_000_000;
const KINDS: Readonly<Record<number, string>> = { 1: 'uint', 2: 'int', 3: 'float', 5: 'cint', 6: 'cfloat' };
/** PhotometricInterpretation 2 (TIFF 6.0): the first three samples are red, green and blue. */
const RGB = 2;
const COLOURS = ['red', 'green', 'blue'] as const;
const BLACK_IS_ZERO = 1;

export async function bandsOf(image: GeoTIFFImage): Promise<RasterBand[]> {
  const told = await itemsOf(image);
  const rgb = Number(image.fileDirectory.getValue('PhotometricInterpretation')) === RGB;
  const gray = Number(image.fileDirectory.getValue('PhotometricInterpretation')) === BLACK_IS_ZERO;
  const count = image.getSamplesPerPixel();
  const extra = (image.fileDirectory.getValue('ExtraSamples') ?? []) as unknown as ArrayLike<number>;
  const noData = noDataOf(image);
  return Array.from({ length: count }, (_, i): RasterBand => {
    const items = told.get(i) ?? new Map<string, string>();
    const number = (name: string): number | undefined => {
      const text = items.get(name);
      const value = text === undefined || text.trim() === '' ? Number.NaN : Number(text);
      return Number.isFinite(value) ? value : undefined;
    };
    const { type, bits } = typeOf(image, i);
    const inner = i - (count - extra.length);
    const alpha = inner >= 0 && (Number(extra[inner]) === 1 || Number(extra[inner]) === 2);
    const colour =
      colourOf(items.get('COLORINTERP')) ??
      (rgb && i < COLOURS.length
        ? COLOURS[i]
        : alpha
          ? 'alpha'
          : gray && i === 0 && count - extra.length === 1
            ? 'gray'
            : undefined);
    const statistics = statisticsOf(number);
    return {
      type,
      ...(bits === undefined ? {} : { bits }),
      ...(noData === undefined ? {} : { noData }),
      ...textOf('description', items.get('DESCRIPTION')),
      ...(colour === undefined ? {} : { colour }),
      ...textOf('unit', items.get('UNITTYPE')),
      ...given('scale', other(number('SCALE'))),
      ...given('offset', number('OFFSET')),
      ...given('wavelength', positive(number('CENTRAL_WAVELENGTH_UM'))),
      ...given('bandwidth', positive(number('FWHM_UM'))),
      ...(statistics === undefined ? {} : { statistics }),
    };
  });
}

/** What a file writes where it does not know better is not handed on. */
const positive = (value: number | undefined) => (value !== undefined && value > 0 ? value : undefined);
const other = (value: number | undefined) => (value === 0 ? undefined : value);

const given = <K extends string>(name: K, value: number | undefined) =>
  value === undefined ? {} : ({ [name]: value } as Record<K, number>);

const textOf = <K extends string>(name: K, value: string | undefined) =>
  value === undefined || value.trim() === '' ? {} : ({ [name]: value.trim() } as Record<K, string>);

function statisticsOf(number: (name: string) => number | undefined): RasterBand['statistics'] {
  const [minimum, maximum] = [number('STATISTICS_MINIMUM'), number('STATISTICS_MAXIMUM')];
  if (minimum === undefined || maximum === undefined) return undefined;
  const valid = number('STATISTICS_VALID_PERCENT');
  return {
    minimum,
    maximum,
    ...given('mean', number('STATISTICS_MEAN')),
    ...given('deviation', number('STATISTICS_STDDEV')),
    ...(valid !== undefined && valid >= 0 && valid <= 100 ? { validPercent: valid } : {}),
  };
}

/** `Red`, `NIR`, `Undefined` … as GDAL names them. */
function colourOf(text: string | undefined): string | undefined {
  const name = text?.trim().toLowerCase() ?? '';
  return /^[a-z][a-z0-9_]{0,30}$/.test(name) && name !== 'undefined' ? name : undefined;
}

function typeOf(image: GeoTIFFImage, band: number): { type: string; bits?: number } {
  const format = image.getSampleFormat(band);
  const bits = image.getBitsPerSample(band);
  const kind = KINDS[format];
  if (!kind) return { type: 'other' };
  if (kind.startsWith('c')) return { type: `${kind}${bits / 2}` };
  const whole = [8, 16, 32, 64].find((one) => one >= bits) ?? bits;
  return { type: `${kind}${whole}`, ...(whole === bits ? {} : { bits }) };
}

function noDataOf(image: GeoTIFFImage): RasterBand['noData'] {
  const { fileDirectory: tags } = image;
  const text = tags.hasTag('GDAL_NODATA') ? String(tags.getValue('GDAL_NODATA') ?? '') : '';
  const plain = text.replaceAll('\u0000', '').trim().toLowerCase();
  if (plain === '') return undefined;
  if (/^[+-]?nan$/.test(plain)) return 'nan';
  if (/^[+-]?inf(inity)?$/.test(plain)) return plain.startsWith('-') ? '-inf' : 'inf';
  const value = Number(plain);
  return Number.isFinite(value) ? value : undefined;
}

/** Names → texts of each band (from 0) in the tag GDAL_METADATA (42112): `<Item name="…" sample="0">text</Item>`. */
async function itemsOf(image: GeoTIFFImage): Promise<Map<number, Map<string, string>>> {
  const found = new Map<number, Map<string, string>>();
  if (!image.fileDirectory.hasTag('GDAL_METADATA')) return found;
  const xml = String((await image.fileDirectory.loadValue('GDAL_METADATA')) ?? '');
  within('metadata', xml.length, MAX_XML);
  for (const [, head = '', text = ''] of xml.matchAll(/<Item\b([^<>]{0,500})>([^<]{0,10000})<\/Item>/g)) {
    const name = /\bname="([^"]{1,100})"/.exec(head)?.[1];
    const sample = /\bsample="(\d{1,3})"/.exec(head)?.[1];
    if (name === undefined || sample === undefined) continue;
    const band = found.get(Number(sample)) ?? new Map<string, string>();
    found.set(Number(sample), band);
    // GDAL escapes twice what goes into the tag.
    if (!band.has(name)) band.set(name, plain(plain(text)));
  }
  return found;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Entities put back, control characters left out: the text goes into answers. */
function plain(text: string): string {
  return text
    .replace(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => ENTITIES[name]!)
    .replace(/[\u0000-\u001f\u007f]/g, '');
}
