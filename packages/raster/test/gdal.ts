import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** GDAL, an independent implementation, reads what we write and writes what we read. */
export const gdalIsThere = spawnSync('gdalinfo', ['--version']).status === 0;
if (!gdalIsThere) {
  const message = 'gdalinfo is not on this machine: rasters are not tested against GDAL';
  if (process.env.CI === 'true') throw new Error(message);
  console.warn(`!! SKIPPED: ${message}`);
}

export const gdal = (tool: string, ...args: string[]): string =>
  execFileSync(tool, args, { encoding: 'utf8', maxBuffer: 64 << 20 });

export interface GdalInfo {
  readonly size: [number, number];
  readonly geoTransform: number[];
  readonly metadata: Record<string, Record<string, string>>;
  readonly bands: ReadonlyArray<{
    readonly type: string;
    readonly checksum: number;
    readonly noDataValue?: number | string;
    readonly min?: number;
    readonly max?: number;
    readonly mean?: number;
    readonly stdDev?: number;
    readonly description?: string;
    readonly scale?: number;
    readonly overviews?: ReadonlyArray<{ size: [number, number] }>;
    readonly metadata?: Record<string, Record<string, string>>;
  }>;
}

export const gdalInfo = (path: string, ...args: string[]): GdalInfo =>
  JSON.parse(gdal('gdalinfo', '-json', '-checksum', ...args, path)) as GdalInfo;

/** Cells of a band as GDAL reads them, through its plainest format. */
export function cellsByGdal(path: string, folder: string, band = 1, type = 'Float64'): Float64Array {
  const out = join(folder, 'cells.bin');
  gdal('gdal_translate', '-q', '-of', 'ENVI', '-ot', type, '-b', String(band), path, out);
  const bytes = readFileSync(out);
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}
