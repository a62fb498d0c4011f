import { join } from 'node:path';
import { TarimError } from '@tarim/kernel';
import {
  type CogSpec,
  type Grid,
  hiddenCells,
  openRaster,
  produceCog,
  type SampleType,
  unitsOf,
} from '@tarim/raster';
import type { CloudKind } from '../../contract.ts';
import { imageryErrors as E } from '../errors.ts';
import type { Bench } from './bench.ts';
import { type ConvertParams, gridOf, openBrought } from './brought.ts';

const KINDS: Readonly<Partial<Record<string, { kind: CloudKind; types: readonly SampleType[] }>>> = {
  'sentinel-2-l2a': { kind: 'scl', types: ['uint8'] },
  'landsat-c2-l2': { kind: 'qa-pixel', types: ['uint16'] },
};
/** Fill: SCL 0 is no data; bit 0 of QA_PIXEL is fill. */
const FILL: Readonly<Record<CloudKind, number>> = { scl: 0, 'qa-pixel': 1 };

export interface Quality {
  readonly path: string;
  readonly kind: CloudKind;
  /** Clouds and their shadows among the cells with data. */
  readonly cloudShare: number;
}

/**
 * The quality band on the grid of the bands: classes and bits are never mixed, so the nearest cell counts.
 * @throws TarimError IMAGERY_QUALITY_UNFIT, RASTER_NO_OVERLAP, of reading
 */
export async function convertQuality(
  { sensor, files, told, folder }: ConvertParams,
  grid: Grid,
  packing: Pick<CogSpec, 'compression' | 'level'>,
  bench: Bench,
  from: number,
): Promise<Quality | null> {
  const file = files.find(({ part }) => part === 'quality');
  if (!file) return null;
  const raster = openBrought(file, told.epsg);
  const { type, crs } = raster;
  try {
    gridOf(raster, file);
  } finally {
    raster.close();
  }
  const known = KINDS[sensor];
  if (!known?.types.includes(type)) throw new TarimError(E.qualityUnfit, { sensor, type });
  const path = join(folder, 'quality.tif');
  const noData = FILL[known.kind];
  await produceCog(
    path,
    { grid, type, bands: [{ description: known.kind }], noData, overviews: 'nearest', ...packing },
    'copy',
    {
      grid,
      sources: [{ path: file.path, band: 1, resampling: 'nearest', ...(crs === null ? {} : { crs }) }],
      type,
      noData,
    },
    {
      threads: bench.threads,
      signal: bench.signal,
      onProgress: (done, total) => bench.progress(from + ((1 - from) * done) / total / 2),
    },
  );
  return { path, kind: known.kind, cloudShare: cloudShareOf(path, known.kind) };
}

function cloudShareOf(path: string, kind: CloudKind): number {
  const raster = openRaster(path);
  try {
    let [cloud, seen] = [0, 0];
    for (const window of unitsOf(raster)) {
      const hidden = hiddenCells(raster.read(1, window), kind);
      for (const one of hidden) {
        if (one !== 2) seen++;
        if (one === 1) cloud++;
      }
    }
    return seen === 0 ? 1 : cloud / seen;
  } finally {
    raster.close();
  }
}
