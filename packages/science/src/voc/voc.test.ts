import { describe, expect, test } from 'vitest';
import { evaluateVoc, type VocInput } from './evaluate.ts';
import { vocHint, vocRatios } from './ratios.ts';
import { vocCell } from './read.ts';
import { massToPpbv, molarVolume, ppbvToMass } from './units.ts';

const codes = (input: unknown) => evaluateVoc(input as VocInput).problems.map((one) => one.code);

describe('units', () => {
  test('molar volumes are those that books print: 24.06 L/mol at 20 °C, 24.47 at 25 °C', () => {
    expect(molarVolume(0)).toBe(22.414);
    expect(molarVolume(20)).toBeCloseTo(24.055, 3);
    expect(molarVolume(25)).toBeCloseTo(24.465, 3);
  });

  test('1 ppbv of benzene is 3.25 µg/m³ at 20 °C and 3.19 at 25 °C', () => {
    // 78.114 / 24.055 and 78.114 / 24.465, as conversion tables of agencies print them.
    expect(ppbvToMass(1, 78.114, 20)).toBeCloseTo(3.247, 3);
    expect(ppbvToMass(1, 78.114, 25)).toBeCloseTo(3.193, 3);
    expect(massToPpbv(3.193, 78.114, 25)).toBeCloseTo(1, 3);
  });
});

describe('what a cell says', () => {
  test.each([
    ['1.25', { state: 'measured', value: 1.25 }],
    ['0', { state: 'measured', value: 0 }],
    ['<0.02', { state: 'below', value: 0.02 }],
    ['＜ 0.02', { state: 'below', value: 0.02 }],
    ['0.02L', { state: 'below', value: 0.02 }],
    ['ND', { state: 'below', value: null }],
    ['未检出', { state: 'below', value: null }],
    ['-0.1', null],
    ['abc', null],
    ['1e999', null],
  ])('%s', (text, expected) => expect(vocCell(text)).toEqual(expected));
});

describe('a sample worked out by hand', () => {
  // At 25 °C, Vm = 24.4654 L/mol:
  //   ethane   4 ppbv × 30.070 / 24.4654 = 4.91633 µg/m³ × 0.28 =  1.37657
  //   ethylene 2 ppbv × 28.054 / 24.4654 = 2.29336 µg/m³ × 9.00 = 20.64025
  //   benzene  1 ppbv × 78.114 / 24.4654 = 3.19283 µg/m³ × 0.72 =  2.29884
  //   toluene  2 ppbv × 92.141 / 24.4654 = 7.53235 µg/m³ × 4.00 = 30.12940
  //   styrene  <0.2: 0.1 × 104.152 / 24.4654 = 0.42571 × 1.73   =  0.73648
  //   Freon-11 0.9 ppbv × 137.359 / 24.4654 = 5.05298, no MIR
  const result = evaluateVoc({
    unit: 'ppbv',
    values: { 乙烷: 4, '74-85-1': 2, Benzene: 1, a25003: 2, 苯乙烯: '<0.2', 'Freon-11': 0.9, 丙烷: null },
  });

  test('total and groups', () => {
    expect(result.tvoc!.ppbv).toBeCloseTo(10, 10);
    expect(result.tvoc!.mass).toBeCloseTo(23.41356, 3);
    expect(result.groups.map(({ group, ppbv, share, below }) => [group, ppbv, share, below])).toEqual([
      ['alkane', 4, 0.4, 0],
      ['alkene', 2, 0.2, 0],
      ['aromatic', 3.1, 0.31, 1],
      ['halocarbon', 0.9, 0.09, 0],
    ]);
  });

  test('ozone formation potential and its greatest parts', () => {
    expect(result.ofp!.total).toBeCloseTo(55.18154, 2);
    expect(result.ofp!.top.map(({ key }) => key)).toEqual([
      'toluene',
      'ethylene',
      'benzene',
      'ethane',
      'styrene',
    ]);
    expect(result.ofp!.top[0]!.ofp).toBeCloseTo(30.1294, 2);
    expect(result.ofp!.top[0]!.share).toBeCloseTo(0.546, 3);
    expect(result.ofp!.withoutMir).toEqual(['freon-11']);
  });

  test('ratios, what is missing, and what is not sure', () => {
    expect(result.ratios).toEqual([
      { name: 'T/B', value: 2, hint: 'traffic' },
      { name: 'X/E', value: null, hint: null },
      { name: 'iP/nP', value: null, hint: null },
    ]);
    expect(result.missing).toEqual(['propane']);
    expect(result.problems.map((one) => one.code)).toEqual(['VOC_MIR_MISSING', 'VOC_TABLE_UNVERIFIED']);
    expect(result.rules[0]!.confidence).toBe('memory');
  });

  test('each figure is told as on paper', () => {
    const step = (of: string) => result.steps.find((one) => one.of === of);
    expect(step('Vm')).toMatchObject({ formula: '22.414 × (273.15 + 25) / 273.15 L/mol', result: 24.47 });
    expect(step('toluene (µg/m³)')).toMatchObject({ formula: '2 × 92.141 / 24.47', result: 7.532 });
    expect(step('OFP toluene')).toMatchObject({ formula: '7.532 × 4', result: 30.13 });
    expect(step('styrene (µg/m³)')!.formula).toBe('0.5 × 0.2 × 104.152 / 24.47');
    expect(step('TVOC (ppbv)')).toMatchObject({ formula: '4 + 2 + 3.1 + 0.9', result: 10 });
    expect(step('OFP (µg/m³)')!.result).toBe(55.18);
    expect(step('OFP freon-11')).toBeUndefined();
  });
});

