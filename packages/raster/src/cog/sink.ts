import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
  writevSync,
} from 'node:fs';
import { join as joinPath } from 'node:path';
import type { Samples, Window } from '../samples.ts';
import { allocate, SAMPLE_TYPES } from '../samples.ts';
import { EMPTY, join, type Summary } from '../summary.ts';
import { unpack } from '../tiff/codec.ts';
import { decodeSamples } from '../tiff/predictor.ts';
import { COMPRESSION } from '../tiff/tags.ts';
import { halve } from './downsample.ts';
import type { EncodedTile, EncodedUnit } from './encode.ts';
import { FixedLayout, type Spooled, tileCounts, writeLayout } from './layout.ts';
import { type CogSpec, checkSpec, predictorOf, TILE, UNIT } from './spec.ts';
import { OverviewStrips } from './strips.ts';

/** The squares that a raster is computed by, row by row. */
export function unitsOf({ width, height }: { width: number; height: number }): Window[] {
  const units: Window[] = [];
  for (let y = 0; y < height; y += UNIT)
    for (let x = 0; x < width; x += UNIT)
      units.push({ x, y, width: Math.min(UNIT, width - x), height: Math.min(UNIT, height - y) });
  return units;
}

interface Entry {
  readonly unit: number;
  /** level, band, index, offset, length (−1: not written). */
  readonly tiles: ReadonlyArray<readonly [number, number, number, number, number]>;
  readonly summaries: readonly Summary[];
}

/**
 * Takes units in any order and makes the COG of them. What is finished is noted beside the target (`NAME.part/`), so that
 * a stopped computation goes on where it was; `key` says what the computation is, and another one starts anew.
 */
export class CogSink {
  /** Units that an earlier run has finished. */
  readonly done = new Set<number>();
  readonly #path: string;
  readonly #spec: CogSpec;
  readonly #folder: string;
  readonly #units: Window[];
  readonly #tiles: Array<Array<Spooled | null>>;
  readonly #summaries = new Map<number, readonly Summary[]>();
  readonly #strips;
  readonly #spool: number;
  readonly #upper: number;
  readonly #journal: number;
  /** The spool is the file to be, unless tiles turn out to be left out. */
  readonly #fixed: FixedLayout | null;
  #spooled = 0;
  #upperBytes = 0;

