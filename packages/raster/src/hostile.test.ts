import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { TarimError } from '@tarim/kernel';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeCog } from './cog/write.ts';
import { rasterOf } from './raster.ts';
import { allocate } from './samples.ts';
import { memorySource } from './tiff/source.ts';

const folder = mkdtempSync(join(tmpdir(), 'raster-hostile-'));
afterAll(() => rmSync(folder, { recursive: true }));
let good: Uint8Array<ArrayBuffer>;

beforeAll(() => {
  const grid = { crs: 'EPSG:4490', width: 600, height: 530, affine: [80, 0.001, 0, 44, 0, -0.001] } as const;
  const path = join(folder, 'good.tif');
  writeCog(
    path,
    { grid, type: 'uint16', bands: [{}], noData: 0, compression: 'deflate', level: 1, overviews: 'average' },
    ({ x, y, width, height }) => {
      const out = allocate('uint16', width * height);
      for (let i = 0; i < out.length; i++) out[i] = 1 + (x + y + i) * 7;
      return [out];
    },
  );
  good = Uint8Array.from(readFileSync(path));
});

/** Opens and reads everything; gives the code of what is wrong, null when nothing is. */
function codeOf(bytes: Uint8Array<ArrayBuffer>): string | null {
  try {
    const raster = rasterOf(memorySource(bytes), { limits: { maxWindowBytes: 64 << 20 } });
    for (const [level, { width, height }] of raster.levels.entries())
      raster.read(1, { x: 0, y: 0, width: Math.min(width, 2_000), height: Math.min(height, 2_000) }, level);
    return null;
  } catch (error) {
    if (error instanceof TarimError) return error.code;
    throw error;
  }
}

interface Tag {
  readonly tag: number;
  readonly type: number;
  readonly values: readonly number[];
  /** What the count says, when it does not tell the truth. */
  readonly count?: number;
}

/** A classic little-endian TIFF of one directory, with `data` behind it at the returned offset of 1000. */
function tiff(tags: readonly Tag[], data: Uint8Array = new Uint8Array(), next = 0): Uint8Array<ArrayBuffer> {
  const bytes = Buffer.alloc(1_000 + data.length);
  bytes.write('II*\0', 'latin1');
  bytes.writeUInt32LE(8, 4);
  bytes.writeUInt16LE(tags.length, 8);
  let beyond = 600;
  for (const [i, { tag, type, values, count }] of tags.entries()) {
    const at = 10 + i * 12;
    bytes.writeUInt16LE(tag, at);
    bytes.writeUInt16LE(type, at + 2);
    bytes.writeUInt32LE(count ?? values.length, at + 4);
    const size = type === 3 ? 2 : 4;
    const inline = values.length * size <= 4;
    if (!inline) bytes.writeUInt32LE(beyond, at + 8);
    for (const [j, value] of values.entries()) {
      const to = (inline ? at + 8 : beyond) + j * size;
      if (size === 2) bytes.writeUInt16LE(value, to);
      else bytes.writeUInt32LE(value, to);
    }
    if (!inline) beyond += values.length * size;
  }
  bytes.writeUInt32LE(next, 10 + tags.length * 12);
  bytes.set(data, 1_000);
  return Uint8Array.from(bytes);
}

const image = (changes: Readonly<Record<number, Partial<Tag>>> = {}): Tag[] =>
  [
    { tag: 256, type: 4, values: [10] },
    { tag: 257, type: 4, values: [10] },
    { tag: 258, type: 3, values: [8] },
    { tag: 259, type: 3, values: [1] },
    { tag: 273, type: 4, values: [1_000] },
    { tag: 277, type: 3, values: [1] },
    { tag: 278, type: 4, values: [10] },
    { tag: 279, type: 4, values: [100] },
  ].map((one) => ({ ...one, ...changes[one.tag] }));

test('the hand-made file is sound before it is spoilt', () => {
  expect(codeOf(tiff(image(), new Uint8Array(100)))).toBeNull();
  expect(codeOf(good)).toBeNull();
});

const set = (tag: number, ...values: number[]) => ({ [tag]: { values } });
test.each<[string, Readonly<Record<number, Partial<Tag>>>, string]>([
  ['a size of billions', { ...set(256, 4e9), ...set(257, 4e9) }, 'RASTER_TOO_LARGE'],
  ['no size', set(256, 0), 'RASTER_UNREADABLE'],
  ['fewer blocks than rows need', set(278, 1), 'RASTER_UNREADABLE'],
  [
    'billions of blocks in a count',
    { ...set(257, 4e9), ...set(278, 1), 273: { count: 4e9 }, 279: { count: 4e9 } },
    'RASTER_TOO_LARGE',
  ],
  ['a block beyond the end', set(273, 950 + 100), 'RASTER_TRUNCATED'],
  [
    'a strip of gigabytes',
    { ...set(256, 60_000), ...set(257, 60_000), ...set(278, 60_000), ...set(259, 8) },
    'RASTER_TOO_LARGE',
  ],
  ['unknown compression', set(259, 34_712), 'RASTER_UNSUPPORTED'],
  ['JPEG, told plainly', set(259, 7), 'RASTER_UNSUPPORTED'],
  ['five bits', set(258, 5), 'RASTER_UNSUPPORTED'],
  ['no rows in a strip', set(278, 0), 'RASTER_UNREADABLE'],
  ['DEFLATE that is none', set(259, 8), 'RASTER_UNREADABLE'],
  ['LZW that is none', set(259, 5), 'RASTER_UNREADABLE'],
  ['ZSTD that is none', set(259, 50_000), 'RASTER_UNREADABLE'],
  ['PackBits that ends early', set(259, 32_773), 'RASTER_UNREADABLE'],
  ['bands beyond any sense', set(277, 60_000), 'RASTER_TOO_LARGE'],
])('%s is told', (_, changes, code) => {
  expect(codeOf(tiff(image(changes), new Uint8Array(100).fill(128)))).toBe(code);
});

test('a block that unpacks to gigabytes is left at its size', () => {
  const bomb = deflateSync(Buffer.alloc(200 << 20));
  const tags = image({ ...set(259, 8), ...set(279, bomb.length) });
  const before = process.memoryUsage().arrayBuffers;
  expect(codeOf(tiff(tags, bomb))).toBe('RASTER_UNREADABLE');
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50 << 20);
});

test('directories in a circle', () => {
  expect(codeOf(tiff(image(), new Uint8Array(100), 8))).toBe('RASTER_UNREADABLE');
});

test('other files', () => {
  expect(codeOf(new Uint8Array())).toBe('RASTER_UNREADABLE');
  expect(codeOf(Uint8Array.from(Buffer.from('\x89PNG\r\n\x1a\n0000000')))).toBe('RASTER_UNREADABLE');
  expect(codeOf(Uint8Array.from(Buffer.from('II*\0\0\0\0\0')))).toBe('RASTER_UNREADABLE');
});

test('cut off anywhere, it is told or what is left is whole', () => {
  for (let length = 0; length < good.length; length += 257)
    expect([length, codeOf(good.slice(0, length))]).toEqual([length, expect.stringMatching(/^RASTER_/)]);
});

test('any bytes changed: a code or cells, never a defect, never for long', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 }),
      fc.boolean(),
      (changes, headOnly) => {
        const bytes = good.slice();
        for (const [at, value] of changes) bytes[headOnly ? at % 700 : at] = value;
        const code = codeOf(bytes);
        expect(code === null || code.startsWith('RASTER_')).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});
