import type { Position } from '@tarim/geo';
import { TarimError } from '@tarim/kernel';
import { fromArrayBuffer, fromFile, type GeoTIFF, type GeoTIFFImage } from 'geotiff';
import { type Conversion, conversionFrom } from '../crs.ts';
import { formatErrors } from '../errors.ts';
import { within } from '../limits.ts';
import { bandsOf, MAX_BANDS, type RasterBand } from './geotiff-bands.ts';

/** What the head of a GeoTIFF says of it (OGC 19-008r4); no cell is read. */
export interface GeoTiffHeader {
  readonly width: number;
  readonly height: number;
  readonly bands: readonly RasterBand[];
  /** Null: the file names no system, or one that the EPSG registry does not have. */
  readonly epsg: number | null;
  /**
   * Column and row of a cell's corner → the file's system, row by row: x = a·column + b·row + c, y = d·column + e·row + f. Null: the
   * file does not say where it lies (or by ground control points only).
   */
  readonly transform: readonly [number, number, number, number, number, number] | null;
  /** Outer edges in the file's system: west, south, east, north. */
  readonly box: readonly [number, number, number, number] | null;
  /** Whether a value is of the cell or of a place in it. */
  readonly sampling: 'area' | 'point';
  /** Side of a square cell on the ground in metres; null where the system is not known to us. */
  readonly cellMetres: number | null;
  /** The edge of the picture in degrees on CGCS2000, closed; longitudes may go beyond 180 to stay together. Null: not known. */
  readonly outline: readonly Position[] | null;
  readonly overviews: number;
  /** Laid out for reading parts over HTTP (OGC 21-026). */
  readonly cloudOptimized: boolean;
}

const MOST_DIRECTORIES = 64;
/** Parts into which each edge is cut: edges of a projected picture are curves on the earth. */
const PARTS = 8;
/** Pictures larger than this on a side need tiles and overviews to be read in parts. */
const SMALL = 512;
const REDUCED = 1;
const MASK = 4;
/** Ellipsoid of CGCS2000 (GRS 80): metres, and the square of its eccentricity. */
const GRS80 = { a: 6_378_137, e2: 0.006_694_380_022_9 };

/**
 * @param source a file on disk, or its bytes
 * @param crs what the file's system is where the file names none: `EPSG:4490`
 * @throws TarimError FORMATS_UNREADABLE, FORMATS_TOO_LARGE
 */
export async function readGeoTiffHeader(
  source: string | Uint8Array,
  { crs }: { crs?: string } = {},
): Promise<GeoTiffHeader> {
  let tiff: GeoTIFF | null = null;
  try {
    tiff = typeof source === 'string' ? await fromFile(source) : await fromArrayBuffer(bufferOf(source));
    const image = await tiff.getImage();
    const [width, height] = [image.getWidth(), image.getHeight()];
    const samples = image.getSamplesPerPixel();
    if (!(width > 0 && height > 0 && samples > 0)) throw new Error('no cells');
    within('bands', samples, MAX_BANDS);
    const keys = (image.getGeoKeys() ?? {}) as Record<string, number | undefined>;
    const own = keys.ProjectedCSTypeGeoKey ?? keys.GeographicTypeGeoKey;
    const epsg = own !== undefined && own > 0 && own < 32_767 ? own : epsgOf(crs);
    const sampling = keys.GTRasterTypeGeoKey === 2 ? 'point' : 'area';
    const transform = transformOf(image, sampling);
    const conversion = epsg === null ? null : knownConversion(`EPSG:${epsg}`);
    const { overviews, cloudOptimized } = await layoutOf(tiff, image);
    return {
      width,
      height,
      bands: await bandsOf(image),
      epsg,
      transform,
      box: transform && boxOf(transform, width, height),
      sampling,
      cellMetres: transform && conversion && cellMetres(transform, width, height, conversion),
      outline: transform && conversion && outlineOf(transform, width, height, conversion),
      overviews,
      cloudOptimized,
    };
  } catch (error) {
    if (error instanceof TarimError) throw error;
    const reason = (error as Error).message.slice(0, 120);
    throw new TarimError(formatErrors.unreadable, { format: 'GeoTIFF', reason });
  } finally {
    await tiff?.close();
  }
}

