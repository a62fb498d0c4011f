import { operationTable, type SiteParameterRow } from '@tarim/standards';
import { expect, test } from 'vitest';
import { compareOne } from './compare.ts';
import { askedOf, figureOf } from './kinds.ts';

const ROWS = operationTable('site-parameters').rows as unknown as SiteParameterRow[];

test('what is asked of a stack: gas by gas, oxygen, flow; nothing of temperature', () => {
  const asked = askedOf(ROWS, ['a21026', 'a19001', 'a01012', 'a00000']);
  expect(asked.map(({ item, row }) => `${item} ${row.parameter}`)).toEqual([
    'a21026 range',
    'a21026 range-low',
    'a21026 slope',
    'a21026 intercept',
    'a21026 alarm-upper',
    'a19001 slope',
    'a19001 intercept',
    'a19001 reference-o2',
    'a00000 kv',
    'a00000 pitot',
    'a00000 section',
    'a00000 blowback',
  ]);
});

test('the place that stands alone is named, with the difference in percent of what the others agree on', () => {
  // 0.7 beside three 1: |0.7 − 1| / 1 = 30 %.
  const one = compareOne('a21002', 'slope', { device: 0.7, logger: 1, platform: 1, filing: 1 }, 0.5);
  expect(one.expected).toBe(1);
  expect([...one.differs]).toEqual(['device']);
  expect(one.difference).toBeCloseTo(30, 9);
  // 200 and 201: 0.5 %, which the tolerance allows, and 0.4 % does not.
  const near = { device: 201, logger: null, platform: null, filing: 200 };
  expect(compareOne('a21026', 'range', near, 0.5).difference).toBeNull();
  expect(compareOne('a21026', 'range', near, 0.4).difference).toBeCloseTo(0.5, 9);
  expect(compareOne('a21026', 'range', { ...near, filing: null }, 0.5).expected).toBeNull();
});

test('figures in what a device tells', () => {
  expect([' 0.70', '1e2', '-3', '', '20261124', 'x', '1,5', 'NaN'].map(figureOf)).toEqual([
    0.7,
    100,
    -3,
    null,
    20261124,
    null,
    null,
    null,
  ]);
});
