import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { example } from '../golden.fixture.ts';
import { evaluateChange } from './change.ts';
import { evaluateSectionSet, type SectionSetInput } from './section-set.ts';

const codes = (result: { problems: readonly { code: string }[] }) => result.problems.map((one) => one.code);
const sections = (...values: Record<string, number>[]): SectionSetInput => ({
  sections: values.map((one, i) => ({ id: `s${i}`, values: one })),
});
const times = <T>(n: number, one: T): T[] => Array.from({ length: n }, () => one);
const GOOD = { DO: 6, 'NH3-N': 0.4 };
const BAD = { DO: 6, 'NH3-N': 2.5 };

describe('worked examples', () => {
  test.each(['SW-2', 'SW-3'])('%s: a river by the shares of its sections', (id) => {
    const { in: given, out } = example(id);
    const result = evaluateSectionSet({ n: given.n, good: given.good, worseV: given.worse_V });
    expect(result.rating).toBe(out.rating);
    expect(result.goodShare).toBeCloseTo(out.share_good, 1);
    if (out.share_bad !== undefined) expect(result.badShare).toBeCloseTo(out.share_bad, 1);
    expect([result.by, result.problems]).toEqual(['shares', []]);
  });
  test('SW-4: change between two periods', () => {
    const { in: given, out } = example('SW-4');
    const side = (i: number) => ({ goodShare: given.good[i], badShare: given.bad[i] });
    const change = evaluateChange(side(0), side(1));
    expect(change).toMatchObject({ dG: out.dG, dD: out.dD, verdict: 'someBetter' });
    expect(change.dG! - change.dD!).toBe(out.dG_minus_dD);
    expect(out.verdict).toContain(change.verdictZh);
    expect(change.rule!.confidence).toBe('mixed');
  });
});

describe('shares', () => {
  // 20 sections: 5 % each
  test.each([
    [18, 2, '优'],
    [17, 0, '良好'],
    [15, 5, '良好'],
    [14, 3, '轻度污染'],
    [14, 4, '中度污染'],
    [12, 7, '中度污染'],
    [12, 8, '重度污染'],
    [0, 20, '重度污染'],
  ])('%i good and %i worse than V of 20: %s', (good, worseV, rating) => {
    expect(evaluateSectionSet({ n: 20, good, worseV }).rating).toBe(rating);
  });
  test('a share on the limit counts, however many sections make it', () => {
    // 90 % exactly, where a float of 63/70·100 may not be
    for (const tens of [1, 3, 7, 11, 29, 41])
      expect(evaluateSectionSet({ n: 10 * tens, good: 9 * tens, worseV: 0 }).rating).toBe('优');
  });
  test('from the sections themselves, with the items that exceed most often', () => {
    const given = sections(...times(6, GOOD), { ...BAD, CODMn: 7 }, BAD);
    const result = evaluateSectionSet(given);
    expect(result).toMatchObject({ n: 8, by: 'shares', goodShare: 75, badShare: 25, rating: '良好' });
    expect(result.exceedRates).toEqual({ 'NH3-N': 25, CODMn: 12.5 });
    expect(result.main).toEqual(['NH3-N', 'CODMn']);
    expect(result.sections.at(-1)).toEqual({ id: 's7', class: '劣V', rating: '重度污染', main: ['NH3-N'] });
    expect(result.missing).not.toContain('DO');
    expect(result.missing).toContain('CODMn');
  });
});

describe('fewer than five sections', () => {
  test('are rated by their mean concentrations, and each by itself', () => {
    const result = evaluateSectionSet(sections(GOOD, GOOD, GOOD, BAD));
    // (3·0.4 + 2.5)/4 = 0.925
    expect(result).toMatchObject({
      n: 4,
      by: 'mean',
      class: 'III',
      rating: '良好',
      used: { 'NH3-N': 0.925 },
    });
    expect(result.sections.map((one) => one.class)).toEqual(['II', 'II', 'II', '劣V']);
    expect(evaluateSectionSet(sections(GOOD, GOOD, GOOD, GOOD, BAD))).toMatchObject({
      by: 'shares',
      class: null,
    });
  });
  test('points of a lake are rated by the limits of lakes', () => {
    const points = [0.03, 0.05].map((TP) => ({ kind: 'lake' as const, values: { TP } }));
    expect(evaluateSectionSet({ sections: points })).toMatchObject({ used: { TP: 0.04 }, class: 'III' });
    expect(evaluateSectionSet(sections({ TP: 0.03 }, { TP: 0.05 }))).toMatchObject({ class: 'II' });
  });
  test('numbers alone do not tell', () => {
    const result = evaluateSectionSet({ n: 4, good: 4, worseV: 0 });
    expect([result.rating, result.goodShare, codes(result)]).toEqual([null, 100, ['WATER_FEW_SECTIONS']]);
  });
  test('a value that some sections lack is told', () => {
    const result = evaluateSectionSet(sections(GOOD, { DO: 6 }));
    expect(codes(result)).toEqual(['WATER_ITEM_NOT_EVERYWHERE']);
  });
});

