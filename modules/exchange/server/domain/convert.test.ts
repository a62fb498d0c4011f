import { expect, test } from 'vitest';
import type { FieldMapping } from '../../contract.ts';
import { convert } from './convert.ts';

const as = (cell: unknown, more: Partial<FieldMapping>) => {
  const found = convert(cell, { name: 'x', titleZh: 'x', titleEn: 'x', type: 'text', from: 'x', ...more });
  return 'wrong' in found ? found.wrong.code : found.value;
};

test.each([
  ['12.5', '.', 12.5],
  ['1,200.5', '.', 1200.5],
  ['1.200,5', ',', 1200.5],
  ['12,5', ',', 12.5],
  ['１２．５', '.', 12.5],
  [' -3e-2 ', '.', -0.03],
  ['1,2', '.', 'EXCHANGE_ROW_NUMBER'],
  ['1.5', ',', 'EXCHANGE_ROW_NUMBER'],
  ['＜0.01', '.', 'EXCHANGE_ROW_NUMBER'],
  ['1e999', '.', 'EXCHANGE_ROW_NUMBER'],
  ['0x10', '.', 'EXCHANGE_ROW_NUMBER'],
  ['', '.', null],
] as const)('the figure “%s” with decimal %s is %s', (text, decimal, wanted) => {
  expect(as(text, { type: 'number', decimal })).toBe(wanted);
});

test('integers are whole and exact', () => {
  expect(as('9007199254740991', { type: 'integer' })).toBe(9_007_199_254_740_991);
  expect(as('9007199254740993', { type: 'integer' })).toBe('EXCHANGE_ROW_INTEGER');
  expect(as('1.5', { type: 'integer' })).toBe('EXCHANGE_ROW_INTEGER');
});

test.each([
  // Times without a zone are Beijing time.
  ['2026-07-01 08:30', 'iso', '2026-07-01T08:30:00+08:00'],
  ['2026/7/1 8:30:05', 'iso', '2026-07-01T08:30:05+08:00'],
  ['2026年7月1日', 'iso', '2026-07-01T00:00:00+08:00'],
  ['2026-07-01T00:30:00Z', 'iso', '2026-07-01T08:30:00+08:00'],
  ['2026-07-01T00:30:00+06:00', 'iso', '2026-07-01T02:30:00+08:00'],
  ['2026-06-30T24:00', 'iso', '2026-07-01T00:00:00+08:00'],
  ['20260701083000', 'iso', '2026-07-01T08:30:00+08:00'],
  ['01.07.2026', 'dmy', '2026-07-01T00:00:00+08:00'],
  ['07/01/2026', 'mdy', '2026-07-01T00:00:00+08:00'],
  ['1782865800', 'unix-s', '2026-07-01T08:30:00+08:00'],
  ['1782865800000', 'unix-ms', '2026-07-01T08:30:00+08:00'],
  // 1 January 2008 is day 39448 of a spreadsheet (Microsoft’s documentation of DATEVALUE).
  ['39448.5', 'excel', '2008-01-01T12:00:00+08:00'],
  ['2026-02-29', 'iso', 'EXCHANGE_ROW_INSTANT'],
  ['2026-07-01 25:00', 'iso', 'EXCHANGE_ROW_INSTANT'],
  ['26-07-01', 'iso', 'EXCHANGE_ROW_INSTANT'],
  ['13/07/2026', 'mdy', 'EXCHANGE_ROW_INSTANT'],
  ['yesterday', 'iso', 'EXCHANGE_ROW_INSTANT'],
] as const)('“%s” written as %s is %s', (text, dateFormat, wanted) => {
  expect(as(text, { type: 'instant', dateFormat })).toBe(wanted);
});

test('words for yes and no, codes, what stands in for nothing', () => {
  expect([as('是', { type: 'boolean' }), as('N', { type: 'boolean' })]).toEqual([true, false]);
  expect(as('maybe', { type: 'boolean' })).toBe('EXCHANGE_ROW_BOOLEAN');
  const lookup = (otherwise: 'reject' | 'keep' | 'empty') => ({
    lookup: { codes: [{ from: '01', to: '废水' }], otherwise },
  });
  expect(as('01', lookup('reject'))).toBe('废水');
  expect(as('02', lookup('reject'))).toBe('EXCHANGE_ROW_CODE');
  expect(as('02', lookup('keep'))).toBe('02');
  expect(as('02', lookup('empty'))).toBe(null);
  expect(as('  ', { constant: '无' })).toBe('无');
  expect(as('a\u0000b\u0007', {})).toBe('ab');
});
