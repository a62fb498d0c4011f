/** From this zoom on every point is in its tile; above it the first of each cell stands for those too near to be told apart. */
export const WHOLE_FROM = 11;
/** Cells along a tile's side: four pixels of a tile of 512. */
const CELLS = 128;

interface Level {
  /** Indices of points, tile by tile. */
  readonly order: Uint32Array;
  readonly tiles: ReadonlyMap<number, readonly [start: number, end: number]>;
}

/** Points by zoom: thinned where they lie closer than can be seen. A point that shows at one zoom shows at all nearer ones. */
export class PointLevels {
  readonly #x: Float64Array;
  readonly #y: Float64Array;
  readonly #keep: ((point: number) => boolean) | undefined;
  readonly #levels = new Map<number, Level>();

  /** Web-Mercator coordinates from 0 to 1; NaN for points without a place there. */
  constructor(x: Float64Array, y: Float64Array, keep?: (point: number) => boolean) {
    this.#x = x;
    this.#y = y;
    this.#keep = keep;
  }

  /** Some of the points, with levels of their own: none that is left out stands for another. */
  chosen(keep: (point: number) => boolean): PointLevels {
    return new PointLevels(this.#x, this.#y, keep);
  }

  /** Indices of the points of a tile, ascending; a point on a border belongs to one tile only. */
  inTile(z: number, x: number, y: number): readonly number[] {
    const near = Math.min(z, WHOLE_FROM);
    const shift = 2 ** (z - near);
    const { order, tiles } = this.#level(near);
    const [start, end] = tiles.get(Math.floor(x / shift) * 2 ** near + Math.floor(y / shift)) ?? [0, 0];
    const found: number[] = [];
    const side = 2 ** z;
    for (let i = start; i < end; i++) {
      const point = order[i]!;
      const inside = Math.floor(this.#x[point]! * side) === x && Math.floor(this.#y[point]! * side) === y;
      if (shift === 1 || inside) found.push(point);
    }
    return found;
  }

  #level(z: number): Level {
    const known = this.#levels.get(z);
    if (known) return known;
    const level = this.#build(z);
    this.#levels.set(z, level);
    return level;
  }

  #build(z: number): Level {
    const side = 2 ** z;
    const cells = side * CELLS;
    const taken = z < WHOLE_FROM ? new Set<number>() : null;
    const byTile = new Map<number, number[]>();
    for (let i = 0; i < this.#x.length; i++) {
      const [x, y] = [this.#x[i]!, this.#y[i]!];
      if (!(x >= 0 && x < 1 && y >= 0 && y < 1)) continue;
      if (this.#keep && !this.#keep(i)) continue;
      if (taken) {
        const cell = Math.floor(x * cells) * cells + Math.floor(y * cells);
        if (taken.has(cell)) continue;
        taken.add(cell);
      }
      const tile = Math.floor(x * side) * side + Math.floor(y * side);
      const list = byTile.get(tile);
      if (list) list.push(i);
      else byTile.set(tile, [i]);
    }
    const order = new Uint32Array([...byTile.values()].reduce((sum, list) => sum + list.length, 0));
    const tiles = new Map<number, readonly [number, number]>();
    let at = 0;
    for (const [tile, list] of byTile) {
      order.set(list, at);
      tiles.set(tile, [at, at + list.length]);
      at += list.length;
    }
    return { order, tiles };
  }
}
