import { DIFFUSE_COEFFICIENTS, DIFFUSE_ITEMS, type DiffuseCoefficient } from '@tarim/standards';
import { expect, test } from 'vitest';
import { coefficientsFor, type DiffuseActivity, diffuseLoad } from './load.ts';

const c = (
  kind: DiffuseCoefficient['kind'],
  name: string,
  item: DiffuseCoefficient['item'],
  value: number,
  more = {},
) => ({
  kind,
  name,
  item,
  value,
  unit: '',
  effectiveFrom: '2000-01-01',
  effectiveTo: null,
  source: 'S',
  confidence: 'official-text',
  ...more,
});
const COEFFICIENTS = [
  c('crop', '*', 'COD', 150),
  c('crop', '棉花', 'COD', 100),
  c('fertiliser', 'N', 'TN', 0.05),
  c('fertiliser', 'N', 'NH3-N', 0.005),
  c('fertiliser', 'P', 'TP', 0.01),
  ...DIFFUSE_ITEMS.flatMap((item, n) => [
    c('livestock', '牛', item, [250, 60, 10, 25][n]!),
    c('loss', '*', item, 0.1),
  ]),
];
const ACTIVITY: DiffuseActivity = {
  crops: [
    { name: '棉花', hectares: 1_000 },
    { name: '小麦', hectares: 200 },
  ],
  fertiliserN: 400,
  fertiliserP: 50,
  livestock: [{ name: '牛', heads: 2_000, treatedShare: 0.75 }],
};

test('a load by figures worked out by hand', () => {
  const { loads, missing, verified, steps } = diffuseLoad(ACTIVITY, COEFFICIENTS);
  // COD: 1000×100 + 200×150 + 2000×250×0.25×0.1 = 100000 + 30000 + 12500
  expect(loads.COD).toBeCloseTo(142_500, 6);
  // TN: 400×1000×0.05 + 2000×60×0.25×0.1 = 20000 + 3000
  expect(loads.TN).toBeCloseTo(23_000, 6);
  // TP: 50×1000×0.01 + 2000×10×0.25×0.1 = 500 + 500
  expect(loads.TP).toBeCloseTo(1_000, 6);
  // NH3-N: 400×1000×0.005 + 2000×25×0.25×0.1 = 2000 + 1250
  expect(loads['NH3-N']).toBeCloseTo(3_250, 6);
  expect([missing, verified]).toEqual([[], true]);
  expect(steps.find((one) => one.of === '牛 TN')).toEqual({
    of: '牛 TN',
    rule: 'S',
    formula: '2000 × 60 × (1 − 0.75) × 0.1',
    result: 3_000,
  });
});

test('what is missing is named and not guessed', () => {
  const { loads, missing } = diffuseLoad(
    {
      crops: [],
      fertiliserN: null,
      fertiliserP: 0,
      livestock: [
        { name: '马', heads: 10, treatedShare: 0 },
        { name: '牛', heads: 5, treatedShare: null },
      ],
    },
    COEFFICIENTS,
  );
  expect(loads).toEqual({ COD: null, TN: null, TP: 0, 'NH3-N': null });
  expect(missing).toEqual([
    'crop',
    'fertiliser/N',
    'livestock/马/COD',
    'livestock/马/TN',
    'livestock/马/TP',
    'livestock/马/NH3-N',
    'treated/牛',
  ]);
});

test('the nearest unit’s coefficient holds in its years', () => {
  const local = [
    { ...c('crop', '棉花', 'COD', 90), unitPath: '/650000/' },
    { ...c('crop', '棉花', 'COD', 80, { effectiveFrom: '2025-01-01' }), unitPath: '/650000/652900/' },
    { ...c('crop', '棉花', 'COD', 70, { effectiveTo: '2024-12-31' }), unitPath: '/650000/652900/' },
    { ...c('crop', '棉花', 'COD', 1), unitPath: '/BT/' },
  ];
  const cod = (unitPath: string, year: number) =>
    coefficientsFor(COEFFICIENTS, local, unitPath, year).find(
      (one) => one.kind === 'crop' && one.name === '棉花',
    )?.value;
  expect(cod('/650000/652900/652901/', 2026)).toBe(80);
  expect(cod('/650000/652900/652901/', 2024)).toBe(70);
  expect(cod('/650000/652300/', 2026)).toBe(90);
  expect(cod('/650100/', 2026)).toBe(100);
});

test('the coefficients that ship are dated, sourced, and none of them claims to be law', () => {
  expect(DIFFUSE_COEFFICIENTS.length).toBeGreaterThan(15);
  for (const one of DIFFUSE_COEFFICIENTS) {
    expect(one.value).toBeGreaterThan(0);
    expect(one.source).not.toBe('');
    expect(one.effectiveFrom).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(one.confidence).toBe('memory');
  }
  expect(diffuseLoad(ACTIVITY, coefficientsFor(DIFFUSE_COEFFICIENTS, [], '/', 2026)).verified).toBe(false);
});
