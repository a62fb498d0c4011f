import { describe, expect, test } from 'vitest';
import type { SceneBand } from '../../contract.ts';
import { CHANGE_CLASSES } from '../../contract.ts';
import en from '../../i18n/en.json' with { type: 'json' };
import zh from '../../i18n/zh-CN.json' with { type: 'json' };
import { attributesOf } from './attributes.ts';
import { CHANGE_RULES, changeConfidence, classify } from './classify.ts';
import { comparedRoles } from './compared.ts';

const ROLES = ['B', 'G', 'R', 'N', 'S1', 'S2'] as const;
const means = (...values: number[]) => Object.fromEntries(ROLES.map((role, i) => [role, values[i]!]));
/** Reflectances in the order of magnitude of published spectra. */
const STEPPE = means(0.07, 0.1, 0.12, 0.35, 0.26, 0.2);
const judge = (after: object, { area = 40_000, elongation = 1.4, before = STEPPE as object } = {}) =>
  attributesOf([...ROLES], [before], [after], [{ area, elongation }], false)[0]!;
const guess = (...args: Parameters<typeof judge>) => classify(judge(...args).attributes);

describe('first guess', () => {
  test.each([
    ['dark grey, large', means(0.07, 0.08, 0.09, 0.11, 0.15, 0.14), {}, 'mining'],
    ['the same, long and narrow', means(0.07, 0.08, 0.09, 0.11, 0.15, 0.14), { elongation: 40 }, 'road'],
    ['dark in all bands', means(0.05, 0.05, 0.05, 0.08, 0.1, 0.09), {}, 'photovoltaic'],
    ['bright without colour', means(0.3, 0.32, 0.33, 0.36, 0.38, 0.36), { area: 4_000 }, 'building'],
    ['dense green', means(0.03, 0.06, 0.04, 0.42, 0.18, 0.09), {}, 'farm'],
    ['water', means(0.06, 0.05, 0.03, 0.02, 0.01, 0.01), {}, 'water'],
    ['snow', means(0.85, 0.85, 0.83, 0.75, 0.12, 0.1), {}, 'natural'],
    ['bare soil', means(0.12, 0.16, 0.21, 0.27, 0.34, 0.31), {}, 'bare'],
    ['the same as before', STEPPE, {}, null],
  ] as const)('%s', (_, after, shape, wanted) => {
    expect(guess(after, shape).class).toBe(wanted);
  });
  test('snow and water that went are nature', () => {
    expect(guess(STEPPE, { before: means(0.85, 0.85, 0.83, 0.75, 0.12, 0.1) }).class).toBe('natural');
    expect(guess(STEPPE, { before: means(0.06, 0.05, 0.03, 0.02, 0.01, 0.01) }).class).toBe('natural');
  });
  test('without short-wave infrared only rules that do without it apply', () => {
    const four = ['B', 'G', 'R', 'N'] as const;
    const pick = (one: Record<string, number>) =>
      Object.fromEntries(four.map((role) => [role, 1_000 * one[role]!]));
    const judged = attributesOf(
      [...four],
      [pick(STEPPE)],
      [pick(means(0.06, 0.05, 0.03, 0.02, 0.01, 0.01))],
      [{ area: 9_000, elongation: 1 }],
      true,
    )[0]!;
    expect(classify(judged.attributes)).toMatchObject({ class: 'water', rule: 'water-came-4' });
    expect(Object.keys(judged.indexChange).sort()).toEqual(['ndvi', 'ndwi']);
  });
  test('index changes are those of the means', () => {
    const after = means(0.05, 0.05, 0.05, 0.08, 0.1, 0.09);
    const { indexChange } = judge(after);
    const ndvi = (0.08 - 0.05) / (0.08 + 0.05) - (0.35 - 0.12) / (0.35 + 0.12);
    expect(indexChange.ndvi).toBeCloseTo(ndvi, 4);
    expect(indexChange.mndwi).toBeCloseTo((0.05 - 0.1) / 0.15 - (0.1 - 0.26) / 0.36, 4);
  });
  test('every rule and class has its words, in both languages', () => {
    for (const texts of [zh, en] as Record<string, string>[]) {
      for (const { key } of CHANGE_RULES) expect(texts[`rule.${key}`], key).toBeTruthy();
      for (const one of CHANGE_CLASSES) expect(texts[`class.${one}`], one).toBeTruthy();
    }
    expect(Object.keys(zh)).toEqual(Object.keys(en));
  });
});

test('confidence of a change: one half at the threshold, more above it', () => {
  expect(changeConfidence(0.2, 0.2)).toBe(0.5);
  expect(changeConfidence(0.4, 0.2)).toBe(0.75);
  expect(changeConfidence(0.1, 0.2)).toBe(0.5);
});

test('bands that two scenes can be compared by', () => {
  const of = (sensor: 'sentinel-2-l2a' | 'gaofen' | 'thematic', ...roles: string[]) => ({
    sensor,
    reflectance: sensor === 'sentinel-2-l2a',
    bands: roles.map((role, i) => ({ number: i + 1, role }) as SceneBand),
  });
  const s2 = of('sentinel-2-l2a', 'B', 'G', 'R', 'N', 'S1', 'S2');
  const gf = of('gaofen', 'N', 'R', 'G', 'B');
  const code = (wanted: string) => expect.objectContaining({ code: wanted });
  expect(comparedRoles(s2, s2, { method: 'cva' })).toEqual([...ROLES]);
  expect(comparedRoles(s2, s2, { method: 'cva', roles: ['N', 'R'] })).toEqual(['R', 'N']);
  expect(comparedRoles(s2, gf, { method: 'ir-mad' })).toEqual(['B', 'G', 'R', 'N']);
  expect(() => comparedRoles(s2, gf, { method: 'cva' })).toThrow(code('IMAGERY_UNITS_DIFFER'));
  expect(() => comparedRoles(s2, gf, { method: 'ir-mad', roles: ['S1', 'R'] })).toThrow(
    code('IMAGERY_BANDS_DIFFER'),
  );
  expect(() => comparedRoles(gf, of('thematic', 'class'), { method: 'cva' })).toThrow(
    code('IMAGERY_SENSOR_UNFIT'),
  );
});
