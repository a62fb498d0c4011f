import { describe, expect, test } from 'vitest';
import { formatBounds, formatNumber, formatRange, formatTime, unitText, withSubscripts } from './format.ts';

describe('times', () => {
  test('are Beijing wall time, without a break inside', () => {
    const at = '2026-11-23T17:05:09Z';
    expect(formatTime(at)).toBe('11-24\u00a001:05');
    expect(formatTime(at, 'full')).toBe('2026-11-24\u00a001:05:09');
    expect(formatTime(at, 'hour')).toBe('11-24\u00a001:00');
    expect(formatTime(at, 'clock')).toBe('01:05');
    expect(formatTime(null)).toBe('—');
    expect(formatTime('no time')).toBe('—');
  });

  test('hold together in right-to-left text: only numbers and single separators of numbers', () => {
    // UAX #9: European numbers, European separators (-), common separators (: and the no-break space).
    expect(formatTime('2026-11-23T17:05:09Z', 'full')).toMatch(/^\d+([-:\u00a0]\d+)+$/);
  });
});

describe('figures', () => {
  test('keep their sign in front also from right to left', () => {
    expect(formatNumber(-2.345, 1)).toBe('\u200e-2.3');
    expect(formatNumber(1234.5)).toBe('1,234.5');
    expect(formatNumber(Number.NaN)).toBe('—');
  });

  test('ranges are isolated, bounds say which side they are', () => {
    expect(formatRange(0, 50)).toBe('\u20660–50\u2069');
    expect(formatBounds(6, 9)).toBe('\u20666–9\u2069');
    expect(formatBounds(null, 400)).toBe('\u2066≤ 400\u2069');
    expect(formatBounds(0, null)).toBe('\u2066≥ 0\u2069');
    expect(formatBounds(null, undefined)).toBe('—');
  });
});

test('formulas have subscripts, other names are left alone', () => {
  const spelt = [
    'PM2.5',
    'PM10',
    'O3',
    'O3_8h',
    'O3-8h',
    'NO2',
    'NOx',
    'SO2',
    'CO',
    'NH3-N',
    'CODMn',
    'pH',
    'BOD5',
  ];
  expect(spelt.map(withSubscripts)).toEqual([
    'PM₂.₅',
    'PM₁₀',
    'O₃',
    'O₃_8h',
    'O₃-8h',
    'NO₂',
    'NOₓ',
    'SO₂',
    'CO',
    'NH₃-N',
    'CODMn',
    'pH',
    'BOD5',
  ]);
  expect(withSubscripts('细颗粒物（PM2.5）')).toBe('细颗粒物（PM₂.₅）');
});

test('a value without a unit has none behind it', () => {
  expect(['mg/L', '无量纲', '', null, undefined].map(unitText)).toEqual(['mg/L', '', '', '', '']);
});
