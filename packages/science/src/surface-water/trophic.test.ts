import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { example } from '../golden.fixture.ts';
import { evaluateTrophic } from './trophic.ts';

const FULL = example('TLI-1').in as Record<string, number>;
const codes = (result: { problems: readonly { code: string }[] }) => result.problems.map((one) => one.code);

test('TLI-1: indices, weights, the sum and its grade', () => {
  const { out } = example('TLI-1');
  const result = evaluateTrophic({ values: FULL });
  for (const [item, index] of Object.entries(out.TLI_j)) {
    expect(result.indices[item], item).toBeCloseTo(index as number, 3);
    expect(result.weights[item], item).toBeCloseTo(out.W_j[item], 4);
  }
  expect(result.tli).toBeCloseTo(out.TLI, 3);
  expect([result.grade, result.missing, result.problems]).toEqual([out.grade, [], []]);
});

test('weights add up to one', () => {
  const { weights } = evaluateTrophic({ values: FULL });
  expect(Object.values(weights).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
});

describe('grades', () => {
  // Every index equals t at x = exp((t/10 − a)/b), and so does the weighted sum.
  const at = (t: number) =>
    evaluateTrophic({
      values: {
        chla: Math.exp((t / 10 - 2.5) / 1.086),
        TP: Math.exp((t / 10 - 9.436) / 1.624),
        TN: Math.exp((t / 10 - 5.453) / 1.694),
        SD: Math.exp((t / 10 - 5.118) / -1.94),
        CODMn: Math.exp((t / 10 - 0.109) / 2.661),
      },
    });
  test.each([
    [29.99, '贫营养'],
    [30.01, '中营养'],
    [49.99, '中营养'],
    [50.01, '轻度富营养'],
    [59.99, '轻度富营养'],
    [60.01, '中度富营养'],
    [69.99, '中度富营养'],
    [70.01, '重度富营养'],
  ])('%f: %s', (t, grade) => {
    expect(at(t).tli).toBeCloseTo(t, 8);
    expect(at(t).grade).toBe(grade);
  });
});

test('more nutrients and less sight never lower the index', () => {
  const positive = fc.double({ min: 0.001, max: 100, noNaN: true });
  fc.assert(
    fc.property(
      fc.constantFrom('chla', 'TP', 'TN', 'SD', 'CODMn'),
      positive,
      fc.double({ min: 1, max: 5, noNaN: true }),
      (item, x, more) => {
        const low = evaluateTrophic({ values: { ...FULL, [item]: x } }).tli!;
        const high = evaluateTrophic({ values: { ...FULL, [item]: x * more } }).tli!;
        expect(item === 'SD' ? low - high : high - low).toBeGreaterThanOrEqual(-1e-9);
      },
    ),
  );
});

test('without one of the five there is no sum, but the others have their index', () => {
  const { SD: _, ...rest } = FULL;
  const result = evaluateTrophic({ values: rest });
  expect([result.tli, result.grade, result.missing, Object.keys(result.indices)]).toEqual([
    null,
    null,
    ['SD'],
    ['chla', 'TP', 'TN', 'CODMn'],
  ]);
});

test('names, units, what was not detected, what has no logarithm', () => {
  const named = evaluateTrophic({
    values: { 叶绿素a: { value: 12, unit: 'µg/L' }, w21011: 0.05, 总氮: 0.9, 透明度: 1.5, 高锰酸盐指数: 4 },
  });
  expect(named.tli).toBe(evaluateTrophic({ values: FULL }).tli);
  expect(evaluateTrophic({ values: { ...FULL, TP: { lt: 0.1 } } }).tli).toBe(named.tli);
  const zero = evaluateTrophic({ values: { ...FULL, chla: 0 } });
  expect(codes(evaluateTrophic({ values: {} }))).toEqual(['WATER_NOTHING_TO_RATE']);
  expect([zero.tli, zero.missing, codes(zero)]).toEqual([null, ['chla'], ['WATER_VALUE_INVALID']]);
});

test('points of a lake are averaged before the index', () => {
  const points = [
    { ...FULL, chla: 6 },
    { ...FULL, chla: 18 },
  ];
  expect(evaluateTrophic({ samples: points }).tli).toBe(evaluateTrophic({ values: FULL }).tli);
});
