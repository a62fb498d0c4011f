import { describe, expect, test } from 'vitest';
import {
  factorIssue,
  factorRemark,
  limitIssues,
  limitUnitIssue,
  mnIssue,
  rangeIssue,
  usccIssue,
} from './checks.ts';

describe('limits', () => {
  const limit = { measure: 'actual' as const, upper: 50, effectiveFrom: '2026-01-01' };
  test.each([
    [limit, []],
    [{ ...limit, upper: null, lower: 6 }, []],
    [{ ...limit, upper: 6, lower: 6 }, []],
    [{ ...limit, upper: 0 }, []],
    [{ ...limit, effectiveTo: '2026-01-01' }, []],
    [{ ...limit, measure: 'converted' as const, referenceO2: 0 }, []],
    [{ ...limit, upper: null }, ['upper']],
    [{ ...limit, lower: 50.1 }, ['lower']],
    [{ ...limit, effectiveTo: '2025-12-31' }, ['effectiveTo']],
    [{ ...limit, measure: 'converted' as const }, ['referenceO2']],
  ])('%j', (fields, places) => {
    expect(limitIssues(fields).map((one) => one.field)).toEqual(places);
  });
});

describe('factor codes', () => {
  test.each(['a21026', 'w01018', 'Leq', 'e10102', 'i33102', 'a99998'])('%s may come', (code) => {
    expect(factorIssue(code)).toBeNull();
  });
  // HJ/T 212-2005, tables B: 011 is COD in water, S01 the oxygen of flue gas.
  test.each([
    ['011', 'w01018'],
    ['S01', 'a19001'],
  ])('%s of 2005 is %s now', (code, instead) => {
    expect(factorIssue(code)).toMatchObject({ code: 'REGISTRY_FACTOR_LEGACY', params: { code, instead } });
  });
  test.each(['zzz', '', 'A21026', 'a2102', 'a210260', ' a21026', 'SO2'])('“%s” is none', (code) => {
    expect(factorIssue(code)?.code).toBe('REGISTRY_FACTOR_UNKNOWN');
  });
  test('what the dictionary does not have is remarked upon', () => {
    expect(factorRemark('a99998')?.code).toBe('REGISTRY_FACTOR_UNLISTED');
    expect(factorRemark('a21026')).toBeNull();
  });
});

describe('MN', () => {
  test.each(['88888880000001', '010000A8900016F000169DC0', 'a110000_0001', 'X-1.2:3'])('%s', (mn) => {
    expect(mnIssue(mn)).toBeNull();
  });
  // Each of these would end the field, or is no character of the protocol.
  test.each(['', 'bad mn', 'a;b', 'a,b', 'a=b', 'a&b', '##1', '１２３', 'mn！', 'a\tb'])('not “%s”', (mn) => {
    expect(mnIssue(mn)?.field).toBe('mn');
  });
});

test('a credit code is refused in both languages', () => {
  const found = usccIssue('91650102MA00000043');
  expect(found?.zh).toMatch(/校验码应为 2$/);
  expect(found?.en).toMatch(/The check character should be 2$/);
  expect(usccIssue('91650102MA00000042')).toBeNull();
});

test('a range may be open, or a point, but not reversed', () => {
  expect([rangeIssue(0, 500), rangeIssue(null, 5), rangeIssue(5, undefined), rangeIssue(0, 0)]).toEqual([
    null,
    null,
    null,
    null,
  ]);
  expect(rangeIssue(0.1, 0)?.field).toBe('rangeLow');
});

test('a limit is in a unit of the quantity that is measured', () => {
  expect(limitUnitIssue('mg/L', 'µg/L')).toBeNull();
  expect(limitUnitIssue('mg/m³', 'L/s')?.field).toBe('unit');
  // What nobody knows, or nobody has said, is not refused.
  expect([limitUnitIssue('ppm', 'mg/m³'), limitUnitIssue(null, 'L/s'), limitUnitIssue('mg/L', null)]).toEqual(
    [null, null, null],
  );
});
