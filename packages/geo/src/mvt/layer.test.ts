import { expect, test } from 'vitest';
import type { Geometry } from '../geojson.ts';
import { TileLayerBuilder } from './builder.ts';

/** Fields of a protocol-buffer message: numbers, or bytes. Written from the encoding's description, apart from the writer. */
function fieldsOf(bytes: Uint8Array): [number, number | Uint8Array][] {
  const found: [number, number | Uint8Array][] = [];
  let at = 0;
  const varint = () => {
    let [value, scale] = [0, 1];
    for (;;) {
      const byte = bytes[at++]!;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 128;
    }
  };
  while (at < bytes.length) {
    const key = varint();
    if (key % 8 === 0) found.push([key >> 3, varint()]);
    else if (key % 8 === 1) {
      found.push([key >> 3, bytes.subarray(at, at + 8)]);
      at += 8;
    } else {
      const length = varint();
      found.push([key >> 3, bytes.subarray(at, at + length)]);
      at += length;
    }
  }
  return found;
}

function numbersOf(bytes: Uint8Array): number[] {
  const numbers: number[] = [];
  let [value, shift] = [0, 0];
  for (const byte of bytes) {
    value += (byte & 0x7f) * 2 ** shift;
    shift += 7;
    if (byte < 0x80) {
      numbers.push(value);
      [value, shift] = [0, 0];
    }
  }
  return numbers;
}

/** Rings, lines or points of a tile's features, with their properties. */
function decode(tile: Uint8Array) {
  const layer = fieldsOf(fieldsOf(tile)[0]![1] as Uint8Array);
  const all = (field: number) => layer.filter(([one]) => one === field).map(([, value]) => value);
  const text = (bytes: unknown) => new TextDecoder().decode(bytes as Uint8Array);
  const keys = all(3).map(text);
  const values = all(4).map((bytes) => {
    const [field, value] = fieldsOf(bytes as Uint8Array)[0]!;
    return field === 1 ? text(value) : field === 7 ? value === 1 : value;
  });
  const features = all(2).map((bytes) => {
    const fields = new Map(fieldsOf(bytes as Uint8Array));
    const tags = numbersOf((fields.get(2) as Uint8Array | undefined) ?? new Uint8Array());
    const properties: Record<string, unknown> = {};
    for (let i = 0; i < tags.length; i += 2) properties[keys[tags[i]!]!] = values[tags[i + 1]!];
    return {
      id: fields.get(1),
      type: fields.get(3),
      properties,
      paths: pathsOf(numbersOf(fields.get(4) as Uint8Array)),
    };
  });
  return { name: text(all(1)[0]), version: all(15)[0], extent: all(5)[0], features };
}

function pathsOf(commands: number[]): [number, number][][] {
  const paths: [number, number][][] = [];
  let [x, y, i] = [0, 0, 0];
  while (i < commands.length) {
    const [command, count] = [commands[i]! & 7, commands[i]! >> 3];
    i++;
    if (command === 7) continue;
    for (let k = 0; k < count; k++) {
      const zigzag = (n: number) => (n % 2 === 0 ? n / 2 : -(n + 1) / 2);
      x += zigzag(commands[i++]!);
      y += zigzag(commands[i++]!);
      if (command === 1) paths.push([]);
      paths.at(-1)!.push([x, y]);
    }
  }
  return paths;
}

function layerOf(
  ...features: [number | string, Geometry | null, Record<string, string | number | boolean | null>?][]
) {
  const builder = new TileLayerBuilder(['name', 'flag', 'size']);
  for (const [id, geometry, properties = {}] of features) builder.add(id, geometry, properties);
  return builder.finish('things');
}
const square = (west: number, south: number, east: number, north: number) => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
/** Twice the area, positive for a ring that runs clockwise on the screen (y down). */
const turn = (ring: [number, number][]) =>
  ring.reduce((sum, [x, y], i) => {
    const [px, py] = ring.at(i - 1)!;
    return sum + px * y - x * py;
  }, 0);

test('a point at the middle of the world, with its properties', () => {
  const layer = layerOf([7, { type: 'Point', coordinates: [0, 0] }, { name: '点', flag: true, size: null }]);
  const { name, version, extent, features } = decode(layer.tile(0, 0, 0, 14)!.bytes);
  expect([name, version, extent]).toEqual(['things', 2, 4096]);
  expect(features).toEqual([
    { id: 7, type: 1, properties: { name: '点', flag: true }, paths: [[[2048, 2048]]] },
  ]);
  // It lies on the border of four tiles of zoom 1 and belongs to one of them.
  const owners = [0, 1].flatMap((x) => [0, 1].filter((y) => layer.tile(1, x, y, 14)).map((y) => [x, y]));
  expect(owners).toEqual([[1, 1]]);
});

