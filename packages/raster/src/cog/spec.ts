import { TarimError } from '@tarim/kernel';
import { rasterErrors } from '../errors.ts';
import { type Grid, resized } from '../grid.ts';
import { holds, isFloat, type SampleType } from '../samples.ts';

/** Cells of a side of a tile, and of the square of 2 × 2 tiles that is computed at a time. */
export const TILE = 512;
export const UNIT = 2 * TILE;

export type Overviews = 'average' | 'nearest' | 'mode';

export interface OutputBand {
  readonly description?: string;
  readonly scale?: number;
  readonly offset?: number;
  /** `name: value` of this band. */
  readonly items?: Readonly<Record<string, string>>;
}

/** A cloud-optimised GeoTIFF to be written. */
export interface CogSpec {
  readonly grid: Grid;
  readonly type: SampleType;
  readonly bands: readonly OutputBand[];
  readonly noData: number | null;
  readonly compression: 'deflate' | 'zstd' | 'none';
  /** DEFLATE 1–9, ZSTD 1–22. */
  readonly level: number;
  readonly overviews: Overviews;
  /** Three bands of a photograph. */
  readonly rgb?: boolean;
  /** Colours (`#rrggbb`) of stored numbers, for a raster of one band of bytes: a colour table, as GIS programs read it. */
  readonly palette?: Readonly<Record<number, string>>;
  /** `name: value` of the whole file: scenes, method, version. */
  readonly items?: Readonly<Record<string, string>>;
}

/** @throws TarimError RASTER_PARAMETER_INVALID */
export function checkSpec(spec: CogSpec): CogSpec {
  const wrong = (name: string, reason: string) => new TarimError(rasterErrors.parameter, { name, reason });
  const top = spec.compression === 'zstd' ? 22 : 9;
  if (!(Number.isInteger(spec.level) && spec.level >= 1 && spec.level <= top))
    throw wrong('level', `1–${top}`);
  if (spec.noData !== null && !holds(spec.type, spec.noData))
    throw wrong('noData', `${spec.type} cannot hold ${spec.noData}`);
  if (spec.bands.length === 0) throw wrong('bands', 'none');
  if (spec.palette && (spec.type !== 'uint8' || spec.bands.length > 1)) throw wrong('palette', spec.type);
  return spec;
}

/** 2 for whole numbers, 3 for floating point. */
export const predictorOf = ({ type, compression }: CogSpec): 1 | 2 | 3 =>
  compression === 'none' ? 1 : isFloat(type) ? 3 : 2;

/** The full image and its overviews, each half of the one before, until one tile holds it. */
export function levelsOf({ grid }: CogSpec): Grid[] {
  const levels = [grid];
  for (let last = grid; Math.max(last.width, last.height) > TILE; levels.push(last))
    last = resized(grid, Math.ceil(last.width / 2), Math.ceil(last.height / 2));
  return levels;
}

export const tilesAcross = ({ width }: Grid): number => Math.ceil(width / TILE);
export const tilesDown = ({ height }: Grid): number => Math.ceil(height / TILE);
