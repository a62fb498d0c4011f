import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluateRadiationDeadline } from './deadline.ts';
import { evaluateGrade } from './grade.ts';
import { evaluateNorm } from './norm.ts';

const codes = (result: { problems: readonly { code: string }[] }) => result.problems.map((one) => one.code);
const at = (text: string) => Date.parse(text.length === 10 ? `${text}T00:00:00+08:00` : text);

describe('deadline', () => {
  test.each([
    // Twenty days from 10 November 2026 end on Monday the 30th.
    ['transfer-file', '2026-11-10', '2026-11-30T23:59:59+08:00'],
    // Wed 4 November is the first working day: three, five a week, the twentieth on Tue 1 December.
    ['lic-review', '2026-11-03', '2026-12-01T23:59:59+08:00'],
    // The notice of 2027 is not there, but 1 January is a day off by regulation: Friday, then a weekend.
    ['transfer-file', '2026-12-12', '2027-01-04T23:59:59+08:00'],
    // 28, 29, 30, 31 December, 4 to 8 January, Monday the 11th.
    ['import-review', '2026-12-25', '2027-01-11T23:59:59+08:00'],
    // Five years with 29 February as their first day: there is none in 2029.
    ['lic-valid', '2024-02-29', '2029-02-28T23:59:59+08:00'],
    ['acc-unit', '2026-11-23T09:40:00+08:00', '2026-11-23T11:40:00+08:00'],
    ['acc-unit', '2026-10-01T23:30:00+08:00', '2026-10-02T01:30:00+08:00'],
    ['lic-valid', '2021-12-01', '2026-11-30T23:59:59+08:00'],
    // 30 days before the end of a licence: Saturday 31 October does not move.
    ['lic-renew', '2026-11-30', '2026-10-31T23:59:59+08:00'],
    ['annual-report', '2026-11-23', '2027-01-31T23:59:59+08:00'],
    ['annual-report', '2027-01-31', '2027-01-31T23:59:59+08:00'],
    // Three months from 30 November: the last of February 2027 is a Sunday, so Monday.
    ['idle-return', '2026-11-30', '2027-03-01T23:59:59+08:00'],
  ])('%s from %s ends %s', (clock, trigger, due) => {
    expect(evaluateRadiationDeadline({ clock, trigger: at(trigger) }).due).toBe(due);
  });
  test('an end that does not move is to be remembered on the working day before', () => {
    // 31 January 2027 is a Sunday.
    const result = evaluateRadiationDeadline({ clock: 'annual-report', trigger: at('2026-11-23') });
    expect([result.remindBy, codes(result)]).toEqual(['2027-01-29', ['CLOCK_CALENDAR_YEAR_UNKNOWN']]);
  });
  test('the light; what is unknown; what is from memory; all of them', () => {
    const found = { clock: 'acc-unit', trigger: at('2026-11-23T09:40:00+08:00'), warnHours: 1 };
    expect(evaluateRadiationDeadline({ ...found, at: at('2026-11-23T11:00:00+08:00') }).light).toBe('yellow');
    expect(evaluateRadiationDeadline({ ...found, at: at('2026-11-23T12:00:00+08:00') }).light).toBe('red');
    expect(codes(evaluateRadiationDeadline({ clock: 'nobody' }))).toEqual(['RADIATION_CLOCK_UNKNOWN']);
    expect(codes(evaluateRadiationDeadline({ clock: 'exam', trigger: 0 }))).toContain(
      'RADIATION_CLOCK_UNVERIFIED',
    );
    expect(evaluateRadiationDeadline({}).clocks).toHaveLength(33);
  });
});

describe('grade', () => {
  test.each([
    [{ category: 'III', event: 'stolen' }, '较大'],
    [{ category: 'Ⅱ类', event: '丢失', wideContamination: true }, '特别重大'],
    [{ category: 2, event: 'lost' }, '重大'],
    [{ severe: 2, deaths: 0 }, '较大'],
    [{ severe: 10 }, '重大'],
    [{ deaths: 2 }, '重大'],
    [{ deaths: 3 }, '特别重大'],
    [{ category: 'V', lost: true }, '一般'],
    [{ overLimit: true }, '一般'],
    [{ category: 'IV', event: 'lost', severe: 1 }, '较大'],
    [{ localContamination: true }, '重大'],
  ])('%o is %s', (input, grade) => {
    expect(evaluateGrade(input).grade).toBe(grade);
  });
  test('the category to start with is the graver of code and activity; both activities stand in the form', () => {
    const result = evaluateGrade({
      code: '0426IR000012',
      nuclide: 'Ir-192',
      activity: 1.48e12,
      measuredAt: at('2026-07-26'),
      at: at('2026-11-23'),
      event: 'lost',
    });
    expect([result.grade, result.category.used, result.category.byActivity]).toEqual(['重大', 'II', 'III']);
    expect(codes(result)).toContain('RADIATION_GRADE_TWO_CATEGORIES');
    const sources = result.report.parts.find((one) => one.key === 'sources')!.values;
    expect(sources).toMatchObject({
      事故源核素名称: 'Ir-192',
      '出厂活度（Bq）': 1.48e12,
      出厂日期: '2026-07-26',
    });
    // 120 days: 4.797e11 Bq.
    expect((sources['事故时活度（Bq）'] as number) / 4.797e11).toBeCloseTo(1, 3);
    expect(result.report.parts.find((one) => one.key === 'type')!.values).toMatchObject({
      丢失: true,
      被盗: null,
    });
    expect(result.clocks).toEqual(['acc-unit', 'acc-local', 'acc-province', 'acc-state-council']);
  });
  test('a lost source without a category; nothing at all', () => {
    expect(codes(evaluateGrade({ event: 'lost' }))).toContain('RADIATION_GRADE_CATEGORY_MISSING');
    expect(evaluateGrade({})).toMatchObject({ grade: null, level: null });
  });
});

