import type { GeoTiffHeader, RasterBand } from '@tarim/formats';

/** What of a file's head is kept with a picture: all but its outline, which is the footprint. */
export type RasterFacts = Omit<GeoTiffHeader, 'outline'>;

export const EXTENSIONS = {
  eo: 'https://stac-extensions.github.io/eo/v1.1.0/schema.json',
  projection: 'https://stac-extensions.github.io/projection/v1.2.0/schema.json',
  raster: 'https://stac-extensions.github.io/raster/v1.1.0/schema.json',
  file: 'https://stac-extensions.github.io/file/v2.1.0/schema.json',
  classification: 'https://stac-extensions.github.io/classification/v2.0.0/schema.json',
  itemAssets: 'https://stac-extensions.github.io/item-assets/v1.0.0/schema.json',
} as const;

/** Common names of bands (EO extension 1.1.0). */
const COMMON = new Set(
  'coastal blue green red rededge yellow pan nir nir08 nir09 cirrus swir16 swir22 lwir lwir11 lwir12'.split(
    ' ',
  ),
);

type Fields = Readonly<Record<string, unknown>>;

const given = (name: string, value: unknown): Fields =>
  value === undefined || value === null ? {} : { [name]: value };

const common = (text: string | undefined): string | undefined => {
  const name = text?.toLowerCase();
  return name !== undefined && COMMON.has(name) ? name : undefined;
};

/** `eo:bands`, one for each of the file; null when the file says of none of them what light it shows. */
export function eoBands(bands: readonly RasterBand[]): Fields[] | null {
  const told = bands.some(
    ({ colour, description, wavelength }) =>
      common(colour) !== undefined || common(description) !== undefined || wavelength !== undefined,
  );
  if (!told) return null;
  return bands.map(({ colour, description, wavelength, bandwidth }, i) => {
    const short = description !== undefined && /^\S{1,30}$/.test(description);
    return {
      name: short ? description : `b${i + 1}`,
      ...given('common_name', common(colour) ?? common(description)),
      ...(short ? {} : given('description', description)),
      ...given('center_wavelength', wavelength),
      ...given('full_width_half_max', bandwidth),
    };
  });
}

/** `raster:bands`, in the order of `eo:bands`. */
export function rasterBands(
  { bands, sampling, cellMetres }: RasterFacts,
  { statistics }: { statistics: boolean } = { statistics: true },
): Fields[] {
  return bands.map((band) => ({
    data_type: band.type,
    ...given('bits_per_sample', band.bits),
    ...given('nodata', band.noData),
    sampling,
    ...given('spatial_resolution', cellMetres),
    ...given('unit', band.unit),
    ...given('scale', band.scale),
    ...given('offset', band.offset),
    ...(statistics && band.statistics
      ? {
          statistics: {
            minimum: band.statistics.minimum,
            maximum: band.statistics.maximum,
            ...given('mean', band.statistics.mean),
            ...given('stddev', band.statistics.deviation),
            ...given('valid_percent', band.statistics.validPercent),
          },
        }
      : {}),
  }));
}

/** A class of a thematic raster, as its module tells it. */
export interface RasterClass {
  readonly value: number;
  readonly zh: string;
  readonly en: string;
  readonly colour: string;
  readonly cells: number;
  readonly share: number;
}

/** `classification:classes` (classification extension): names for machines are the English ones, of Latin letters. */
export const classesOf = (classes: readonly RasterClass[]): Fields[] =>
  classes.map(({ value, zh, en, colour, cells, share }) => ({
    value,
    name:
      en.replace(/[^A-Za-z0-9]+/g, '_').replace(/^_+|_+$/g, '') || `class_${value}`.replace('-', 'minus_'),
    title: en,
    description: zh,
    color_hint: colour.slice(1).toUpperCase(),
    count: cells,
    percentage: Number((100 * share).toFixed(4)),
  }));

export const mediaTypeOf = (raster: RasterFacts | null): string =>
  `image/tiff; application=geotiff${raster?.cloudOptimized ? '; profile=cloud-optimized' : ''}`;

/** `visual` beside `data`: bytes of red, green and blue that are looked at as they are. */
export function rolesOf(raster: RasterFacts | null): string[] {
  const bands = raster?.bands.filter((band) => band.colour !== 'alpha') ?? [];
  const visual =
    bands.map((band) => band.colour).join() === 'red,green,blue' &&
    bands.every((band) => band.type === 'uint8');
  return visual ? ['data', 'visual'] : ['data'];
}

/**
 * The system of an item (projection extension 1.2.0, the last that has both fields): `proj:code` as new clients read it, and the older
 * `proj:epsg`, without which GDAL before 3.10 does not open the item.
 */
export function systemOf(epsg: unknown): Fields {
  const known = typeof epsg === 'number' ? epsg : null;
  return { 'proj:code': known === null ? null : `EPSG:${known}`, 'proj:epsg': known };
}

/** Grid of the file (projection extension 1.2.0): rows before columns. */
export function gridOf({ width, height, transform, box }: RasterFacts): Fields {
  return {
    'proj:shape': [height, width],
    ...given('proj:transform', transform),
    ...given('proj:bbox', box),
  };
}
