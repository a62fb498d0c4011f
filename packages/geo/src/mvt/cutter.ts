import type { Attributes, TileAttributes } from './attributes.ts';
import { clipLine, clipRing, type Path, path, push } from './clip.ts';
import { Commands } from './geometry-commands.ts';
import { POINT, POLYGON, TILE_EXTENT } from './kinds.ts';
import { Writer } from './writer.ts';

/** Overlap around a tile, so that outlines of areas do not show at its border. */
const BUFFER = 64;
/** Areas smaller than this in both directions are drawn as one square a cell: thousands of them stay a visible pattern. */
const TINY = 8;
const CELLS = TILE_EXTENT / TINY;

/** A vector tile, uncompressed, and how many features it tells of. */
export interface CutTile {
  readonly bytes: Uint8Array;
  readonly features: number;
}

/** Cuts features to one tile and writes them into its layer. */
export class TileCutter {
  /** Of the tile with its buffer, in Web-Mercator coordinates from 0 to 1. */
  readonly west: number;
  readonly north: number;
  readonly east: number;
  readonly south: number;
  readonly #scale: number;
  readonly #left: number;
  readonly #top: number;
  readonly #grid: number;
  readonly #attributes: TileAttributes;
  readonly #layer = new Writer();
  readonly #feature = new Writer();
  readonly #commands = new Commands();
  readonly #path: Path = path();
  readonly #clipped: Path = path();
  #cells: Uint8Array | null = null;
  #outer = false;
  #features = 0;

  constructor(z: number, x: number, y: number, grid: number, attributes: Attributes) {
    this.#scale = 2 ** z * TILE_EXTENT;
    this.#left = x * TILE_EXTENT;
    this.#top = y * TILE_EXTENT;
    this.#grid = grid;
    this.#attributes = attributes.inTile();
    this.west = (this.#left - BUFFER) / this.#scale;
    this.north = (this.#top - BUFFER) / this.#scale;
    this.east = (this.#left + TILE_EXTENT + BUFFER) / this.#scale;
    this.south = (this.#top + TILE_EXTENT + BUFFER) / this.#scale;
  }

  holds(west: number, north: number, east: number, south: number): boolean {
    return west >= this.west && east <= this.east && north >= this.north && south <= this.south;
  }

  isTiny(west: number, north: number, east: number, south: number): boolean {
    return this.#grid > 1 && (east - west) * this.#scale < TINY && (south - north) * this.#scale < TINY;
  }

  begin(): void {
    this.#commands.reset();
    this.#outer = false;
  }

  point(id: number, feature: number, x: number, y: number): void {
    this.begin();
    this.#commands.points([
      Math.min(TILE_EXTENT - 1, Math.floor(x * this.#scale - this.#left)),
      Math.min(TILE_EXTENT - 1, Math.floor(y * this.#scale - this.#top)),
    ]);
    this.end(id, feature, POINT);
  }

  /** The first tiny area of each cell, as a square. */
  tiny(id: number, feature: number, x: number, y: number): void {
    const column = Math.floor((x * this.#scale - this.#left) / TINY);
    const row = Math.floor((y * this.#scale - this.#top) / TINY);
    if (column < 0 || row < 0 || column >= CELLS || row >= CELLS) return;
    this.#cells ??= new Uint8Array(CELLS * CELLS);
    const cell = row * CELLS + column;
    if (this.#cells[cell]) return;
    this.#cells[cell] = 1;
    this.begin();
    const square = this.#path;
    square.length = 0;
    const [left, top] = [column * TINY, row * TINY];
    push(square, left, top);
    push(square, left + TINY, top);
    push(square, left + TINY, top + TINY);
    push(square, left, top + TINY);
    this.#commands.ring(square, 1, false);
    this.end(id, feature, POLYGON);
  }

  #place(coordinates: Float64Array): Path {
    const to = this.#path;
    if (to.values.length < coordinates.length) to.values = new Float64Array(coordinates.length * 2);
    const { values } = to;
    for (let i = 0; i < coordinates.length; i += 2) {
      values[i] = coordinates[i]! * this.#scale - this.#left;
      values[i + 1] = coordinates[i + 1]! * this.#scale - this.#top;
    }
    to.length = coordinates.length;
    return to;
  }

  /** Several points of one feature: those within the tile. */
  spots(coordinates: Float64Array): void {
    const { values, length } = this.#place(coordinates);
    const inside: number[] = [];
    for (let i = 0; i < length; i += 2) {
      const [x, y] = [Math.floor(values[i]!), Math.floor(values[i + 1]!)];
      if (x >= 0 && y >= 0 && x < TILE_EXTENT && y < TILE_EXTENT) inside.push(x, y);
    }
    if (inside.length > 0) this.#commands.points(inside);
  }

  line(coordinates: Float64Array, inside: boolean): void {
    const line = this.#place(coordinates);
    if (inside) this.#commands.line(line, this.#grid);
    else clipLine(line, -BUFFER, TILE_EXTENT + BUFFER, (part) => this.#commands.line(part, this.#grid));
  }

  ring(coordinates: Float64Array, inside: boolean, hole: boolean): void {
    // Holes of an outer ring that vanished would hang on the ring before it.
    if (hole && !this.#outer) return;
    let ring = this.#place(coordinates);
    if (!inside) {
      clipRing(ring, -BUFFER, TILE_EXTENT + BUFFER, this.#clipped);
      ring = this.#clipped;
    }
    const drawn = this.#commands.ring(ring, this.#grid, hole);
    if (!hole) this.#outer = drawn;
  }

  end(id: number, feature: number, kind: number): void {
    if (this.#commands.length === 0) return;
    const out = this.#feature;
    out.reset();
    if (id >= 0) out.number(1, id);
    const tags = this.#attributes.tagsOf(feature);
    if (tags > 0) packed(out, 2, this.#attributes.tags, tags);
    out.number(3, kind);
    packed(out, 4, this.#commands.values, this.#commands.length);
    this.#layer.message(2, out.view());
    this.#features++;
  }

  finish(name: string): CutTile | null {
    if (this.#features === 0) return null;
    const head = new Writer();
    head.number(15, 2);
    head.message(1, new TextEncoder().encode(name));
    head.raw(this.#layer.view());
    this.#attributes.write(head);
    head.number(5, TILE_EXTENT);
    const tile = new Writer();
    tile.message(3, head.view());
    return { bytes: tile.view().slice(), features: this.#features };
  }
}

const sizes = new Writer();

function packed(to: Writer, field: number, values: Uint32Array, count: number): void {
  sizes.reset();
  sizes.varints(values, count);
  to.message(field, sizes.view());
}
