import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { SAMPLE_TYPES } from '../samples.ts';
import type { Summary } from '../summary.ts';
import { TAG } from '../tiff/tags.ts';
import { directoryBytes, even, tagsOf, type Values, writeDirectory } from './directory.ts';
import { type CogSpec, levelsOf, TILE, tilesAcross, tilesDown } from './spec.ts';

/** Where a packed tile waits to be put in its place. */
export interface Spooled {
  readonly file: number;
  readonly offset: number;
  readonly length: number;
}

/** Tiles by level, then band × tiles of the level; null for those that are not written. */
export type Tiles = ReadonlyArray<ReadonlyArray<Spooled | null>>;

/** GDAL's layout of a COG: a tile's size stands before it, its last four bytes are repeated behind it. */
const GHOST_ONE_BAND =
  'LAYOUT=IFDS_BEFORE_DATA\nBLOCK_ORDER=ROW_MAJOR\nBLOCK_LEADER=SIZE_AS_UINT4\nBLOCK_TRAILER=LAST_4_BYTES_REPEATED\nKNOWN_INCOMPATIBLE_EDITION=NO\n ';
const GHOST_BANDS = 'LAYOUT=IFDS_BEFORE_DATA\nKNOWN_INCOMPATIBLE_EDITION=NO\n ';
const FOUR_GB = 4_294_967_000;
/** Bytes before a tile, and as many behind it. */
const WRAPPING = 4;

const isWrapped = (spec: CogSpec): boolean => spec.bands.length === 1;

/**
 * Writes the file: header, all directories from the full image to the smallest overview, then the tiles from the
 * smallest overview to the full image, row by row.
 */
export function writeLayout(path: string, spec: CogSpec, tiles: Tiles, summaries: readonly Summary[]): void {
  const lengths = tiles.map((list) => list.map((tile) => tile?.length ?? 0));
  const file = openSync(path, 'w');
  try {
    writeSync(file, headOf(spec, lengths, summaries));
    copyTiles(file, tiles, isWrapped(spec));
  } finally {
    closeSync(file);
  }
}

/**
 * Everything before the first tile.
 * @param lengths of tiles, by level; 0 for those that are not written
 * @param room bytes that it takes at least
 */
function headOf(
  spec: CogSpec,
  lengths: ReadonlyArray<readonly number[]>,
  summaries: readonly Summary[],
  room = 0,
): Buffer {
  const around = isWrapped(spec) ? 2 * WRAPPING : 0;
  const dataBytes = lengths.flat().reduce((sum, length) => sum + (length > 0 ? length + around : 0), 0);
  // The directories are small beside this margin.
  const big = dataBytes + lengths.flat().length * 16 + (1 << 20) > FOUR_GB;
  const ghost = isWrapped(spec) ? GHOST_ONE_BAND : GHOST_BANDS;
  const ghostText = `GDAL_STRUCTURAL_METADATA_SIZE=${String(ghost.length).padStart(6, '0')} bytes\n${ghost}`;
  const headBytes = big ? 16 : 8;
  const firstDirectory = even(headBytes + ghostText.length);
  const directories = lengths.map((list, level) => tagsOf(spec, level, list, summaries));
  let at = firstDirectory;
  const starts = directories.map((tags) => {
    const start = at;
    at = even(at + directoryBytes(tags, big));
    return start;
  });
  at = Math.max(at, room);
  placeTiles(directories, lengths, at, around);

  const head = Buffer.alloc(at);
  head.write('II', 0, 'latin1');
  head.writeUInt16LE(big ? 43 : 42, 2);
  if (big) {
    head.writeUInt16LE(8, 4);
    head.writeBigUInt64LE(BigInt(firstDirectory), 8);
  } else head.writeUInt32LE(firstDirectory, 4);
  head.write(ghostText, headBytes, 'latin1');
  for (const [i, tags] of directories.entries())
    writeDirectory(head, starts[i]!, tags, starts[i + 1] ?? 0, big);
  return head;
}

