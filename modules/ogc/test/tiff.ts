type Value = readonly number[] | string;

const SHORT = 3;
const LONG = 4;
const DOUBLE = 12;
const ASCII = 2;

/** One strip of a few cells with the tags given: a GeoTIFF (TIFF 6.0, little-endian) made byte by byte, by no library. */
export function tiff({
  width,
  height,
  bits,
  tags,
  cellsLast = false,
}: {
  readonly width: number;
  readonly height: number;
  /** Of each sample. */
  readonly bits: readonly number[];
  /** Behind the directory, as files for reading over HTTP have it. */
  readonly cellsLast?: boolean;
  readonly tags: readonly (readonly [
    tag: number,
    type: 'short' | 'long' | 'double' | 'ascii',
    value: Value,
  ])[];
}): Buffer {
  const cells = Buffer.alloc((width * height * bits.reduce((sum, one) => sum + one, 0)) / 8, 7);
  const all = [
    [256, 'long', [width]],
    [257, 'long', [height]],
    [258, 'short', bits],
    [259, 'short', [1]],
    [273, 'long', [0]],
    [277, 'short', [bits.length]],
    [278, 'long', [height]],
    [279, 'long', [cells.length]],
    ...tags,
  ] as const;
  const sorted = [...all].sort((a, b) => a[0] - b[0]);
  const directory = cellsLast ? 8 : 8 + cells.length + (cells.length % 2);
  const head = Buffer.from([0x49, 0x49, 42, 0, 0, 0, 0, 0]);
  head.writeUInt32LE(directory, 4);
  const entries = Buffer.alloc(2 + sorted.length * 12 + 4);
  entries.writeUInt16LE(sorted.length, 0);
  const behind: Buffer[] = [];
  let end = directory + entries.length;
  sorted.forEach(([tag, type, value], i) => {
    const [kind, bytes] = packed(type, value);
    const at = 2 + i * 12;
    entries.writeUInt16LE(tag, at);
    entries.writeUInt16LE(kind, at + 2);
    entries.writeUInt32LE(typeof value === 'string' ? bytes.length : value.length, at + 4);
    if (bytes.length <= 4) {
      bytes.copy(entries, at + 8);
      return;
    }
    entries.writeUInt32LE(end, at + 8);
    const even = bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(1)]);
    behind.push(even);
    end += even.length;
  });
  const strip = sorted.findIndex(([tag]) => tag === 273);
  entries.writeUInt32LE(cellsLast ? end : 8, 2 + strip * 12 + 8);
  if (cellsLast) return Buffer.concat([head, entries, ...behind, cells]);
  return Buffer.concat([head, cells, Buffer.alloc(cells.length % 2), entries, ...behind]);
}

function packed(type: 'short' | 'long' | 'double' | 'ascii', value: Value): [number, Buffer] {
  if (typeof value === 'string') return [ASCII, Buffer.from(`${value}\0`)];
  const size = type === 'short' ? 2 : type === 'long' ? 4 : 8;
  const bytes = Buffer.alloc(value.length * size);
  value.forEach((one, i) => {
    if (type === 'short') bytes.writeUInt16LE(one, i * size);
    else if (type === 'long') bytes.writeUInt32LE(one, i * size);
    else bytes.writeDoubleLE(one, i * size);
  });
  return [type === 'short' ? SHORT : type === 'long' ? LONG : DOUBLE, bytes];
}

/** North-up in degrees on CGCS2000 (EPSG:4490), `cell` degrees a side, from this north-west corner. */
export const inDegrees = (west: number, north: number, cell: number, epsg = 4_490) =>
  [
    [33_550, 'double', [cell, cell, 0]],
    [33_922, 'double', [0, 0, 0, west, north, 0]],
    [34_735, 'short', [1, 1, 0, 3, 1_024, 0, 1, 2, 1_025, 0, 1, 1, 2_048, 0, 1, epsg]],
  ] as const;

/** North-up in a projection. */
export const projected = (epsg: number, west: number, north: number, cell: number) =>
  [
    [33_550, 'double', [cell, cell, 0]],
    [33_922, 'double', [0, 0, 0, west, north, 0]],
    [34_735, 'short', [1, 1, 0, 3, 1_024, 0, 1, 1, 1_025, 0, 1, 1, 3_072, 0, 1, epsg]],
  ] as const;
