import { Writer } from './writer.ts';

export type TileValue = string | number | boolean | null | undefined;

/** Values of all features, each distinct one encoded once (Vector Tile 2.1, 4.4). */
export class Attributes {
  readonly keys: readonly string[];
  readonly #ids = new Map<string | number | boolean, number>();
  readonly #encoded: Uint8Array[] = [];
  #columns = new Int32Array(1_024);
  #length = 0;
  #bytes = 0;

  constructor(keys: readonly string[]) {
    this.keys = keys;
  }

  get bytes(): number {
    return this.#bytes + this.#columns.byteLength;
  }

  add(properties: Readonly<Record<string, TileValue>>): void {
    for (const key of this.keys) {
      const value = properties[key];
      if (this.#length === this.#columns.length) {
        const larger = new Int32Array(this.#columns.length * 2);
        larger.set(this.#columns);
        this.#columns = larger;
      }
      this.#columns[this.#length++] = value === null || value === undefined ? -1 : this.#idOf(value);
    }
  }

  #idOf(value: string | number | boolean): number {
    const known = this.#ids.get(value);
    if (known !== undefined) return known;
    const id = this.#encoded.push(encodeValue(value)) - 1;
    this.#ids.set(value, id);
    this.#bytes += 120 + (typeof value === 'string' ? value.length * 3 : 16);
    return id;
  }

  /**
   * Which features have a value that passes, decided once for each distinct value; features without one do not pass.
   * @returns null: there is no such key
   */
  passing(
    key: string,
    test: (value: string | number | boolean) => boolean,
  ): ((feature: number) => boolean) | null {
    const column = this.keys.indexOf(key);
    if (column < 0) return null;
    const good = new Set<number>();
    for (const [value, id] of this.#ids) if (test(value)) good.add(id);
    const [columns, width] = [this.#columns, this.keys.length];
    return (feature) => good.has(columns[feature * width + column]!);
  }

  /** The dictionary of one tile: numbers are given in the order in which values are met. */
  inTile(): TileAttributes {
    return new TileAttributes(this.keys, this.#columns, this.#encoded);
  }
}

export class TileAttributes {
  readonly #columns: Int32Array;
  readonly #encoded: readonly Uint8Array[];
  readonly #local = new Map<number, number>();
  readonly #keys: readonly string[];
  readonly tags = new Uint32Array(128);
  readonly #values: Uint8Array[] = [];

  constructor(keys: readonly string[], columns: Int32Array, encoded: readonly Uint8Array[]) {
    this.#keys = keys;
    this.#columns = columns;
    this.#encoded = encoded;
  }

  /** Fills `tags` with pairs of key and value of a feature. @returns how many numbers */
  tagsOf(feature: number): number {
    const width = this.#keys.length;
    let count = 0;
    for (let key = 0; key < width && count < this.tags.length; key++) {
      const id = this.#columns[feature * width + key]!;
      if (id < 0) continue;
      let local = this.#local.get(id);
      if (local === undefined) {
        local = this.#values.push(this.#encoded[id]!) - 1;
        this.#local.set(id, local);
      }
      this.tags[count++] = key;
      this.tags[count++] = local;
    }
    return count;
  }

  write(to: Writer): void {
    for (const key of this.#keys) to.message(3, new TextEncoder().encode(key));
    for (const value of this.#values) to.message(4, value);
  }
}

function encodeValue(value: string | number | boolean): Uint8Array {
  const writer = new Writer();
  if (typeof value === 'string') {
    writer.message(1, new TextEncoder().encode(value));
  } else if (typeof value === 'boolean') {
    writer.number(7, value ? 1 : 0);
  } else if (Number.isSafeInteger(value) && value >= 0) {
    writer.number(5, value);
  } else {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setFloat64(0, value, true);
    writer.varint(3 * 8 + 1);
    writer.raw(bytes);
  }
  return writer.view().slice();
}