describe('bad input is told', () => {
  test.each([
    [{}],
    [{ n: 3 }],
    [{ n: 0, good: 0, worseV: 0 }],
    [{ n: 10, good: 8, worseV: 3 }],
    [{ n: 10.5, good: 8, worseV: 1 }],
    [{ goodShare: 80, badShare: 30 }],
    [{ goodShare: -1, badShare: 30 }],
    [{ n: 10, good: '8', worseV: 1 }],
  ])('%j', (input) => {
    const result = evaluateSectionSet(input as SectionSetInput);
    expect([result.rating, codes(result)]).toEqual([null, ['WATER_SECTIONS_INVALID']]);
  });
  test('sections without a class are not counted', () => {
    const result = evaluateSectionSet({
      sections: [...times(5, { values: GOOD }), { values: {} }, null as never, { kind: 'x' as never }],
    });
    expect([result.n, result.rating]).toEqual([5, '优']);
    expect(result.problems.map((one) => [one.code, one.path])).toEqual([
      ['WATER_SECTION_WITHOUT_CLASS', 'sections.5'],
      ['WATER_SECTION_WITHOUT_CLASS', 'sections.6'],
      ['WATER_KIND_UNKNOWN', 'sections.7.kind'],
    ]);
    expect(codes(evaluateSectionSet({ sections: [] }))).toEqual(['WATER_NOTHING_TO_RATE']);
  });
});

describe('change', () => {
  const change = (g1: number, d1: number, g2: number, d2: number) =>
    evaluateChange({ goodShare: g1, badShare: d1 }, { goodShare: g2, badShare: d2 }).verdict;
  test('10 and 20 points belong to the smaller change', () => {
    expect(change(70, 10, 80, 10)).toBe('none');
    expect(change(70, 10, 80.1, 10)).toBe('someBetter');
    expect(change(70, 10, 80, 0)).toBe('someBetter');
    expect(change(70, 10, 80.1, 0)).toBe('markedBetter');
    expect(change(70, 0, 60, 10)).toBe('someWorse');
    expect(change(70, 0, 59.9, 10)).toBe('markedWorse');
    // 0.1 + 0.2 in doubles
    expect(change(70.1, 0.2, 80, 0.1)).toBe('none');
  });
  test('of a section by how many classes it moved', () => {
    const moved = (from: string, to: string) => evaluateChange({ class: from }, { class: to }).verdict;
    expect([moved('III', 'III'), moved('III', 'II'), moved('II', 'IV'), moved('劣V', 'IV')]).toEqual([
      'none',
      'someBetter',
      'markedWorse',
      'markedBetter',
    ]);
  });
  test('turned round it is the opposite', () => {
    const share = fc.integer({ min: 0, max: 1_000 }).map((n) => n / 10);
    const opposite = { none: 'none', someBetter: 'someWorse', markedBetter: 'markedWorse' } as Record<
      string,
      string
    >;
    fc.assert(
      fc.property(share, share, share, share, (g1, d1, g2, d2) => {
        const there = change(g1, d1, g2, d2)!;
        const back = change(g2, d2, g1, d1)!;
        expect(opposite[there] ?? there).toBe(opposite[there] ? back : there);
        if (there in opposite) expect(back).toBe(opposite[there]);
        else expect(opposite[back]).toBe(there);
      }),
    );
  });
  test('what cannot be compared has no verdict', () => {
    expect(evaluateChange({ class: 'III' }, { goodShare: 90, badShare: 0 }).verdict).toBeNull();
    expect(evaluateChange({}, {}).verdict).toBeNull();
    const few = evaluateSectionSet(sections(GOOD));
    const many = evaluateSectionSet(sections(...times(5, GOOD)));
    expect(evaluateChange(few, many).verdict).toBeNull();
  });
});