/** Says in each directory where its tiles will be. */
function placeTiles(
  directories: ReadonlyArray<Map<number, Values>>,
  lengths: ReadonlyArray<readonly number[]>,
  from: number,
  around: number,
): void {
  let at = from;
  for (let level = lengths.length - 1; level >= 0; level--) {
    const { offsets } = directories[level]!.get(TAG.TileOffsets) as { offsets: Float64Array };
    for (const [i, length] of lengths[level]!.entries()) {
      if (length === 0) continue;
      offsets[i] = at + around / 2;
      at += length + around;
    }
  }
}

const COPY_BYTES = 8 << 20;

function copyTiles(file: number, tiles: Tiles, wrapped: boolean): void {
  const buffer = Buffer.allocUnsafe(COPY_BYTES);
  let held = 0;
  const flush = () => {
    for (let done = 0; done < held; ) done += writeSync(file, buffer, done, held - done);
    held = 0;
  };
  for (let level = tiles.length - 1; level >= 0; level--)
    for (const tile of tiles[level]!) {
      if (!tile) continue;
      // A tile has at most 512 × 512 × 8 bytes and what packing may add to them.
      if (held + tile.length + 2 * WRAPPING > COPY_BYTES) flush();
      if (wrapped) held = buffer.writeUInt32LE(tile.length, held);
      for (let done = 0; done < tile.length; ) {
        const got = readSync(tile.file, buffer, held + done, tile.length - done, tile.offset + done);
        if (got === 0) throw new Error('the spool is shorter than its journal');
        done += got;
      }
      held += tile.length;
      if (wrapped) {
        buffer.copy(buffer, held, held - WRAPPING, held);
        held += WRAPPING;
      }
    }
  flush();
}

/** How many tiles each level has, over all bands. */
export const tileCounts = (spec: CogSpec): number[] =>
  levelsOf(spec).map((level) => tilesAcross(level) * tilesDown(level) * spec.bands.length);

/** A summary's figures are at most 25 characters; what stands around them is counted already. */
const FIGURES_ROOM = 256;
const PAGE = 4_096;

/**
 * The file of a raster that is not packed: all its tiles are of one size, so each has its place before any is made, and nothing need be
 * copied afterwards.
 */
export class FixedLayout {
  readonly #spec: CogSpec;
  readonly #lengths: number[][];
  readonly #starts: number[];
  readonly #room: number;
  readonly #bytes: number;

  constructor(spec: CogSpec) {
    this.#spec = spec;
    this.#bytes = TILE * TILE * SAMPLE_TYPES[spec.type].bytes;
    this.#lengths = tileCounts(spec).map((count) => Array<number>(count).fill(this.#bytes));
    const cells = spec.grid.width * spec.grid.height;
    const some: Summary = { count: cells, min: 0, max: 0, mean: 0, squares: 0 };
    const head = headOf(
      spec,
      this.#lengths,
      spec.bands.map(() => some),
    );
    this.#room = Math.ceil((head.length + FIGURES_ROOM * spec.bands.length) / PAGE) * PAGE;
    let at = this.#room;
    this.#starts = Array<number>(this.#lengths.length);
    for (let level = this.#lengths.length - 1; level >= 0; level--) {
      this.#starts[level] = at;
      at += this.#lengths[level]!.length * (this.#bytes + this.#around);
    }
  }

  get #around(): number {
    return isWrapped(this.#spec) ? 2 * WRAPPING : 0;
  }

  /** Where a tile's first byte stands. @param nth band × tiles of the level + index */
  offsetOf(level: number, nth: number): number {
    return this.#starts[level]! + nth * (this.#bytes + this.#around) + this.#around / 2;
  }

  /** What stands before a tile and behind it. */
  wrap(bytes: Uint8Array): { before: Buffer; after: Uint8Array } {
    const before = Buffer.alloc(this.#around / 2);
    if (before.length > 0) before.writeUInt32LE(bytes.length);
    return { before, after: bytes.subarray(bytes.length - before.length) };
  }

  /** Written last of all, when every tile is in its place. */
  head(summaries: readonly Summary[]): Buffer {
    return headOf(this.#spec, this.#lengths, summaries, this.#room);
  }
}
