import { describe, expect, test } from 'vitest';
import type { ListItem } from '../../contract.ts';
import { calibrationOn, hindranceOn } from './calibration.ts';
import { cellsOf, listFor, missingOf } from './gap.ts';
import { lightOf, lightsOf, plusMonths, worstLight } from './lights.ts';
import { readQuantity, requiredOf, writeQuantity } from './required.ts';

describe('required quantities', () => {
  const quantities = [
    { level: 'prefecture', count: 2, officers: null },
    { level: 'county', count: 1, officers: 2 },
    { level: 'division', count: 3, officers: 10 },
  ] as const;
  test.each([
    ['prefecture', 0, 2],
    ['county', 0, 0],
    ['county', 1, 1],
    ['county', 4, 2],
    ['county', 5, 3],
    // 3 for ten: 7 officers need 2.1.
    ['division', 7, 3],
    ['regiment', 9, null],
  ] as const)('%s with %i officers needs %s', (level, officers, needed) => {
    expect(requiredOf(quantities, level, officers)).toBe(needed);
  });
  test('are read as they are written', () => {
    expect(readQuantity('2')).toEqual({ count: 2, officers: null });
    expect(readQuantity('1 / 2人')).toEqual({ count: 1, officers: 2 });
    for (const text of ['', '-1', '1.5', '1/2', '1/0人', '2辆']) expect(readQuantity(text)).toBeNull();
    expect(writeQuantity({ count: 1, officers: 2 })).toBe('1/2人');
    expect(writeQuantity({ count: 0, officers: null })).toBe('0');
  });
});

describe('calibration', () => {
  const meter = { calibrates: true, calibratedTo: '2026-12-28' };
  test.each([
    ['2026-11-27', 'valid'],
    // 30 days before 28 December.
    ['2026-11-28', 'soon'],
    ['2026-12-28', 'soon'],
    ['2026-12-29', 'ended'],
  ] as const)('on %s it is %s', (on, as) => expect(calibrationOn(meter, on)).toBe(as));
  test('is not asked of what does not measure, and missing where none is on record', () => {
    expect(calibrationOn({ calibrates: false, calibratedTo: null }, '2026-11-28')).toBe('not-needed');
    expect(calibrationOn({ calibrates: true, calibratedTo: null }, '2026-11-28')).toBe('none');
  });
  test('what is in repair or scrapped serves nobody; what is lent serves the borrower', () => {
    const on = '2026-11-28';
    expect(hindranceOn({ ...meter, state: 'repair' }, on)).toBe('repair');
    expect(hindranceOn({ ...meter, state: 'scrapped' }, on)).toBe('scrapped');
    expect(hindranceOn({ ...meter, state: 'lent' }, on)).toBeNull();
    expect(hindranceOn({ ...meter, state: 'in-use' }, '2026-12-29')).toBe('calibration-ended');
    expect(hindranceOn({ calibrates: true, calibratedTo: null, state: 'in-use' }, on)).toBe('no-calibration');
  });
});

