import { allocate, type Samples } from '../samples.ts';
import { halve } from './downsample.ts';
import { type EncodedTile, encodeTile } from './encode.ts';
import { type CogSpec, levelsOf, TILE, tilesAcross } from './spec.ts';

interface Strip {
  readonly bands: Samples[];
  readonly height: number;
  missing: number;
}

/**
 * Overviews from the third level on: put together in strips of a tile's height as pieces arrive in any order, written
 * and halved for the next level as soon as a strip is whole. So only a strip or two of each level is in memory.
 */
export class OverviewStrips {
  readonly #spec: CogSpec;
  readonly #levels: ReturnType<typeof levelsOf>;
  readonly #open = new Map<string, Strip>();
  readonly #write: (tile: EncodedTile) => void;

  constructor(spec: CogSpec, write: (tile: EncodedTile) => void) {
    this.#spec = spec;
    this.#levels = levelsOf(spec);
    this.#write = write;
  }

  /** Cells of every band at `(x, y)` of a level; they must not cross a strip's border. */
  add(level: number, x: number, y: number, width: number, height: number, pieces: readonly Samples[]): void {
    const at = this.#levels[level];
    if (!at) return;
    const number = Math.floor(y / TILE);
    const key = `${level}/${number}`;
    let strip = this.#open.get(key);
    if (!strip) {
      const rows = Math.min(TILE, at.height - number * TILE);
      const bands = this.#spec.bands.map(() => allocate(this.#spec.type, at.width * rows));
      strip = { bands, height: rows, missing: at.width * rows };
      this.#open.set(key, strip);
    }
    for (const [band, piece] of pieces.entries())
      for (let row = 0; row < height; row++) {
        const to = (y - number * TILE + row) * at.width + x;
        strip.bands[band]!.set(piece.subarray(row * width, (row + 1) * width) as never, to);
      }
    strip.missing -= width * height;
    if (strip.missing > 0) return;
    this.#open.delete(key);
    this.#finish(level, number, strip);
  }

  #finish(level: number, number: number, { bands, height }: Strip): void {
    const at = this.#levels[level]!;
    const { type, noData, overviews } = this.#spec;
    for (const [band, samples] of bands.entries())
      for (let x = 0; x < at.width; x += TILE) {
        const index = number * tilesAcross(at) + x / TILE;
        this.#write({ level, band, index, bytes: encodeTile(this.#spec, samples, at.width, height, x, 0) });
      }
    if (level + 1 >= this.#levels.length) return;
    const halves = bands.map((samples) => halve(samples, type, at.width, height, noData, overviews));
    this.add(level + 1, 0, (number * TILE) / 2, Math.ceil(at.width / 2), Math.ceil(height / 2), halves);
  }
}
