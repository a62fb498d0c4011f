import { expect, test } from 'vitest';
import { bySymbol, otherUnit, symbolOf } from './symbols.ts';

test('codes become the symbols of the tables, anything else stays', () => {
  expect(
    ['a21026', 'a34004', 'a19001', 'a34013', 'w21003', 'w21019', 'w20117', 'w22001'].map(symbolOf),
  ).toEqual(['SO2', 'PM2.5', 'O2', 'PM', 'NH3-N', 'S', 'Cr6', 'Oil']);
  expect(['SO2', 'a99999', '', '硫化物'].map(symbolOf)).toEqual(['SO2', 'a99999', '', '硫化物']);
  expect(bySymbol({ a21026: 1, SO2: 2, x: 3 })).toEqual({ SO2: 2, x: 3 });
});

test('a code that comes in another unit is known by it', () => {
  expect(otherUnit('w20111', ['mg/L'])).toBe('ug/L');
  expect([otherUnit('w01018', ['mg/L']), otherUnit('Hg', ['mg/L']), otherUnit('a99999', [])]).toEqual([
    null,
    null,
    null,
  ]);
});