/** A copy only where the bytes are a part of something larger. */
const bufferOf = (bytes: Uint8Array): ArrayBuffer =>
  (bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength
    ? bytes.buffer
    : bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)) as ArrayBuffer;

const epsgOf = (crs: string | undefined): number | null => {
  const code = /^EPSG:(\d{4,6})$/i.exec(crs ?? '')?.[1];
  return code === undefined ? null : Number(code);
};

function knownConversion(crs: string): Conversion | null {
  try {
    return conversionFrom(crs);
  } catch (error) {
    if (error instanceof TarimError) return null;
    throw error;
  }
}

type Transform = NonNullable<GeoTiffHeader['transform']>;

/** Of a file whose places are centres of cells (PixelIsPoint) the corner lies half a cell before. */
function transformOf(image: GeoTIFFImage, sampling: 'area' | 'point'): Transform | null {
  const { fileDirectory: tags } = image;
  const matrix = tags.getValue('ModelTransformation');
  const scale = tags.getValue('ModelPixelScale');
  const tie = tags.getValue('ModelTiepoint');
  let found: Transform;
  if (matrix && matrix.length >= 8)
    found = [matrix[0]!, matrix[1]!, matrix[3]!, matrix[4]!, matrix[5]!, matrix[7]!];
  else if (scale && tie && scale.length >= 2 && tie.length === 6) {
    const [column, row, , x, y] = tie as unknown as number[];
    const [dx, dy] = [scale[0]!, scale[1]!];
    found = [dx, 0, x! - column! * dx, 0, -dy, y! + row! * dy];
  } else return null;
  const [a, b, c, d, e, f] = found;
  if (!found.every(Number.isFinite) || a * e - b * d === 0) return null;
  return sampling === 'area' ? found : [a, b, c - (a + b) / 2, d, e, f - (d + e) / 2];
}

const place = ([a, b, c, d, e, f]: Transform, column: number, row: number): [number, number] => [
  a * column + b * row + c,
  d * column + e * row + f,
];

function boxOf(transform: Transform, width: number, height: number): [number, number, number, number] {
  const corners = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ].map(([column, row]) => place(transform, column!, row!));
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

const inDegrees = (position: readonly [number, number], { convert }: Conversion): Position =>
  convert ? convert([...position]) : [...position];

/** Counter-clockwise as GeoJSON wants outer rings, however the rows run. */
function outlineOf(
  transform: Transform,
  width: number,
  height: number,
  conversion: Conversion,
): Position[] | null {
  const corners = [
    [0, height],
    [width, height],
    [width, 0],
    [0, 0],
  ] as const;
  const ring: Position[] = [];
  const parts = conversion.convert ? PARTS : 1;
  corners.forEach(([column, row], i) => {
    const [toColumn, toRow] = corners[(i + 1) % corners.length]!;
    for (let part = 0; part < parts; part++) {
      const share = part / parts;
      const at = place(transform, column + (toColumn - column) * share, row + (toRow - row) * share);
      ring.push(inDegrees(at, conversion));
    }
  });
  if (!ring.flat().every(Number.isFinite)) return null;
  const joined = conversion.convert ? joinedOver(ring) : ring;
  const least = Math.min(...joined.map(([x]) => x!));
  // All around: there is no edge in the east or west.
  if (Math.max(...joined.map(([x]) => x!)) - least >= WHOLE) return girdle(joined);
  const shift = least < -180 ? 360 : least >= 180 ? -360 : 0;
  const moved = joined.map(([x, y]): Position => [x! + shift, y!]);
  if (moved.some(([, y]) => Math.abs(y!) > 90) || Math.max(...moved.map(([x]) => x!)) > 540) return null;
  const area = moved.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = moved[(i + 1) % moved.length]!;
    return sum + (x! * nextY! - nextX! * y!);
  }, 0);
  const turned = area < 0 ? moved.toReversed() : moved;
  return [...turned, [...turned[0]!]];
}

