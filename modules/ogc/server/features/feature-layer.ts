import { type Box, boxOf, geometryMeetsBox, readWkb, SpatialIndex } from '@tarim/geo';
import type { DatasetRow } from '@tarim/platform';
import { geometryOf } from '../domain/feature-text.ts';

const BOX = 4;
/**
 * So many rows are looked at one after the other before the tree is asked. Four comparisons a row cost less than a search whose
 * hits have to be put in order, until the rows are many.
 */
const SCANNED = 50_000;

/** What a page is made of: texts of features as they stand in the answer, and where to go on. */
export interface MemoryPage {
  readonly texts: readonly Buffer[];
  /** Id of the last feature when there are more; null when nothing is left. */
  readonly after: number | string | null;
}

/**
 * All features of a set as one kind of reader sees them, of one revision: their GeoJSON made once, their boxes in a tree. A page is
 * then a search and some copies, whatever is stored beside it.
 */
export class FeatureLayer {
  readonly bytes: number;
  readonly #ids: readonly (number | string)[];
  readonly #order: ReadonlyMap<number | string, number>;
  /** All texts one after the other, and where each ends. */
  readonly #slab: Buffer;
  readonly #ends: Float64Array;
  /** West, south, east, north of each; NaN where it has no geometry. */
  readonly #boxes: Float64Array;
  /** Of what is not a point: asked only when the box alone does not decide. */
  readonly #shapes: readonly (Uint8Array | null)[];
  /** Positions in the order of ids, by box. */
  readonly #tree: SpatialIndex<number>;

  constructor(parts: FeatureLayerBuilder) {
    this.#ids = parts.ids;
    this.#order = new Map(parts.ids.map((id, i) => [id, i]));
    this.#slab = Buffer.concat(parts.texts);
    this.#ends = new Float64Array(parts.texts.length);
    parts.texts.reduce((end, text, i) => {
      this.#ends[i] = end + text.length;
      return end + text.length;
    }, 0);
    this.#boxes = Float64Array.from(parts.boxes);
    this.#shapes = parts.shapes;
    const placed: number[] = [];
    for (let i = 0; i < parts.ids.length; i++) if (!Number.isNaN(this.#boxes[i * BOX]!)) placed.push(i);
    this.#tree = new SpatialIndex(placed, (i) => this.#boxAt(i));
    // Of each row also its place in the order of ids, and of each placed one a box and a leaf of the tree.
    this.bytes = parts.bytes + this.#boxes.byteLength + parts.ids.length * 80 + placed.length * 200;
  }

  #textAt(i: number): Buffer {
    return this.#slab.subarray(i === 0 ? 0 : this.#ends[i - 1]!, this.#ends[i]!);
  }

  #boxAt(i: number): Box {
    const at = i * BOX;
    return [this.#boxes[at]!, this.#boxes[at + 1]!, this.#boxes[at + 2]!, this.#boxes[at + 3]!];
  }

  /**
   * Features that meet one of the boxes (null: all), in the order of their ids.
   * @returns null when `after` is no row of this revision: the database knows where it would stand
   */
  page(boxes: readonly Box[] | null, after: number | string | null, limit: number): MemoryPage | null {
    const begin = after === null ? 0 : this.#order.get(after);
    if (begin === undefined) return null;
    const start = after === null ? 0 : begin + 1;
    const texts: Buffer[] = [];
    let last = -1;
    let from = start;
    if (boxes) {
      const end = Math.min(this.#ids.length, start + SCANNED);
      for (; from < end; from++) {
        if (!this.#meets(from, boxes)) continue;
        if (texts.length === limit) return { texts, after: this.#ids[last]! };
        texts.push(this.#textAt(from));
        last = from;
      }
    }
    for (const i of this.#candidates(boxes, from)) {
      if (boxes && !this.#meets(i, boxes)) continue;
      if (texts.length === limit) return { texts, after: this.#ids[last]! };
      texts.push(this.#textAt(i));
      last = i;
    }
    return { texts, after: null };
  }

  /** The text of one feature; undefined where there is no such row. */
  one(id: number | string): Buffer | undefined {
    const at = this.#order.get(id);
    return at === undefined ? undefined : this.#textAt(at);
  }

  /** How many meet one of the boxes. */
  count(boxes: readonly Box[] | null): number {
    if (!boxes) return this.#ids.length;
    let n = 0;
    for (const i of this.#candidates(boxes, 0)) if (this.#meets(i, boxes)) n++;
    return n;
  }

  #candidates(boxes: readonly Box[] | null, start: number): Iterable<number> {
    if (!boxes) return range(start, this.#ids.length);
    const found = boxes.map((box) => this.#tree.search(box));
    // The two boxes of a query over the antimeridian may share a feature.
    const all = found.length === 1 ? found[0]! : [...new Set(found.flat())].sort((a, b) => a - b);
    return start === 0 ? all : all.filter((i) => i >= start);
  }

  #meets(i: number, boxes: readonly Box[]): boolean {
    const at = i * BOX;
    const all = this.#boxes;
    const [west, south, east, north] = [all[at]!, all[at + 1]!, all[at + 2]!, all[at + 3]!];
    for (const box of boxes) {
      // Where there is no geometry nothing is true of its NaN.
      if (!(west <= box[2] && east >= box[0] && south <= box[3] && north >= box[1])) continue;
      const shape = this.#shapes[i];
      if (!shape || (west >= box[0] && south >= box[1] && east <= box[2] && north <= box[3])) return true;
      if (geometryMeetsBox(readWkb(shape), box)) return true;
    }
    return false;
  }
}

function* range(from: number, to: number): Iterable<number> {
  for (let i = from; i < to; i++) yield i;
}

/** Takes rows in the order of their ids. */
export class FeatureLayerBuilder {
  readonly ids: (number | string)[] = [];
  readonly texts: Buffer[] = [];
  readonly boxes: number[] = [];
  readonly shapes: (Uint8Array | null)[] = [];
  bytes = 0;

  add(row: DatasetRow, text: string): void {
    const bytes = Buffer.from(text);
    const geometry = geometryOf(row);
    // A view of the wire would keep all that came with it.
    const shape = row.wkb ? Uint8Array.from(row.wkb) : null;
    this.ids.push(row.id);
    this.texts.push(bytes);
    this.boxes.push(...(geometry ? boxOf(geometry) : [Number.NaN, Number.NaN, Number.NaN, Number.NaN]));
    this.shapes.push(shape);
    this.bytes += bytes.length + (shape?.length ?? 0) + 120;
  }

  finish(): FeatureLayer {
    return new FeatureLayer(this);
  }
}