test('the same sample in µg/m³ at 20 °C gives the volume fractions of that temperature', () => {
  const result = evaluateVoc({ unit: 'µg/m³', temperature: 20, values: { benzene: 3.247 } });
  expect(result.tvoc!.ppbv).toBeCloseTo(0.99991, 3);
  expect(result.tvoc!.mass).toBe(3.247);
  expect(result.steps[1]).toMatchObject({ of: 'benzene (ppbv)', formula: '3.247 × 24.06 / 78.114' });
});

describe('ratios', () => {
  test('parts of xylene are added where they are told apart', () => {
    const ppbv: Record<string, number> = { 'm-xylene': 2, 'p-xylene': 1, ethylbenzene: 1 };
    expect(vocRatios((key) => ppbv[key] ?? null)[1]).toEqual({ name: 'X/E', value: 3, hint: 'fresh' });
  });

  test.each([
    ['T/B', 0.5, 'combustion'],
    ['T/B', 1, 'traffic'],
    ['T/B', 3, 'solvent'],
    ['X/E', 1.9, 'aged'],
    ['X/E', 2.5, 'between'],
    ['iP/nP', 0.7, 'coal'],
    ['iP/nP', 0.9, 'natural-gas'],
    ['iP/nP', 1.5, 'mixed'],
    ['iP/nP', 3, 'gasoline'],
    ['iP/nP', Number.POSITIVE_INFINITY, 'gasoline'],
  ] as const)('%s %d hints at %s', (name, value, hint) => expect(vocHint(name, value)).toBe(hint));
});

describe('what is wrong is told', () => {
  const unit = 'ppbv';
  test.each([
    [{ unit, values: { 无此物: 1, benzene: 1 } }, 'VOC_SPECIES_UNKNOWN'],
    [{ unit, values: { benzene: 1, 苯: 2 } }, 'VOC_SPECIES_TWICE'],
    [{ unit, values: { benzene: 'x' } }, 'VOC_VALUE_INVALID'],
    [{ unit, values: { benzene: -1 } }, 'VOC_VALUE_INVALID'],
    [{ unit: 'ppm', values: { benzene: 1 } }, 'VOC_UNIT_UNKNOWN'],
    [{ unit, temperature: 0, values: { benzene: 1 } }, 'VOC_TEMPERATURE_UNKNOWN'],
    [{ unit, values: {} }, 'VOC_VALUES_MISSING'],
    [{ unit, values: [1] }, 'VOC_VALUES_MISSING'],
    [{ unit, values: { 'm,p-xylene': 3, 'm-xylene': 2 } }, 'VOC_XYLENE_TWICE'],
  ])('%j', (input, code) => expect(codes(input)).toContain(code));

  test('the sum of xylenes never counts beside its parts', () => {
    const { tvoc } = evaluateVoc({ unit, values: { 'm,p-xylene': 3, 'm-xylene': 2, 'p-xylene': 1 } });
    expect(tvoc!.ppbv).toBe(3);
  });

  test('a negative MIR lowers the sum', () => {
    const { ofp } = evaluateVoc({ unit: 'µg/m³', values: { benzaldehyde: 10, toluene: 10 } });
    expect(ofp!.total).toBeCloseTo(10 * 4 - 10 * 0.67, 10);
  });
});