test('an area over a tile’s border is cut at the buffer, outer rings clockwise, holes against it', () => {
  const layer = layerOf([
    1,
    { type: 'Polygon', coordinates: [square(-90, -60, 90, 60), square(-10, -10, 10, 10)] },
  ]);
  const [feature] = decode(layer.tile(0, 0, 0, 14)!.bytes).features;
  const [outer, hole] = feature!.paths;
  // 90° are a quarter of the world's width: 1,024 of 4,096 from the middle.
  expect([...new Set(outer!.map(([x]) => x))].sort((a, b) => a - b)).toEqual([1024, 3072]);
  expect(turn(outer!)).toBeGreaterThan(0);
  expect(turn(hole!)).toBeLessThan(0);
  const [part] = decode(layer.tile(1, 0, 0, 14)!.bytes).features;
  expect(Math.max(...part!.paths.flat(2))).toBe(4096 + 64);
});

test('neighbours keep their common border at every zoom', () => {
  const shared = [
    [85.01, 42.003],
    [85.0173, 42.0091],
    [85.0111, 42.0202],
    [85.02, 42.03],
  ];
  const west = [[84.9, 42], ...shared, [84.9, 42.05], [84.9, 42]];
  const east = [[85.1, 42.05], ...shared.toReversed(), [85.1, 42], [85.1, 42.05]];
  const layer = layerOf(
    [1, { type: 'Polygon', coordinates: [west] }],
    [2, { type: 'Polygon', coordinates: [east] }],
  );
  for (const z of [8, 10, 12]) {
    const x = Math.floor(((85 + 180) / 360) * 2 ** z);
    const y = Math.floor(((1 - Math.asinh(Math.tan((42.01 * Math.PI) / 180)) / Math.PI) / 2) * 2 ** z);
    const tile = layer.tile(z, x, y, 14);
    const [a, b] = decode(tile!.bytes).features.map(
      (one) => new Set(one.paths[0]!.map((at) => at.join(' '))),
    );
    expect([...a!].filter((at) => b!.has(at)).length, `zoom ${z}`).toBeGreaterThanOrEqual(2);
  }
});

test('points too near to be told apart are drawn once from afar, and all from near', () => {
  const near: [number, Geometry][] = Array.from({ length: 50 }, (_, i) => [
    i + 1,
    { type: 'Point', coordinates: [87.6 + i * 1e-5, 43.8] },
  ]);
  const layer = layerOf(...near);
  const count = (z: number) => {
    let n = 0;
    const y = Math.floor(((1 - Math.asinh(Math.tan((43.8 * Math.PI) / 180)) / Math.PI) / 2) * 2 ** z);
    const x = Math.floor(((87.6 + 180) / 360) * 2 ** z);
    for (const one of [x, x + 1]) n += layer.tile(z, one, y, 14)?.features ?? 0;
    return n;
  };
  expect(count(4)).toBe(1);
  expect(count(14)).toBe(50);
});

test('small areas stay a pattern, and nothing is told of nothing', () => {
  const small: [number, Geometry][] = Array.from({ length: 100 }, (_, i) => [
    i + 1,
    {
      type: 'Polygon',
      coordinates: [
        square(
          80 + (i % 10),
          40 + Math.floor(i / 10) * 0.5,
          80.001 + (i % 10),
          40.001 + Math.floor(i / 10) * 0.5,
        ),
      ],
    },
  ]);
  const layer = layerOf(...small, [101, null], ['text-id', { type: 'Point', coordinates: [0, 0] }]);
  // Tile 4/11/6 reaches from 67.5°E to 90°E and north to 40.98°: two lines of ten.
  expect(layer.tile(4, 11, 6, 14)!.features).toBe(20);
  expect(layer.tile(14, 0, 0, 14)).toBeNull();
  expect(decode(layer.tile(3, 4, 4, 14)!.bytes).features[0]!.id).toBeUndefined();
});

test('what is chosen by value is chosen before features that fall together are thinned', () => {
  const here: Geometry = { type: 'Point', coordinates: [10, 10] };
  const layer = layerOf(
    [1, here, { name: 'first', size: 1 }],
    [2, here, { name: 'second', size: 2 }],
    [3, { type: 'Polygon', coordinates: [square(0, 0, 60, 60)] }, { name: 'second' }],
  );
  const names = (keep?: (feature: number) => boolean) => {
    const tile = layer.tile(0, 0, 0, 14, keep && layer.chosen(keep));
    return tile ? decode(tile.bytes).features.map((one) => one.id) : [];
  };
  // Two at one place: the first stands for both.
  expect(names()).toEqual([1, 3]);
  expect(names(layer.passing('name', (one) => one === 'second')!)).toEqual([2, 3]);
  // Without a value nothing passes.
  expect(names(layer.passing('size', (one) => Number(one) >= 1)!)).toEqual([1]);
  expect(layer.passing('other', () => true)).toBeNull();
});
