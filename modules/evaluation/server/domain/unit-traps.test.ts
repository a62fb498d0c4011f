import { describe, expect, it } from 'vitest';
import { unitWarnings } from './unit-traps.ts';

describe('units that standards get wrong', () => {
  it.each([
    // HJ 212-2017 prints ng/m³ for PM2.5; HJ/T 212-2005 had mercury in mg/L.
    ['a34004', 'ng/m3'],
    ['w20111', 'mg/L'],
    ['w20111', null],
    ['w00000', 'L/s'],
  ])('%s in %s is worth a look', (code, unit) => {
    expect(unitWarnings(code, unit, 'zh')).toMatchObject([{ code: 'EVALUATION_UNIT_TRAP', path: code }]);
  });

  it.each([
    ['a34004', 'µg/m³'],
    ['w20111', 'ug/L'],
    ['w01018', 'mg/L'],
    ['w01018', null],
    // Printed twice, but not in another unit.
    ['e70101', null],
  ])('%s in %s is not', (code, unit) => {
    expect(unitWarnings(code, unit, 'en')).toEqual([]);
  });

  it('say what is odd, in the language of the reader', () => {
    expect(unitWarnings('a34004', 'ng/m³', 'zh')[0]!.message).toContain('PM');
    expect(unitWarnings('w20111', null, 'en')[0]!.message).toMatch(
      /^Total mercury \(registered unit: none\)/,
    );
  });
});
