import { TarimError } from '@tarim/kernel';
import { type Grid, metresOf, openRaster, type Raster } from '@tarim/raster';
import type { BandRole, ClassEntry, ClassOrigin, Sensor } from '../../contract.ts';
import { imageryErrors as E } from '../errors.ts';

/** A file as somebody brought it. */
export interface BroughtFile {
  readonly part: 'bands' | 'quality';
  readonly name: string;
  readonly path: string;
}

/** What its sender told of a scene beside its files. */
export interface Told {
  readonly baseline: string | null;
  readonly epsg: number | null;
  readonly noData: number | null;
  readonly roles: readonly BandRole[] | null;
  /** Of thematic rasters: classes as they were brought with it. */
  readonly classes?: { readonly entries: readonly ClassEntry[]; readonly origin: ClassOrigin } | null;
}

export interface ConvertParams {
  readonly sensor: Sensor;
  readonly platform: string | null;
  /** Epoch milliseconds. */
  readonly takenAt: number;
  readonly simulated: boolean;
  readonly told: Told;
  readonly files: readonly BroughtFile[];
  /** Where the results are written. */
  readonly folder: string;
}

/**
 * Opens a file in the system that was told where it names none.
 * @throws TarimError IMAGERY_CRS_CONTRADICTED, of reading (its name is the sender's, not that of our folder)
 */
export function openBrought(file: BroughtFile, epsg: number | null): Raster {
  const { path, name } = file;
  try {
    const raster = openRaster(path);
    const told = epsg === null ? undefined : `EPSG:${epsg}`;
    if (raster.crs !== null) {
      if (told === undefined || raster.crs === told) return raster;
      raster.close();
      throw new TarimError(E.crsContradicted, { name, own: raster.crs, told });
    }
    raster.close();
    return openRaster(path, told === undefined ? {} : { crs: told });
  } catch (error) {
    throw named(error, file);
  }
}

/** @throws TarimError RASTER_CRS_MISSING, RASTER_PLACE_MISSING, RASTER_CRS_UNKNOWN */
export function gridOf(raster: Raster, file: BroughtFile): Grid {
  try {
    const grid = raster.grid();
    metresOf(grid);
    return grid;
  } catch (error) {
    throw named(error, file);
  }
}

/** Errors of reading quote the path of a file: people know it by the name that they gave it. */
export function named(error: unknown, ...files: readonly Pick<BroughtFile, 'name' | 'path'>[]): unknown {
  if (!(error instanceof TarimError)) return error;
  const params = Object.entries(error.params).map(([key, value]) => [
    key,
    typeof value === 'string'
      ? files.reduce((text, { path, name }) => text.replaceAll(path, name), value)
      : value,
  ]);
  return new TarimError(error.definition, Object.fromEntries(params));
}