describe('gap', () => {
  const item = (code: string, more: Partial<ListItem> = {}): ListItem => ({
    code,
    kind: 'meter',
    name: code,
    counted: '台',
    calibrated: false,
    quantities: [{ level: 'prefecture', count: 3, officers: null }],
    ...more,
  });
  const piece = (state: 'in-use' | 'repair' | 'lent' | 'scrapped', calibratedTo: string | null = null) => ({
    item: 'dose',
    state,
    calibrates: false,
    calibratedTo,
  });
  test('counts what is in use with a calibration that holds', () => {
    const pieces = [
      piece('in-use', '2026-11-28'),
      piece('in-use', '2026-11-27'),
      piece('in-use'),
      piece('repair', '2027-01-01'),
      piece('lent', '2027-01-01'),
      piece('scrapped', '2027-01-01'),
    ];
    const around = { level: 'prefecture', officers: 0, on: '2026-11-28' } as const;
    // One holds to that very day; four are there and do not count; the scrapped one is gone.
    expect(cellsOf([item('dose', { calibrated: true })], pieces, around)).toEqual([
      { code: 'dose', have: 1, idle: 4, required: 3, short: 2 },
    ]);
    // Where the list asks for no calibration, three are in use.
    expect(cellsOf([item('dose')], pieces, around)).toEqual([
      { code: 'dose', have: 3, idle: 2, required: 3, short: 0 },
    ]);
    expect(cellsOf([item('dose')], pieces, { ...around, level: 'county' })).toEqual([
      { code: 'dose', have: 3, idle: 2, required: null, short: 0 },
    ]);
    expect(cellsOf([item('drone')], pieces, around)[0]).toMatchObject({ have: 0, idle: 0, short: 3 });
  });
  test('is by the nearest list, in the version of the day', () => {
    const list = (id: number, unitPath: string, version: number, effectiveFrom: string) => ({
      id,
      unitPath,
      version,
      effectiveFrom,
    });
    const lists = [
      list(1, '/', 1, '2026-01-01'),
      list(2, '/', 2, '2026-06-01'),
      list(3, '/BT/', 1, '2026-07-01'),
      list(4, '/', 3, '2026-06-01'),
    ];
    expect(listFor(lists, '/650000/650100/', '2026-05-31')?.id).toBe(1);
    expect(listFor(lists, '/650000/650100/', '2026-06-01')?.id).toBe(4);
    expect(listFor(lists, '/BT/BT08/', '2026-06-30')?.id).toBe(4);
    expect(listFor(lists, '/BT/BT08/', '2026-07-01')?.id).toBe(3);
    expect(listFor(lists, '/BT/BT08/', '2025-12-31')).toBeNull();
  });
  test('adds up', () => {
    const cell = (short: number) => ({ code: 'x', have: 0, idle: 0, required: short, short });
    expect(
      missingOf([
        { cells: [cell(2), cell(0)], short: 1 },
        { cells: [cell(0)], short: 0 },
        { cells: [cell(1), cell(4)], short: 2 },
      ]),
    ).toEqual({ missing: 7, shortUnits: 2 });
  });
});

describe('lights of training', () => {
  test.each([
    ['2026-11-27', 'ended'],
    ['2026-11-28', 'days'],
    ['2026-12-28', 'days'],
    ['2026-12-29', 'months'],
    ['2027-05-28', 'months'],
    ['2027-05-29', 'fine'],
    [null, 'open'],
  ] as const)('to %s is %s on 28 November 2026', (validTo, light) =>
    expect(lightOf(validTo, '2026-11-28')).toBe(light),
  );
  test('six months after the end of August end with February', () => {
    expect(plusMonths('2026-08-31', 6)).toBe('2027-02-28');
    expect(plusMonths('2026-11-28', 6)).toBe('2027-05-28');
  });
  test('a renewal takes the place of what it renews; what was failed or taken back does not', () => {
    const one = (id: number, on: string, more: object = {}) => ({
      id,
      course: '辐射安全',
      on,
      score: 80,
      passMark: 60,
      validTo: '2026-11-01',
      voided: null,
      ...more,
    });
    const today = '2026-11-28';
    expect([...lightsOf([one(1, '2023-01-01')], today)]).toEqual([[1, 'ended']]);
    const renewed = one(2, '2026-10-01', { validTo: '2030-01-01' });
    expect([...lightsOf([one(1, '2023-01-01'), renewed], today)]).toEqual([[2, 'fine']]);
    expect([...lightsOf([one(1, '2023-01-01'), { ...renewed, score: 59 }], today)]).toEqual([[1, 'ended']]);
    expect([...lightsOf([one(1, '2023-01-01'), { ...renewed, voided: 'x' }], today)]).toEqual([[1, 'ended']]);
    expect(worstLight(['fine', null, 'days', 'open'])).toBe('days');
    expect(worstLight([null])).toBeNull();
  });
});
