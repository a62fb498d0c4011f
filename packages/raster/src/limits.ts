import { TarimError } from '@tarim/kernel';
import { rasterErrors } from './errors.ts';

/**
 * What a file may ask of us. By judgement: a Sentinel-2 band has 1.2 × 10⁸ cells, a drone mosaic of a large mine some
 * 10¹⁰; a file says sizes that no memory holds in a few bytes.
 */
export interface Limits {
  readonly maxCells: number;
  readonly maxBands: number;
  /** Of one tile or strip, unpacked. */
  readonly maxBlockBytes: number;
  /** Of one window handed out. */
  readonly maxWindowBytes: number;
  /** Values of one tag that are not the positions of blocks. */
  readonly maxTagBytes: number;
  readonly maxDirectories: number;
  readonly cacheBytes: number;
}

export const LIMITS: Limits = {
  maxCells: 4e10,
  maxBands: 4_096,
  maxBlockBytes: 256 << 20,
  maxWindowBytes: 1 << 30,
  maxTagBytes: 16 << 20,
  maxDirectories: 128,
  cacheBytes: 64 << 20,
};

/** @throws TarimError RASTER_TOO_LARGE */
export function within(what: string, size: number, limit: number): void {
  if (!(size <= limit)) throw new TarimError(rasterErrors.tooLarge, { what, size, limit });
}