/** Longitudes that a conversion gave, which are never beyond 180: neighbours on both sides of the antimeridian stay together. */
function joinedOver(ring: readonly Position[]): Position[] {
  let before = ring[0]![0]!;
  return ring.map(([lon, lat]): Position => {
    let x = lon!;
    while (x - before > 180) x -= 360;
    while (x - before < -180) x += 360;
    before = x;
    return [x, lat!];
  });
}

/** Degrees that go all around, less what rounding takes. */
const WHOLE = 360 - 1e-6;

function girdle(ring: readonly Position[]): Position[] | null {
  const lats = ring.map(([, lat]) => lat!);
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  if (south < -90 || north > 90) return null;
  return [
    [-180, south],
    [180, south],
    [180, north],
    [-180, north],
    [-180, south],
  ];
}

/** Projections keep lengths within a thousandth, but for Web Mercator; degrees, and that, are measured on the ellipsoid. */
function cellMetres(
  transform: Transform,
  width: number,
  height: number,
  conversion: Conversion,
): number | null {
  const [a, b, , d, e] = transform;
  const mercator = /:(3857|900913)$/.test(conversion.name);
  if (conversion.convert && !mercator) return rounded(Math.sqrt(Math.abs(a * e - b * d)));
  const [column, row] = [Math.floor(width / 2), Math.floor(height / 2)];
  const [here, right, below] = [
    [column, row],
    [column + 1, row],
    [column, row + 1],
  ].map(([x, y]) => inDegrees(place(transform, x!, y!), conversion)) as [Position, Position, Position];
  const latitude = (here[1]! * Math.PI) / 180;
  const bend = 1 - GRS80.e2 * Math.sin(latitude) ** 2;
  const meridian = (GRS80.a * (1 - GRS80.e2)) / bend ** 1.5;
  const parallel = (GRS80.a / Math.sqrt(bend)) * Math.cos(latitude);
  const long = (to: Position) =>
    (Math.hypot((to[0]! - here[0]!) * parallel, (to[1]! - here[1]!) * meridian) * Math.PI) / 180;
  return rounded(Math.sqrt(long(right) * long(below)));
}

const rounded = (metres: number): number | null =>
  Number.isFinite(metres) && metres > 0 ? Number(metres.toPrecision(4)) : null;

/** Overviews, and whether heads stand before data, small pictures before large ones, as OGC 21-026 asks. */
async function layoutOf(
  tiff: GeoTIFF,
  main: GeoTIFFImage,
): Promise<{ overviews: number; cloudOptimized: boolean }> {
  const heads: number[] = [tiff.firstIFDOffset];
  const begins: number[] = [await beginOf(main)];
  let overviews = 0;
  let ordered = true;
  let width = main.getWidth();
  for (let i = 0; i < MOST_DIRECTORIES - 1; i++) {
    const { nextIFDByteOffset: next } = await tiff.requestIFD(i);
    if (next === 0 || heads.includes(next)) break;
    heads.push(next);
    const image = await tiff.getImage(i + 1);
    const kind = Number(image.fileDirectory.getValue('NewSubfileType') ?? 0);
    if ((kind & REDUCED) === 0 || (kind & MASK) !== 0) continue;
    overviews++;
    const begin = await beginOf(image);
    if (image.getWidth() > width || begin > begins.at(-1)! || !image.isTiled) ordered = false;
    width = image.getWidth();
    begins.push(begin);
  }
  const large = main.getWidth() > SMALL || main.getHeight() > SMALL;
  const headsFirst = Math.max(...heads) < Math.min(...begins);
  return {
    overviews,
    cloudOptimized: headsFirst && ordered && (!large || (main.isTiled && overviews > 0)),
  };
}

/** Where the cells of a picture begin in the file; tiles without data (sparse) have no place. */
async function beginOf(image: GeoTIFFImage): Promise<number> {
  const offsets = await image.fileDirectory.loadValue(image.isTiled ? 'TileOffsets' : 'StripOffsets');
  let least = Number.POSITIVE_INFINITY;
  for (const offset of (offsets ?? []) as ArrayLike<number> & Iterable<number>)
    if (Number(offset) > 0) least = Math.min(least, Number(offset));
  return least;
}
