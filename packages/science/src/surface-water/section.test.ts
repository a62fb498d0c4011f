import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { example } from '../golden.fixture.ts';
import { evaluateSection, type SectionInput } from './section.ts';

const codes = (result: { problems: readonly { code: string }[] }) => result.problems.map((one) => one.code);
const classOf = (item: string, value: unknown, kind: SectionInput['kind'] = 'river') => {
  const result = evaluateSection({ kind, values: { [item]: value as number } });
  return result.classes[item] ?? result.apart[item] ?? null;
};

/** GB 3838-2002 table 1 typed in here from the printed page, not read from packages/standards. */
const TABLE: Record<string, number[]> = {
  DO: [7.5, 6, 5, 3, 2],
  CODMn: [2, 4, 6, 10, 15],
  COD: [15, 15, 20, 30, 40],
  BOD5: [3, 3, 4, 6, 10],
  'NH3-N': [0.15, 0.5, 1.0, 1.5, 2.0],
  TP: [0.02, 0.1, 0.2, 0.3, 0.4],
  Cu: [0.01, 1, 1, 1, 1],
  Zn: [0.05, 1, 1, 2, 2],
  F: [1, 1, 1, 1.5, 1.5],
  Se: [0.01, 0.01, 0.01, 0.02, 0.02],
  As: [0.05, 0.05, 0.05, 0.1, 0.1],
  Hg: [0.00005, 0.00005, 0.0001, 0.001, 0.001],
  Cd: [0.001, 0.005, 0.005, 0.005, 0.01],
  Cr6: [0.01, 0.05, 0.05, 0.05, 0.1],
  Pb: [0.01, 0.01, 0.05, 0.05, 0.1],
  CN: [0.005, 0.05, 0.2, 0.2, 0.2],
  VPhenol: [0.002, 0.002, 0.005, 0.01, 0.1],
  Oil: [0.05, 0.05, 0.05, 0.5, 1],
  LAS: [0.2, 0.2, 0.2, 0.3, 0.3],
  S: [0.05, 0.1, 0.2, 0.5, 1],
};
const LAKE_TP = [0.01, 0.025, 0.05, 0.1, 0.2];
const NAMES = ['I', 'II', 'III', 'IV', 'V', '劣V'];

describe('worked example', () => {
  test('SW-1: classes, rating, multiples, main pollutants', () => {
    const { in: values, out } = example('SW-1');
    const result = evaluateSection({ values });
    expect(result).toMatchObject({ class: out.class, rating: out.rating, main: out.main });
    expect([result.missing, result.problems]).toEqual([[], []]);
    const notFirst = Object.entries(result.classes).filter(([, name]) => name !== 'I');
    expect(Object.fromEntries(notFirst.map(([item, name]) => [item, NAMES.indexOf(name) + 1]))).toEqual(
      out.class_each_not_I,
    );
    for (const { item, multiple } of result.exceeding)
      expect(multiple, item).toBeCloseTo(out.exceed_multiple[item], 3);
    expect(result.exceeding).toHaveLength(Object.keys(out.exceed_multiple).length);
    expect(result.rules.map((one) => `${one.version} ${one.confidence}`)).toEqual([
      'GB3838-2002@1 official-text',
      '环办〔2011〕22号@1 multi-source',
    ]);
    expect(result.steps.find((one) => one.of === 'TP')).toEqual({
      of: 'TP',
      rule: 'GB 3838-2002 表1',
      formula: '0.31 > 0.3 (IV), ≤ 0.4 (V)',
      result: 'V',
    });
  });
});

