import type { Position } from '@tarim/geo';
import { type Problem, TarimError } from '@tarim/kernel';
import { fromFile } from 'geotiff';
import { type Conversion, conversionFrom } from '../crs.ts';
import { formatErrors } from '../errors.ts';
import { within } from '../limits.ts';

const unreadable = (reason: string) => new TarimError(formatErrors.unreadable, { format: 'GeoTIFF', reason });

/** Figures over all cells with data; null where a band has none. */
export interface BandStatistics {
  readonly count: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly mean: number | null;
  /** Of the population. */
  readonly deviation: number | null;
}

export interface RasterInfo {
  readonly format: 'GeoTIFF';
  readonly width: number;
  readonly height: number;
  readonly bands: number;
  /** `uint8`, `float32`, … of each band. */
  readonly sampleTypes: readonly string[];
  readonly noData: number | null;
  /** As the file says it, and in degrees on CGCS2000 (the corners' box). */
  readonly crs: string;
  readonly box: readonly [number, number, number, number];
  readonly lonLatBox: readonly [number, number, number, number];
  /** Size of a cell in units of the file's system, positive. */
  readonly cell: readonly [number, number];
  readonly notes: readonly Problem[];
}

export interface Raster {
  readonly info: RasterInfo;
  /** Read window by window, so that memory does not grow with the raster. */
  statistics(): Promise<BandStatistics[]>;
  close(): Promise<void>;
}

const MAX_CELLS = 2_000_000_000;
const MAX_BANDS = 64;
/** Cells of a window over all bands. */
const WINDOW_CELLS = 2_000_000;
const KINDS: Readonly<Record<number, string>> = { 1: 'uint', 2: 'int', 3: 'float' };

/**
 * A GeoTIFF (OGC 19-008r4) on disk. North-up rasters in a system that we know; others are refused.
 * @throws TarimError FORMATS_UNREADABLE, FORMATS_CRS_MISSING, FORMATS_CRS_UNKNOWN, FORMATS_TOO_LARGE
 */
export async function readGeoTiff(path: string, { crs }: { crs?: string } = {}): Promise<Raster> {
  let tiff: Awaited<ReturnType<typeof fromFile>> | null = null;
  try {
    tiff = await fromFile(path);
    const image = await tiff.getImage();
    const [width, height, bands] = [image.getWidth(), image.getHeight(), image.getSamplesPerPixel()];
    within('cells', width * height, MAX_CELLS);
    within('bands', bands, MAX_BANDS);
    // A tile or strip is unpacked whole, whatever the window.
    within('tile cells', image.getTileWidth() * image.getTileHeight() * bands, WINDOW_CELLS * 32);
    const matrix = image.fileDirectory.getValue('ModelTransformation');
    if (matrix && (matrix[1] !== 0 || matrix[4] !== 0)) throw unreadable('rotated');
    const keys = (image.getGeoKeys() ?? {}) as Record<string, number | undefined>;
    const code = keys.ProjectedCSTypeGeoKey ?? keys.GeographicTypeGeoKey;
    if (!crs && (code === undefined || code === 32_767)) throw new TarimError(formatErrors.crsMissing);
    const name = crs ?? `EPSG:${code}`;
    const conversion = conversionFrom(name);
    const box = image.getBoundingBox() as [number, number, number, number];
    const [dx, dy] = image.getResolution() as [number, number];
    const noData = image.getGDALNoData();
    const info: RasterInfo = {
      format: 'GeoTIFF',
      width,
      height,
      bands,
      sampleTypes: Array.from(
        { length: bands },
        (_, band) => `${KINDS[image.getSampleFormat(band)] ?? 'unknown'}${image.getBitsPerSample(band)}`,
      ),
      noData,
      crs: name,
      box,
      lonLatBox: inDegrees(box, conversion),
      cell: [Math.abs(dx), Math.abs(dy)],
      notes: conversion.notes,
    };
    const open = tiff;
    return {
      info,
      statistics: async () => {
        try {
          return await statisticsOf(image, info);
        } catch (error) {
          throw error instanceof TarimError ? error : unreadable((error as Error).message.slice(0, 120));
        }
      },
      close: async () => void (await open.close()),
    };
  } catch (error) {
    await tiff?.close();
    throw error instanceof TarimError ? error : unreadable((error as Error).message.slice(0, 120));
  }
}

function inDegrees([w, s, e, n]: RasterInfo['box'], { convert }: Conversion): RasterInfo['lonLatBox'] {
  const corners: Position[] = [
    [w, s],
    [w, n],
    [e, s],
    [e, n],
  ].map((corner) => (convert ? convert(corner) : corner));
  if (!corners.flat().every(Number.isFinite))
    throw new TarimError(formatErrors.coordinate, { value: `${w}, ${s}` });
  const [lon, lat] = [corners.map(([x]) => x!), corners.map(([, y]) => y!)];
  return [Math.min(...lon), Math.min(...lat), Math.max(...lon), Math.max(...lat)];
}

type Image = Awaited<ReturnType<Awaited<ReturnType<typeof fromFile>>['getImage']>>;

/** One pass (Welford 1962), row blocks whose height is a multiple of the tiles'. */
async function statisticsOf(
  image: Image,
  { width, height, bands, noData }: RasterInfo,
): Promise<BandStatistics[]> {
  const sums = Array.from({ length: bands }, () => ({
    count: 0,
    min: Infinity,
    max: -Infinity,
    mean: 0,
    square: 0,
  }));
  const tile = image.getTileHeight();
  const rows = Math.max(1, Math.floor(WINDOW_CELLS / (width * bands) / tile)) * tile;
  for (let top = 0; top < height; top += rows) {
    const window: [number, number, number, number] = [0, top, width, Math.min(height, top + rows)];
    const rasters = (await image.readRasters({ window })) as unknown as ArrayLike<number>[];
    for (let band = 0; band < bands; band++) {
      const sum = sums[band]!;
      const cells = rasters[band]!;
      for (let i = 0; i < cells.length; i++) {
        const value = cells[i]!;
        if (value === noData || !Number.isFinite(value)) continue;
        sum.count++;
        const delta = value - sum.mean;
        sum.mean += delta / sum.count;
        sum.square += delta * (value - sum.mean);
        if (value < sum.min) sum.min = value;
        if (value > sum.max) sum.max = value;
      }
    }
  }
  return sums.map(({ count, min, max, mean, square }) =>
    count === 0
      ? { count, min: null, max: null, mean: null, deviation: null }
      : { count, min, max, mean, deviation: Math.sqrt(square / count) },
  );
}
