import { TarimError } from '@tarim/kernel';
import { parseCrs } from './crs.ts';
import { rasterErrors } from './errors.ts';
import { type Affine, type Grid, resized } from './grid.ts';
import { LIMITS, type Limits, within } from './limits.ts';
import { SAMPLE_TYPES, type Samples, type SampleType, type Window } from './samples.ts';
import { BlockCache, readCells } from './tiff/blocks.ts';
import { type Directory, type Header, readDirectories } from './tiff/directory.ts';
import { affineOf, crsOfKeys, readGeoKeys } from './tiff/geokeys.ts';
import { readImage, type TiffImage } from './tiff/image.ts';
import { type BandNotes, readNotes } from './tiff/metadata.ts';
import { type ByteSource, fileSource } from './tiff/source.ts';
import { TAG } from './tiff/tags.ts';

export interface Band {
  /** From 1. */
  readonly number: number;
  readonly description: string | null;
  /** Value = scale × stored + offset. */
  readonly scale: number;
  readonly offset: number;
  readonly items: Readonly<Record<string, string>>;
}

export interface Level {
  readonly width: number;
  readonly height: number;
  readonly image: TiffImage;
  readonly mask: TiffImage | null;
}

/** A GeoTIFF that is open for reading by windows. */
export interface Raster {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly type: SampleType;
  readonly bands: readonly Band[];
  /** The stored value that means no data; NaN is always none in floating-point rasters. */
  readonly noData: number | null;
  /** Colours of stored numbers from 0 on (`#rrggbb`) where the file has a colour table (TIFF 6.0, palette-colour images). */
  readonly palette: readonly string[] | null;
  /** Null when the file does not say where it lies. */
  readonly affine: Affine | null;
  readonly crs: string | null;
  /** The full image, then its overviews, each smaller than the one before. */
  readonly levels: readonly Level[];
  readonly header: Header;
  /** Where the cells lie. @throws TarimError RASTER_CRS_MISSING, RASTER_PLACE_MISSING */
  grid(level?: number): Grid;
  /** Stored values of a band (from 1) in a window within the image. @throws TarimError */
  read(band: number, window: Window, level?: number): Samples;
  /** 0 where the mask of the file hides a cell; null when it has no mask. */
  readMask(window: Window, level?: number): Samples | null;
  close(): void;
}

export interface OpenOptions {
  /** In place of what the file says, or because it says nothing. */
  readonly crs?: string | undefined;
  readonly limits?: Partial<Limits>;
}

/** Opens a GeoTIFF on disk. @throws TarimError */
export function openRaster(path: string, options: OpenOptions = {}): Raster {
  const source = fileSource(path);
  try {
    return rasterOf(source, options);
  } catch (error) {
    source.close();
    throw error;
  }
}

/**
 * A raster out of the bytes of a classic or Big TIFF: strips or tiles, both byte orders, no compression, DEFLATE, LZW,
 * ZSTD, PackBits, predictors 1 to 3, 8 to 64 bits, masks, overviews. Everything that the file claims is checked against
 * the file before cells are read.
 * @throws TarimError RASTER_UNREADABLE, RASTER_TRUNCATED, RASTER_UNSUPPORTED, RASTER_TOO_LARGE
 */