test('half a death is none', () => {
  const result = evaluateGrade({ deaths: 1.5 });
  expect([result.grade, codes(result)]).toEqual([null, ['RADIATION_MEMBER_INVALID']]);
});

test('what cannot be read may make it graver: no grade, but of the gravest', () => {
  const of = (rest: object) => evaluateGrade({ category: 'II', event: 'lost', ...rest } as never);
  const open = of({ wideContamination: 'yes' });
  expect([open.grade, open.matched.map((one) => one.grade), codes(open)]).toEqual([
    null,
    ['重大'],
    ['RADIATION_MEMBER_INVALID'],
  ]);
  expect(of({ severe: 'many', deaths: 3 }).grade).toBe('特别重大');
});

test('a validity does not ask for the holidays of the years between', () => {
  expect(codes(evaluateRadiationDeadline({ clock: 'lic-valid', trigger: at('2021-12-01') }))).toEqual([]);
});

describe('associated minerals', () => {
  test('a figure that cannot be read may be above: nothing is told of its material', () => {
    const materials = [{ nuclides: { 'U-238': 0.2 } }, { nuclides: { 'U-238': '?' } }];
    expect(evaluateNorm({ materials } as never)).toMatchObject({ listed: null, index: 0.2 });
    const above = [{ nuclides: { 'U-238': '?', 'Ra-226': 1.2 } }];
    expect(evaluateNorm({ materials: above } as never).listed).toBe(true);
  });
  test('a single nuclide decides, not the sum; exactly 1 is not above', () => {
    expect(evaluateNorm({ nuclides: { 'U-238': 0.9, 'Ra-226': 0.9, 'Th-232': 0.9 } }).listed).toBe(false);
    expect(evaluateNorm({ nuclides: { 'U-238': 1 } }).listed).toBe(false);
    expect(evaluateNorm({ nuclides: { 'Ra-226': '1001 Bq/kg' } })).toMatchObject({
      listed: true,
      index: 1.001,
    });
  });
  test('any of several materials; K-40 takes no part; detection limits', () => {
    const result = evaluateNorm({
      mineral: '稀土矿',
      materials: [
        { name: '原矿', nuclides: { 'U-238': 0.2, 'K-40': 5 } },
        { name: '尾渣', nuclides: { 'Th-232': 1.2 } },
      ],
    });
    expect([result.listed, result.index, result.inFirstList]).toEqual([true, 1.2, true]);
    expect(codes(result)).toEqual(['RADIATION_NORM_NOT_OF_THE_SERIES']);
    expect(evaluateNorm({ nuclides: { 'U-238': '<0.05' } }).listed).toBe(false);
    expect(evaluateNorm({ nuclides: { 'U-238': '<2' } }).listed).toBeNull();
  });
  test('contents: 81 mg/kg of uranium are 1 Bq/g, 246 of thorium', () => {
    expect(evaluateNorm({ materials: [{ U: 81 }] }).index).toBeCloseTo(1, 2);
    expect(evaluateNorm({ materials: [{ Th: 246.3 }] }).index).toBeCloseTo(1, 3);
    // 0.01 % U3O8: 84.8 mg/kg of uranium.
    expect(evaluateNorm({ materials: [{ U3O8: 0.01 }] }).index).toBeCloseTo(1.0473, 3);
  });
});

test('whatever comes in, an answer comes out', () => {
  fc.assert(
    fc.property(fc.object(), fc.anything(), (input, x) => {
      for (const evaluate of [evaluateGrade, evaluateRadiationDeadline, evaluateNorm] as ((given: never) => {
        problems: readonly unknown[];
      })[]) {
        const given = {
          ...input,
          clock: 'acc-unit',
          trigger: x,
          materials: x,
          nuclides: x,
          category: x,
          activity: x,
        };
        expect(Array.isArray(evaluate(given as never).problems)).toBe(true);
      }
    }),
  );
});