  constructor(path: string, spec: CogSpec, key = '') {
    this.#path = path;
    this.#spec = checkSpec(spec);
    this.#units = unitsOf(spec.grid);
    this.#tiles = tileCounts(spec).map((count) => Array<Spooled | null>(count).fill(null));
    this.#fixed = spec.compression === 'none' ? new FixedLayout(spec) : null;
    this.#folder = `${path}.part`;
    const hash = createHash('sha256')
      .update(JSON.stringify([spec, key]))
      .digest('hex');
    const entries = this.#earlier(hash);
    mkdirSync(this.#folder, { recursive: true });
    this.#spool = openSync(joinPath(this.#folder, 'tiles'), entries ? 'r+' : 'w+');
    this.#upper = openSync(joinPath(this.#folder, 'overviews'), 'w+');
    this.#journal = openSync(joinPath(this.#folder, 'journal'), entries ? 'a' : 'w');
    this.#strips = new OverviewStrips(spec, (tile) => this.#appendUpper(tile));
    if (entries) for (const entry of entries) this.#take(entry);
    else writeSync(this.#journal, `${JSON.stringify({ hash })}\n`);
    if (!this.#fixed) ftruncateSync(this.#spool, this.#spooled);
  }

  get units(): readonly Window[] {
    return this.#units;
  }

  add(unit: number, { tiles, pieces, summaries }: EncodedUnit): void {
    const noted: Array<[number, number, number, number, number]> = [];
    for (const { level, band, index, bytes } of tiles) {
      noted.push([
        level,
        band,
        index,
        bytes ? this.#append({ level, band, index, bytes }) : 0,
        bytes?.length ?? -1,
      ]);
    }
    this.#summaries.set(unit, summaries);
    this.#raise(unit, pieces);
    const entry: Entry = { unit, tiles: noted, summaries };
    writeSync(this.#journal, `${JSON.stringify(entry)}\n`);
  }

  /** Writes the file in place of an older one and forgets the notes. */
  finish(): { summaries: Summary[] } {
    const summaries = this.#spec.bands.map((_, band) =>
      this.#units.reduce(
        (sum, _window, unit) => join(sum, this.#summaries.get(unit)?.[band] ?? EMPTY),
        EMPTY,
      ),
    );
    if (this.#fixed && !this.#tiles.flat().includes(null)) {
      writeSync(this.#spool, this.#fixed.head(summaries), 0, null, 0);
      renameSync(joinPath(this.#folder, 'tiles'), this.#path);
    } else {
      const whole = `${this.#path}.whole`;
      writeLayout(whole, this.#spec, this.#tiles, summaries);
      renameSync(whole, this.#path);
    }
    this.close();
    rmSync(this.#folder, { recursive: true });
    return { summaries };
  }

  /** Keeps what is finished for another run. */
  close(): void {
    for (const file of [this.#spool, this.#upper, this.#journal]) closeSync(file);
  }

  #earlier(hash: string): Entry[] | null {
    const path = joinPath(this.#folder, 'journal');
    if (!existsSync(path) || !existsSync(joinPath(this.#folder, 'tiles'))) return null;
    const lines = readFileSync(path, 'utf8').split('\n');
    // The last line may be cut off; so may a tile that it names, which was written before it.
    const read = lines.slice(0, -1).flatMap((line) => {
      try {
        return [JSON.parse(line) as Entry & { hash?: string }];
      } catch {
        return [];
      }
    });
    return read[0]?.hash === hash ? read.slice(1) : null;
  }

  #take({ unit, tiles, summaries }: Entry): void {
    if (this.done.has(unit)) return;
    const halves: Samples[] = [];
    const window = this.#units[unit]!;
    const [w, h] = [Math.ceil(window.width / 2), Math.ceil(window.height / 2)];
    for (const [level, band, index, offset, length] of tiles) {
      if (length >= 0) {
        this.#place(level, band, index, { file: this.#spool, offset, length });
        this.#spooled = Math.max(this.#spooled, offset + length);
      }
      if (level === 1) halves.push(this.#decode(offset, length, w, h));
    }
    this.done.add(unit);
    this.#summaries.set(unit, summaries);
    if (this.#tiles.length <= 2) return;
    const { type, noData, overviews } = this.#spec;
    this.#raise(
      unit,
      halves.map((half) => halve(half, type, w, h, noData, overviews)),
    );
  }

  #decode(offset: number, length: number, width: number, height: number): Samples {
    const out = allocate(this.#spec.type, width * height);
    if (length < 0) return out.fill(this.#spec.noData ?? 0) as Samples;
    const packed = new Uint8Array(length);
    readSync(this.#spool, packed, 0, length, offset);
    const { type, compression } = this.#spec;
    const size = TILE * TILE * SAMPLE_TYPES[type].bytes;
    const bytes = unpack(COMPRESSION[compression], packed, size, this.#path);
    const tile = decodeSamples(bytes, type, TILE, TILE, 1, predictorOf(this.#spec), true);
    for (let row = 0; row < height; row++)
      out.set(tile.subarray(row * TILE, row * TILE + width) as never, row * width);
    return out;
  }

  #raise(unit: number, pieces: readonly Samples[]): void {
    if (pieces.length === 0) return;
    const { x, y, width, height } = this.#units[unit]!;
    const quarter = (n: number) => Math.ceil(Math.ceil(n / 2) / 2);
    this.#strips.add(2, x / 4, y / 4, quarter(width), quarter(height), pieces);
  }

  /** A tile of a unit. @returns where it stands in the spool */
  #append(tile: EncodedTile & { readonly bytes: Uint8Array }): number {
    if (this.#fixed) return this.#settle(this.#fixed, tile);
    const offset = this.#spooled;
    const length = writeSync(this.#spool, tile.bytes, 0, tile.bytes.length, offset);
    this.#spooled += length;
    this.#place(tile.level, tile.band, tile.index, { file: this.#spool, offset, length });
    return offset;
  }

  #appendUpper(tile: EncodedTile): void {
    const { level, band, index, bytes } = tile;
    if (!bytes) return;
    if (this.#fixed) {
      this.#settle(this.#fixed, { ...tile, bytes });
      return;
    }
    this.#place(level, band, index, { file: this.#upper, offset: this.#upperBytes, length: bytes.length });
    writeSync(this.#upper, bytes, 0, bytes.length, this.#upperBytes);
    this.#upperBytes += bytes.length;
  }

  /** Writes a tile where it will stay. */
  #settle(
    fixed: FixedLayout,
    { level, band, index, bytes }: EncodedTile & { readonly bytes: Uint8Array },
  ): number {
    const perBand = this.#tiles[level]!.length / this.#spec.bands.length;
    const offset = fixed.offsetOf(level, band * perBand + index);
    const { before, after } = fixed.wrap(bytes);
    writevSync(this.#spool, [before, bytes, after], offset - before.length);
    this.#place(level, band, index, { file: this.#spool, offset, length: bytes.length });
    return offset;
  }

  #place(level: number, band: number, index: number, spooled: Spooled): void {
    const perBand = this.#tiles[level]!.length / this.#spec.bands.length;
    this.#tiles[level]![band * perBand + index] = spooled;
  }
}
