import { constants, deflateSync, zstdCompressSync } from 'node:zlib';
import { allocate, type Samples, type Window } from '../samples.ts';
import { type Summary, summarise } from '../summary.ts';
import { encodeSamples } from '../tiff/predictor.ts';
import { halve } from './downsample.ts';
import { type CogSpec, levelsOf, predictorOf, TILE, tilesAcross } from './spec.ts';

export interface EncodedTile {
  readonly level: number;
  readonly band: number;
  /** Row by row within the level. */
  readonly index: number;
  /** Null for a tile of nothing but no data: it is not written. */
  readonly bytes: Uint8Array<ArrayBuffer> | null;
}

/** A square of 2 × 2 tiles, ready to be appended: made in a worker, sent by transfer. */
export interface EncodedUnit {
  readonly tiles: readonly EncodedTile[];
  /** Each band at a quarter of the size, for the overviews beyond the first; empty when there are none. */
  readonly pieces: readonly Samples[];
  readonly summaries: readonly Summary[];
}

/** The packed tile whose cells begin at `(x, y)` of `samples`; the part beyond them has no data. */
export function encodeTile(
  spec: CogSpec,
  samples: Samples,
  width: number,
  height: number,
  x: number,
  y: number,
): Uint8Array<ArrayBuffer> | null {
  const fill = spec.noData ?? 0;
  const tile = allocate(spec.type, TILE * TILE);
  const [w, h] = [Math.min(TILE, width - x), Math.min(TILE, height - y)];
  if (fill !== 0 && (w < TILE || h < TILE)) tile.fill(fill);
  for (let row = 0; row < h; row++) {
    const from = (y + row) * width + x;
    tile.set(samples.subarray(from, from + w) as never, row * TILE);
  }
  if (spec.noData !== null && isEmpty(tile, spec.noData)) return null;
  return pack(spec, encodeSamples(tile, TILE, TILE, predictorOf(spec)));
}

function isEmpty(tile: Samples, noData: number): boolean {
  for (let i = 0; i < tile.length; i++) {
    const value = tile[i]!;
    if (value !== noData && !Number.isNaN(value)) return false;
  }
  return true;
}

function pack({ compression, level }: CogSpec, bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (compression === 'none') return bytes;
  if (compression === 'zstd')
    return Uint8Array.from(
      zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: level } }),
    );
  return Uint8Array.from(deflated(bytes, level));
}

/** Above this share of its size a tile is noise to DEFLATE. */
const NOISY = 0.7;

/**
 * What a sensor measures, as differences, has no strings that come again: looking for them takes three times as long as
 * coding the differences and finds nothing. So runs alone are tried first, and strings only where the tile is no noise.
 */
function deflated(bytes: Uint8Array<ArrayBuffer>, level: number): Buffer {
  // One piece of output: pieces of the default 16 KiB would be put together again.
  const options = { level, memLevel: 9, chunkSize: bytes.length + 1_024 };
  const runs = deflateSync(bytes, { ...options, strategy: constants.Z_RLE });
  if (runs.length > NOISY * bytes.length) return runs;
  const strings = deflateSync(bytes, options);
  return strings.length < runs.length ? strings : runs;
}

/** Tiles of the full image and the first overview, the piece for the others, and what the cells are like. */
export function encodeUnit(spec: CogSpec, window: Window, bands: readonly Samples[]): EncodedUnit {
  const levels = levelsOf(spec);
  const tiles: EncodedTile[] = [];
  const pieces: Samples[] = [];
  const { width, height } = window;
  for (const [band, samples] of bands.entries()) {
    for (let y = 0; y < height; y += TILE)
      for (let x = 0; x < width; x += TILE) {
        const index = ((window.y + y) / TILE) * tilesAcross(levels[0]!) + (window.x + x) / TILE;
        tiles.push({ level: 0, band, index, bytes: encodeTile(spec, samples, width, height, x, y) });
      }
    if (levels.length < 2) continue;
    const half = halve(samples, spec.type, width, height, spec.noData, spec.overviews);
    const [w, h] = [Math.ceil(width / 2), Math.ceil(height / 2)];
    const index = (window.y / (2 * TILE)) * tilesAcross(levels[1]!) + window.x / (2 * TILE);
    tiles.push({ level: 1, band, index, bytes: encodeTile(spec, half, w, h, 0, 0) });
    if (levels.length > 2) pieces.push(halve(half, spec.type, w, h, spec.noData, spec.overviews));
  }
  return { tiles, pieces, summaries: bands.map((samples) => summarise(samples, spec.noData)) };
}
