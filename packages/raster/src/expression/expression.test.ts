import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocate } from '../samples.ts';
import { randomOf } from '../testkit/index.ts';
import { compileCondition, compileExpression } from './compile.ts';
import { bandsIn, parseExpression } from './parse.ts';

const plain = { type: 'float64', noData: Number.NaN, scale: 1, offset: 0 } as const;

function evaluate(text: string, bands: Readonly<Record<string, number>> = {}): number {
  const node = parseExpression(text);
  const names = bandsIn(node);
  const out = allocate('float64', 1);
  const cells = names.map((name) => ({ values: Float64Array.of(bands[name]!), noData: null, valid: null }));
  compileExpression(
    node,
    names.map((name) => ({ name, scale: 1, offset: 0 })),
    plain,
  )(cells, null, out);
  return out[0]!;
}

test.each([
  ['1 + 2 * 3', 7],
  ['(1 + 2) * 3', 9],
  ['2 ^ 3 ^ 2', 512],
  ['-2 ^ 2', -4],
  ['2 ** -1', 0.5],
  ['10 - 4 - 3', 3],
  ['1 < 2 && 2 <= 2', 1],
  ['!(1 == 2) || 0', 1],
  ['where(3 > 2, 5, 7)', 5],
  ['clamp(12, 0, 10) + min(3, 1, 2) + max(4, 9)', 20],
  ['mean(1, 2, 6) + abs(-4) + sqrt(16)', 11],
  ['1e2 + .5', 100.5],
])('%s', (text, value) => expect(evaluate(text)).toBe(value));

test.each([
  '',
  '1 +',
  '(1',
  'foo(1)',
  'abs(1, 2)',
  'a b',
  '1 ? 2',
  'process.exit()',
  'a;b',
  'a["b"]',
  '`x`',
  '('.repeat(500),
])('%s is refused with its place', (text) => {
  expect(() => parseExpression(text)).toThrow(expect.objectContaining({ code: 'RASTER_EXPRESSION_INVALID' }));
});

test('names of bands never reach the compiled text', () => {
  for (const name of ['constructor', 'process', '__proto__', 'out', 'i', 'cells'])
    expect(evaluate(`${name} * 2`, { [name]: 21 })).toBe(42);
});

test('NDVI is what the formula says, whatever the reflectances', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (N, R) => {
        const value = evaluate('(N - R) / (N + R)', { N, R });
        if (N + R === 0) expect(value).toBeNaN();
        else expect(value).toBe((N - R) / (N + R));
      },
    ),
  );
});

describe('stored values', () => {
  const run = compileExpression(
    parseExpression('a / b'),
    [
      { name: 'a', scale: 0.1, offset: -1, clip: true },
      { name: 'b', scale: 1, offset: 0 },
    ],
    { type: 'int16', noData: -32_768, scale: 1e-4, offset: 0 },
  );
  const cells = (a: number[], b: number[]) => [
    { values: Int16Array.from(a), noData: 0, valid: null },
    { values: Float32Array.from(b), noData: null, valid: null },
  ];
  test('scale, offset, clipping, rounding, saturation, no data, 0/0', () => {
    const out = allocate('int16', 6);
    run(cells([20, 5, 0, 20, 30_000, 30], [2, 2, 2, Number.NaN, 1, 0]), null, out);
    expect([...out]).toEqual([5_000, 0, -32_768, -32_768, 32_767, -32_768]);
  });
  test('hidden cells', () => {
    const out = allocate('int16', 2);
    run(cells([20, 20], [2, 2]), Uint8Array.of(0, 1), out);
    expect([...out]).toEqual([-32_768, 5_000]);
  });
});

test('a condition becomes bits: as judged cell by cell, beyond a word and with cells that have no data', () => {
  const [width, height, stride] = [70, 3, 5];
  const cells = width * height;
  const random = randomOf(5);
  const a = Uint16Array.from({ length: cells }, () => Math.floor(random() * 4));
  const b = Float32Array.from({ length: cells }, () => (random() < 0.1 ? Number.NaN : random() * 4));
  const seen = Uint8Array.from({ length: cells }, () => (random() < 0.2 ? 0 : 1));
  const judge = compileCondition(parseExpression('A * 2 > B || A / A < 1'), [
    { name: 'A', scale: 1, offset: 0 },
    { name: 'B', scale: 2, offset: -1, clip: true },
  ]);
  for (const valid of [null, seen]) {
    const words = new Uint32Array(4 * stride).fill(0xffffffff);
    const [places, counts] = [new Int32Array(cells), new Float64Array(2)];
    const bands = [
      { values: a, noData: 3, valid: null },
      { values: b, noData: null, valid: null },
    ];
    judge(bands, valid, width, height, words, stride + 1, stride, places, counts);
    const judged = [...a.keys()].filter((i) => a[i] !== 3 && !Number.isNaN(b[i]!) && valid?.[i] !== 0);
    const holds = judged.filter((i) => a[i]! * 2 > Math.max(0, 2 * b[i]! - 1));
    expect([...counts]).toEqual([judged.length, holds.length]);
    expect([...places.subarray(0, holds.length)]).toEqual(holds);
    const bits = [...a.keys()].filter((i) => {
      const [x, y] = [i % width, Math.floor(i / width)];
      return ((words[(y + 1) * stride + 1 + (x >>> 5)]! >>> (x & 31)) & 1) === 1;
    });
    expect(bits).toEqual(holds);
    // What is beside the window stays.
    expect(words[0]).toBe(0xffffffff);
    expect(words[stride]).toBe(0xffffffff);
    expect(words[stride + 4]).toBe(0xffffffff);
  }
});
