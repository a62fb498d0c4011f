import Flatbush from 'flatbush';
import type { Attributes } from './attributes.ts';
import type { TileLayerBuilder } from './builder.ts';
import { type CutTile, TileCutter } from './cutter.ts';
import { HOLE, LINE, POINT, POLYGON } from './kinds.ts';
import { PointLevels } from './point-levels.ts';

/** Half a pixel of a tile of 512: nobody sees the difference, and the tile is a fraction as large. */
const GRID = 4;

/** What of a layer goes into tiles. */
export interface ChosenFeatures {
  readonly keep: (feature: number) => boolean;
  readonly points: PointLevels;
}

/** Features of one layer, cut into tiles on demand. Nothing is kept of tiles: caching is the caller's. */
export class TileLayer {
  readonly name: string;
  /** About how much memory it holds. */
  readonly bytes: number;
  readonly #attributes: Attributes;
  readonly #ids: Float64Array;
  readonly #kinds: Float64Array;
  readonly #firstPart: Float64Array;
  readonly #partStart: Float64Array;
  readonly #partKind: Float64Array;
  readonly #coordinates: Float64Array;
  /** Of features that are not single points. */
  readonly #tree: Flatbush | null;
  readonly #shapes: Uint32Array;
  readonly #boxes: Float64Array;
  readonly #points: PointLevels;

  constructor(name: string, from: TileLayerBuilder) {
    this.name = name;
    this.#attributes = from.attributes;
    this.#ids = from.ids.trimmed();
    this.#kinds = from.kinds.trimmed();
    this.#firstPart = from.firstPart.trimmed();
    this.#partStart = from.partStart.trimmed();
    this.#partKind = from.partKind.trimmed();
    this.#coordinates = from.coordinates.trimmed();
    const count = this.#ids.length;
    const [xs, ys] = [new Float64Array(count).fill(Number.NaN), new Float64Array(count).fill(Number.NaN)];
    const shapes: number[] = [];
    for (let i = 0; i < count; i++) {
      if (this.#kinds[i] === POINT && this.#end(i) - this.#start(i) === 2) {
        xs[i] = this.#coordinates[this.#start(i)]!;
        ys[i] = this.#coordinates[this.#start(i) + 1]!;
      } else shapes.push(i);
    }
    this.#points = new PointLevels(xs, ys);
    this.#shapes = Uint32Array.from(shapes);
    this.#boxes = new Float64Array(shapes.length * 4);
    this.#tree = shapes.length > 0 ? this.#index() : null;
    this.bytes =
      this.#coordinates.byteLength * 1.2 + count * 80 + shapes.length * 80 + this.#attributes.bytes;
  }

  get size(): number {
    return this.#ids.length;
  }

  #start = (feature: number): number => this.#partStart[this.#firstPart[feature]!]!;
  #end = (feature: number): number => this.#partStart[this.#firstPart[feature + 1]!]!;

  #index(): Flatbush {
    const tree = new Flatbush(this.#shapes.length);
    this.#shapes.forEach((feature, i) => {
      let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
      for (let at = this.#start(feature); at < this.#end(feature); at += 2) {
        const [x, y] = [this.#coordinates[at]!, this.#coordinates[at + 1]!];
        if (x < west) west = x;
        if (x > east) east = x;
        if (y < north) north = y;
        if (y > south) south = y;
      }
      this.#boxes.set([west, north, east, south], i * 4);
      tree.add(west, north, east, south);
    });
    tree.finish();
    return tree;
  }

  /** As `Attributes.passing`. */
  passing(
    key: string,
    test: (value: string | number | boolean) => boolean,
  ): ((feature: number) => boolean) | null {
    return this.#attributes.passing(key, test);
  }

  /** Some of the features, to be cut into tiles: chosen before those that fall together are thinned. */
  chosen(keep: (feature: number) => boolean): ChosenFeatures {
    return { keep, points: this.#points.chosen(keep) };
  }

  /** One tile with this layer, or with what was chosen of it, uncompressed; null when nothing lies there. */
  tile(z: number, x: number, y: number, maxZoom: number, chosen?: ChosenFeatures): CutTile | null {
    const cutter = new TileCutter(z, x, y, z < maxZoom ? GRID : 1, this.#attributes);
    for (const feature of (chosen?.points ?? this.#points).inTile(z, x, y)) {
      const at = this.#start(feature);
      cutter.point(this.#ids[feature]!, feature, this.#coordinates[at]!, this.#coordinates[at + 1]!);
    }
    for (const i of this.#near(cutter)) if (!chosen || chosen.keep(this.#shapes[i]!)) this.#cut(cutter, i);
    return cutter.finish(this.name);
  }

  #near({ west, north, east, south }: TileCutter): number[] {
    return (this.#tree?.search(west, north, east, south) ?? []).sort((a, b) => a - b);
  }

  #cut(cutter: TileCutter, i: number): void {
    const feature = this.#shapes[i]!;
    const [west, north, east, south] = this.#boxes.subarray(i * 4, i * 4 + 4) as unknown as [
      number,
      number,
      number,
      number,
    ];
    const kind = this.#kinds[feature]!;
    const id = this.#ids[feature]!;
    if (kind === POLYGON && cutter.isTiny(west, north, east, south)) {
      cutter.tiny(id, feature, (west + east) / 2, (north + south) / 2);
      return;
    }
    const inside = cutter.holds(west, north, east, south);
    cutter.begin();
    for (let part = this.#firstPart[feature]!; part < this.#firstPart[feature + 1]!; part++) {
      const coordinates = this.#coordinates.subarray(this.#partStart[part]!, this.#partStart[part + 1]!);
      if (kind === POINT) cutter.spots(coordinates);
      else if (kind === LINE) cutter.line(coordinates, inside);
      else cutter.ring(coordinates, inside, this.#partKind[part] === HOLE);
    }
    cutter.end(id, feature, kind);
  }
}