export function rasterOf(source: ByteSource, { crs, limits: given = {} }: OpenOptions = {}): Raster {
  const limits: Limits = { ...LIMITS, ...given };
  const header = readDirectories(source, limits);
  const first = header.directories[0]!;
  const image = readImage(source, first, header.littleEndian, limits);
  const levels = levelsOf(source, header, image, limits);
  const keys = readGeoKeys(first);
  const affine = affineOf(first, keys);
  const system = crs === undefined ? crsOfKeys(keys) : parseCrs(crs);
  const notes = readNotes(first.text(TAG.GdalMetadata));
  const cache = new BlockCache(limits.cacheBytes);
  const bands = Array.from({ length: image.bands }, (_, i) => bandOf(i, notes.get(i)));
  const fill = image.noData ?? 0;
  const { name } = source;

  const levelAt = (level: number, window: Window): Level => {
    const found = levels[level];
    if (!found) throw new TarimError(rasterErrors.windowOutside, { window: `level ${level}` });
    const { x, y, width, height } = window;
    if (
      ![x, y, width, height].every(Number.isInteger) ||
      x < 0 ||
      y < 0 ||
      width < 1 ||
      height < 1 ||
      x + width > found.width ||
      y + height > found.height
    )
      throw new TarimError(rasterErrors.windowOutside, { window: `${x},${y} ${width}×${height}` });
    within('bytes of a window', width * height * SAMPLE_TYPES[image.type].bytes, limits.maxWindowBytes);
    return found;
  };

  return {
    name,
    width: image.width,
    height: image.height,
    type: image.type,
    bands,
    noData: image.noData,
    palette: paletteOf(first, image),
    affine,
    crs: system,
    levels,
    header,
    grid(level = 0) {
      if (affine === null) throw new TarimError(rasterErrors.placeMissing, { name });
      if (system === null) throw new TarimError(rasterErrors.crsMissing, { name });
      const full: Grid = { crs: system, width: image.width, height: image.height, affine };
      const at = levels[level]!;
      return level === 0 ? full : resized(full, at.width, at.height);
    },
    read(band, window, level = 0) {
      if (!(Number.isInteger(band) && band >= 1 && band <= bands.length))
        throw new TarimError(rasterErrors.bandMissing, { band, bands: bands.length });
      const at = levelAt(level, window);
      return readCells(source, at.image, `${level}`, cache, band - 1, window, fill);
    },
    readMask(window, level = 0) {
      const { mask } = levelAt(level, window);
      return mask && readCells(source, mask, `${level}m`, cache, 0, window, 0);
    },
    close: () => source.close(),
  };
}

const PALETTE_COLOUR = 3;
const hex = (value: number) => Math.min(255, value).toString(16).padStart(2, '0');

/** All reds, then greens, then blues, of 16 bits; some programs write bytes there, which are told by their size. */
function paletteOf(directory: Directory, { photometric, bands }: TiffImage): string[] | null {
  const map =
    photometric === PALETTE_COLOUR && bands === 1 && directory.count(TAG.ColorMap) <= 3 * 65_536
      ? directory.numbers(TAG.ColorMap)
      : null;
  const count = (map?.length ?? 0) / 3;
  if (!map || !Number.isInteger(count) || count === 0) return null;
  const bytes = map.every((value) => value < 256);
  const at = (i: number) => hex(bytes ? map[i]! : map[i]! >> 8);
  return Array.from({ length: count }, (_, i) => `#${at(i)}${at(count + i)}${at(2 * count + i)}`);
}

function bandOf(index: number, notes: BandNotes | undefined): Band {
  return {
    number: index + 1,
    description: notes?.description ?? null,
    scale: notes?.scale ?? 1,
    offset: notes?.offset ?? 0,
    items: notes?.items ?? {},
  };
}

/** Overviews and masks by NewSubfileType; whatever else a file holds (thumbnails of other shape, pages) is passed over. */
function levelsOf(source: ByteSource, header: Header, full: TiffImage, limits: Limits): Level[] {
  const others = header.directories.slice(1).flatMap((directory) => {
    const subfile = directory.first(TAG.NewSubfileType) ?? 0;
    return subfile & 5 ? [readImage(source, directory, header.littleEndian, limits)] : [];
  });
  const maskOf = (width: number, height: number) =>
    others.find((one) => one.subfile & 4 && one.width === width && one.height === height) ?? null;
  const overviews = others.filter(
    (one) =>
      (one.subfile & 5) === 1 &&
      one.bands === full.bands &&
      one.type === full.type &&
      one.width <= full.width &&
      one.height <= full.height &&
      one.width * one.height < full.width * full.height &&
      // The same picture, smaller: sides may be rounded either way.
      Math.abs(one.width / full.width - one.height / full.height) * Math.min(one.width, one.height) < 4,
  );
  return [full, ...overviews.sort((a, b) => b.width - a.width)].map((image) => ({
    width: image.width,
    height: image.height,
    image,
    mask: maskOf(image.width, image.height),
  }));
}