describe('limits belong to the better class', () => {
  test.each(Object.entries(TABLE))('%s', (item, limits) => {
    const worse = item === 'DO' ? -1e-9 : 1e-9;
    for (const limit of limits) {
      // Where neighbouring classes have one limit the better one is meant.
      expect(classOf(item, limit), `${limit}`).toBe(NAMES[limits.indexOf(limit)]);
      const beyond = limits.lastIndexOf(limit) + 1;
      expect(classOf(item, limit + worse), `${limit} and worse`).toBe(NAMES[beyond]);
    }
  });
  test('total phosphorus of a lake has limits of its own', () => {
    LAKE_TP.forEach((limit, i) => {
      expect(classOf('TP', limit, 'lake')).toBe(NAMES[i]);
      expect(classOf('TP', limit + 1e-9, 'lake')).toBe(NAMES[i + 1]);
    });
  });
  test('oxygen at 90 % of saturation is class I, whatever the concentration', () => {
    expect(evaluateSection({ values: { DO: 6.2, DOsat: 90 } }).classes).toEqual({ DO: 'I' });
    expect(evaluateSection({ values: { DO: 6.2, DOsat: 89.9 } }).classes).toEqual({ DO: 'II' });
    expect(evaluateSection({ values: { DO: 2, 溶解氧饱和度: 95 } })).toMatchObject({
      class: 'I',
      problems: [],
    });
    expect(evaluateSection({ values: { DO: 8, DOsat: 60 } }).classes).toEqual({ DO: 'I' });
    expect(evaluateSection({ values: { DOsat: 95, TP: 0.1 } }).classes).toEqual({ TP: 'II' });
  });
  test('pH has two sides', () => {
    expect([5.99, 6, 7, 9, 9.01].map((value) => classOf('pH', value))).toEqual(['劣V', 'I', 'I', 'I', '劣V']);
  });
});

describe('told apart', () => {
  test('total nitrogen of a lake and coliforms do not enter the class', () => {
    const values = { DO: 8, TN: 3, FC: 10_001 };
    const lake = evaluateSection({ kind: 'lake', values });
    expect([lake.class, lake.apart]).toEqual(['I', { TN: '劣V', FC: 'IV' }]);
    const river = evaluateSection({ values });
    expect([river.class, river.apart, codes(river)]).toEqual(['I', { FC: 'IV' }, ['WATER_ITEM_NOT_RATED']]);
  });
});

describe('main pollutants', () => {
  test('heavy metals and cyanide come first whenever they exceed', () => {
    const result = evaluateSection({ values: { TP: 0.5, CODMn: 40, Cd: 0.006, CN: 0.3, DO: 1 } });
    expect(result.exceeding.map((one) => one.item)).toEqual(['CN', 'Cd', 'CODMn', 'TP', 'DO']);
    expect(result.main).toEqual(['CN', 'Cd', 'CODMn']);
    // Which metals are meant is our reading, and that is told.
    expect(result.rules.map((one) => one.confidence)).toEqual(['official-text', 'multi-source', 'memory']);
  });
  test('worse class before larger multiple; no multiple stands behind', () => {
    // BOD5 V with 1.25, oil IV with 8
    const result = evaluateSection({ values: { BOD5: 9, Oil: 0.45, DO: 2.5, pH: 9.5 } });
    expect(result.exceeding.map((one) => [one.item, one.class, one.multiple])).toEqual([
      ['pH', '劣V', null],
      ['BOD5', 'V', 1.25],
      ['DO', 'V', null],
      ['Oil', 'IV', 8],
    ]);
  });
  test('equal multiples keep the order of the table, whatever a double makes of them', () => {
    // In doubles (6.6−6)/6, (1.1−1)/1 and (0.22−0.2)/0.2 differ in the last digit.
    const values = { COD: 22, CODMn: 6.6, BOD5: 4.4, 'NH3-N': 1.1, TP: 0.22 };
    const result = evaluateSection({ values });
    expect(new Set(result.exceeding.map((one) => one.multiple))).toEqual(new Set([0.1]));
    expect(result.exceeding.map((one) => one.item)).toEqual(['CODMn', 'COD', 'BOD5', 'NH3-N', 'TP']);
  });
});

