import { describe, expect, test } from 'vitest';
import { FACTORS_2017 } from './factors.ts';
import { CONFIDENCE_WORDS } from './schema.ts';
import {
  VOC_GROUPS,
  VOC_LISTS,
  VOC_MP_XYLENE,
  VOC_SPECIES,
  vocByName,
  vocSpecies,
  vocSpelling,
} from './voc-species.ts';

/** IUPAC standard atomic weights, abridged. */
const WEIGHTS: Readonly<Record<string, number>> = {
  H: 1.008,
  C: 12.011,
  O: 15.999,
  F: 18.998,
  S: 32.06,
  Cl: 35.45,
  Br: 79.904,
};
const massOf = (formula: string) =>
  [...formula.matchAll(/([A-Z][a-z]?)(\d*)/g)].reduce(
    (sum, [, element, count]) => sum + WEIGHTS[element!]! * Number(count || 1),
    0,
  );

describe('the list of VOC species', () => {
  test('has 57 of PAMS, 13 carbonyls and 47 of TO-15, and m- and p-xylene as one', () => {
    expect(VOC_LISTS.map((list) => VOC_SPECIES.filter((one) => one.list === list).length)).toEqual([
      57, 13, 47,
    ]);
    expect(VOC_SPECIES.filter((one) => one.list === null).map((one) => one.key)).toEqual([VOC_MP_XYLENE]);
    const pams = VOC_SPECIES.filter((one) => one.list === 'PAMS');
    expect(VOC_GROUPS.map((group) => pams.filter((one) => one.group === group).length)).toEqual([
      29, 10, 1, 17, 0, 0, 0,
    ]);
  });

  test('every row is whole, and says how sure it is', () => {
    for (const one of VOC_SPECIES) {
      expect(VOC_GROUPS, one.key).toContain(one.group);
      expect(CONFIDENCE_WORDS, one.key).toContain(one.confidence);
      expect(
        [one.nameZh, one.nameEn].every((name) => name.trim() !== ''),
        one.key,
      ).toBe(true);
      expect(/\p{Script=Han}/u.test(one.nameEn), one.key).toBe(false);
      expect(one.mir === null || (one.mir > -1 && one.mir < 20), one.key).toBe(true);
    }
  });

  test('molar masses are those of the formulas', () => {
    for (const one of VOC_SPECIES) expect(one.molarMass, one.key).toBeCloseTo(massOf(one.formula), 2);
  });

  test('the check digit of every CAS number is right, and no number stands twice', () => {
    const numbers = VOC_SPECIES.flatMap((one) => (one.cas ? [one.cas] : []));
    expect(new Set(numbers).size).toBe(numbers.length);
    for (const cas of numbers) {
      const digits = cas.replaceAll('-', '');
      const sum = [...digits.slice(0, -1)]
        .reverse()
        .reduce((total, digit, i) => total + Number(digit) * (i + 1), 0);
      expect(sum % 10, cas).toBe(Number(digits.at(-1)));
    }
  });

  test('hydrocarbons have the hydrogen of their group', () => {
    const atoms = (formula: string) => {
      const [, c, h] = /^C(\d+)H(\d+)$/.exec(formula)!;
      return { c: Number(c), h: Number(h) };
    };
    for (const one of VOC_SPECIES.filter(({ group }) => ['alkane', 'alkene', 'alkyne'].includes(group))) {
      const { c, h } = atoms(one.formula);
      const ring = /cyclo/.test(one.key) ? 1 : 0;
      const bonds =
        one.group === 'alkyne' ? 2 : one.group === 'alkane' ? 0 : /diene|isoprene/.test(one.key) ? 2 : 1;
      expect(h, one.key).toBe(2 * c + 2 - 2 * (bonds + ring));
    }
  });

  test('codes of HJ 212 exist, each for one species', () => {
    const codes = VOC_SPECIES.flatMap((one) => (one.code ? [one.code] : []));
    expect(new Set(codes).size).toBe(codes.length);
    const names = new Map(FACTORS_2017.map((row) => [row.code, row.nameZh]));
    expect(codes.filter((code) => !names.has(code))).toEqual([]);
    // Where the printed name is one that people use, it has to lead to the same species.
    for (const one of VOC_SPECIES.filter(({ code }) => code !== null)) {
      const printed = vocByName(names.get(one.code!)!);
      if (printed) expect(printed.key, one.code!).toBe(one.key);
    }
  });

  test('no name means two species', () => {
    const owners = new Map<string, string>();
    for (const one of VOC_SPECIES)
      for (const name of [one.key, one.nameZh, one.nameEn, ...one.names]) {
        const spelling = vocSpelling(name);
        expect(owners.get(spelling) ?? one.key, name).toBe(one.key);
        owners.set(spelling, one.key);
      }
  });

  test('a species is found by name, symbol, CAS number and code', () => {
    for (const name of ['间/对-二甲苯', 'm,p-Xylene', '间，对二甲苯', '对/间-二甲苯'])
      expect(vocByName(name)?.key, name).toBe(VOC_MP_XYLENE);
    for (const name of ['甲苯', 'Toluene', ' toluene ', '108-88-3', 'CAS 108-88-3', 'a25003'])
      expect(vocByName(name)?.key, name).toBe('toluene');
    for (const name of ['1,2,4-三甲基苯', '1，2，4—三甲苯', '95-63-6'])
      expect(vocByName(name)?.key, name).toBe('1,2,4-trimethylbenzene');
    expect(vocByName('反式-2-丁烯')?.key).toBe('trans-2-butene');
    expect(vocByName('二甲苯')).toBeNull();
    expect(vocSpecies('benzene')?.mir).toBe(0.72);
  });

  test('the mean of m- and p-xylene stands for both', () => {
    const mir = (key: string) => vocSpecies(key)!.mir!;
    expect(mir(VOC_MP_XYLENE)).toBeCloseTo((mir('m-xylene') + mir('p-xylene')) / 2, 1);
  });
});
