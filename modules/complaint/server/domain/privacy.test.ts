import { expect, test } from 'vitest';
import { roundedPlace, tellsPerson } from './privacy.ts';
import { hashOfCode, idOfNumber, newCode, numberOf } from './receipt.ts';

test('a public place is a hundredth of a degree, at most half of it away', () => {
  expect(roundedPlace({ lon: 87.61734, lat: 43.79249 })).toEqual({ lon: 87.62, lat: 43.79 });
  // A degree of latitude is 111.2 km: half a hundredth of it is 556 m.
  const { lat } = roundedPlace({ lon: 87.61734, lat: 43.794999 });
  expect(Math.abs(lat - 43.794999) * 111_200).toBeLessThanOrEqual(556);
});

test.each([
  ['致电 13912345678 反映', true],
  ['致电 139 1234 5678 反映', true],
  ['身份证 65010219900101123X', true],
  ['邮箱 someone@example.com', true],
  ['值班电话 0991-2345678', true],
  ['夜间 22:30 有异味，2026-11-20 起', false],
  ['统一社会信用代码 91650100000000011A', false],
  ['排放 123456789012 标立方米', false],
])('%s', (text, tells) => {
  expect(tellsPerson(text)).toBe(tells);
});

test('a reporter’s own words are found whatever blanks stand in them; a single letter is nobody’s', () => {
  expect(tellsPerson('据王 小明反映', ['王小明'])).toBe(true);
  expect(tellsPerson('微信 ABC-d12', ['abcd12'])).toBe(true);
  expect(tellsPerson('王家庄有异味', ['王'])).toBe(false);
});

test('a code cannot be had back from what is kept, and is found whatever its case and blanks', () => {
  const code = newCode();
  expect(code).toMatch(/^([2-9A-HJ-NP-Z]{4}-){3}[2-9A-HJ-NP-Z]{4}$/);
  expect(newCode()).not.toBe(code);
  expect(hashOfCode(code.toLowerCase().replaceAll('-', ' '))).toBe(hashOfCode(code));
  // SHA-256 of `ABC`, FIPS 180-4 example.
  expect(hashOfCode('a-b c')).toBe('b5d4045c3f466fa91fe2cc6abe79232a1a57cdf104f7a26e716e0a1e2789df78');
  expect(numberOf(123, '2026-09-01')).toBe('XF2026-000123');
  expect(idOfNumber('xf2026-000123')).toEqual({ id: 123, year: '2026' });
  expect(idOfNumber('12')).toBeNull();
});