describe('below detection', () => {
  test('half the limit enters; nothing that was not detected exceeds', () => {
    const result = evaluateSection({ values: { 'NH3-N': { lt: 0.4 }, DO: 8 } });
    expect([result.used['NH3-N'], result.classes['NH3-N']]).toEqual([0.2, 'II']);
    expect(result.rules.at(-1)!.confidence).toBe('memory');
    const poor = evaluateSection({ values: { Hg: { lt: 0.01 } } });
    expect([poor.class, poor.exceeding, codes(poor)]).toEqual(['III', [], ['WATER_DETECTION_LIMIT_HIGH']]);
    expect(evaluateSection({ values: { Hg: { value: 0.005 } } }).class).toBe('劣V');
  });
  test('as laboratories write it', () => {
    for (const text of ['<0.4', '0.4L', '＜ 0.4'])
      expect(evaluateSection({ values: { 'NH3-N': text } }).used).toEqual({ 'NH3-N': 0.2 });
    expect(codes(evaluateSection({ values: { 'NH3-N': 'ND', DO: 8 } }))).toEqual(['WATER_VALUE_INVALID']);
  });
  test('little oxygen stays little oxygen', () => {
    expect(classOf('DO', { lt: 0.5 })).toBe('劣V');
  });
  test('in a mean of samples', () => {
    const result = evaluateSection({ samples: [{ TP: { lt: 0.01 } }, { TP: 0.3 }, { TP: 0.295 }] });
    expect([result.used.TP, result.class]).toEqual([0.2, 'III']);
    const some = evaluateSection({ samples: [{ TP: { lt: 0.01 } }, { TP: 0.7 }, { TP: 0.6 }] });
    expect([some.used.TP, some.class]).toEqual([0.435, '劣V']);
    const none = evaluateSection({ samples: [{ Hg: { lt: 0.01 } }, { Hg: { lt: 0.03 } }] });
    expect([none.used.Hg, none.exceeding]).toEqual([0.01, []]);
  });
});

describe('means', () => {
  test('are decimal: 0.1, 0.2 and 0.3 keep a limit of 0.2', () => {
    expect((0.1 + 0.2 + 0.3) / 3).toBeGreaterThan(0.2);
    expect(evaluateSection({ samples: [{ TP: 0.1 }, { TP: 0.2 }, { TP: 0.3 }] }).class).toBe('III');
  });
});

describe('names and units', () => {
  test('symbol, Chinese name and code are one item; micrograms are told in milligrams', () => {
    const same = [
      { TP: 0.31 },
      { 总磷: 0.31 },
      { w21011: 0.31 },
      { TP: { value: 310, unit: 'µg/L' } },
      { w21011: { value: 0.31, unit: '毫克/升' } },
    ].map((values) => evaluateSection({ values }));
    for (const one of same)
      expect([one.classes, one.used, one.problems]).toEqual([{ TP: 'V' }, { TP: 0.31 }, []]);
  });
  test('the scale of the unit changes nothing, also on a limit', () => {
    const scales = [
      ['g/L', 3],
      ['mg/L', 0],
      ['ug/L', -3],
      ['ng/L', -6],
      ['mg/m3', -3],
    ] as const;
    const items = Object.keys(TABLE);
    fc.assert(
      fc.property(fc.constantFrom(...items), fc.integer({ min: 0, max: 50_000 }), (item, millionths) => {
        const at = (power: number, unit: string) =>
          evaluateSection({ values: { [item]: { value: Number(`${millionths}e${-6 - power}`), unit } } })
            .class;
        const classes = scales.map(([unit, power]) => at(power, unit));
        expect(new Set(classes).size).toBe(1);
      }),
    );
  });
  test('units that are not known or foreign are not guessed', () => {
    const result = evaluateSection({
      values: { TP: { value: 1, unit: 'ppm' }, Cu: { value: 1, unit: 'm3' }, DO: 8 },
    });
    expect([result.classes, codes(result)]).toEqual([
      { DO: 'I' },
      ['WATER_UNIT_UNKNOWN', 'WATER_UNIT_FOREIGN'],
    ]);
  });
  test('a code whose printed unit is another one is told', () => {
    expect(codes(evaluateSection({ values: { w20111: 0.00002 } }))).toEqual(['WATER_UNIT_ASSUMED']);
    expect(evaluateSection({ values: { w20111: { value: 0.02, unit: 'ug/L' } } })).toMatchObject({
      used: { Hg: 0.00002 },
      problems: [],
    });
  });
  test('two values of one item are not chosen between; the same one twice is one', () => {
    const result = evaluateSection({ values: { w20122: 0.5, w20138: 1.5, DO: 8 } });
    expect([result.class, codes(result)]).toEqual(['I', ['WATER_ITEM_TWICE']]);
    expect(evaluateSection({ values: { Cu: 0.5, 铜: 0.5 } }).class).toBe('II');
  });
});

describe('bad input is told', () => {
  test.each([
    [-1],
    [Number.NaN],
    ['x'],
    [{}],
    [{ value: 1, lt: 2 }],
    [{ value: '1' }],
    [{ value: 1, unit: 3 }],
    [{ lt: 0 }],
    [[]],
    [true],
  ])('%j', (value) => {
    const result = evaluateSection({ values: { TP: value as never, DO: 8 } });
    expect([result.class, codes(result), result.missing.includes('TP')]).toEqual([
      'I',
      ['WATER_VALUE_INVALID'],
      true,
    ]);
  });
  test('a pH beyond 14 or below detection', () => {
    expect(codes(evaluateSection({ values: { pH: 71, DO: 8 } }))).toEqual(['WATER_VALUE_INVALID']);
    expect(codes(evaluateSection({ values: { pH: { lt: 1 }, DO: 8 } }))).toEqual(['WATER_VALUE_INVALID']);
  });
  test('nothing, no time, an early time', () => {
    const nothing = evaluateSection({ values: {} });
    expect([nothing.class, codes(nothing), nothing.missing]).toEqual([
      null,
      ['WATER_NOTHING_TO_RATE'],
      expect.arrayContaining(['pH', 'S']),
    ]);
    expect(codes(evaluateSection({ time: Number.NaN, values: { DO: 8 } }))).toEqual(['WATER_TIME_INVALID']);
    const early = evaluateSection({ time: Date.parse('2005-01-01'), values: { DO: 8 } });
    expect([early.class, codes(early)]).toEqual(['I', ['WATER_EDITION_LATER']]);
  });
  test('a kind of water that is none', () => {
    const result = evaluateSection({ kind: 'pond' as never, values: { DO: 8 } });
    expect([result.class, result.kind, codes(result)]).toEqual([null, null, ['WATER_KIND_UNKNOWN']]);
  });
  test('nothing that comes in makes it throw', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('TP', 'DO', 'pH', '__proto__', 'x'), fc.anything()),
        (values) => {
          expect(evaluateSection({ values: values as never }).rules.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('any section', () => {
  const value = fc.double({ min: 0, max: 60, noNaN: true });
  const values = fc.dictionary(fc.constantFrom(...Object.keys(TABLE)), value, { minKeys: 1 });
  test('the order of the items does not matter', () => {
    fc.assert(
      fc.property(values, (given) => {
        const turned = Object.fromEntries(Object.entries(given).reverse());
        const { used: _, ...one } = evaluateSection({ values: given });
        const { used: __, ...other } = evaluateSection({ values: turned });
        expect(other).toEqual(one);
      }),
    );
  });
  test('one more item never betters the class, and the class is the worst by a plain look at the table', () => {
    const plain = (given: Record<string, number>) =>
      Math.max(
        ...Object.entries(given).map(([item, figure]) => {
          const at = TABLE[item]!.findIndex((limit) => (item === 'DO' ? figure >= limit : figure <= limit));
          return at < 0 ? 5 : at;
        }),
      );
    const index = (given: Record<string, number>) => NAMES.indexOf(evaluateSection({ values: given }).class!);
    fc.assert(
      fc.property(values, fc.constantFrom(...Object.keys(TABLE)), value, (given, item, figure) => {
        expect(index(given)).toBe(plain(given));
        if (!(item in given))
          expect(index({ ...given, [item]: figure })).toBeGreaterThanOrEqual(index(given));
      }),
    );
  });
});
