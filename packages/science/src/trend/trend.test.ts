import { surfaceWaterRules } from '@tarim/standards';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { example } from '../golden.fixture.ts';
import { evaluateTrend } from './evaluate.ts';
import { twoSided } from './normal.ts';
import { ranksOf } from './ranks.ts';
import { spearman } from './spearman.ts';

const codes = (result: { problems: readonly { code: string }[] }) => result.problems.map((one) => one.code);
const of = (...values: number[]) => evaluateTrend({ values });
const series = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 5, maxLength: 20 });

function* orders(list: readonly number[]): Generator<number[]> {
  if (list.length < 2) yield [...list];
  for (const [i, first] of list.entries())
    for (const rest of list.length < 2 ? [] : orders(list.filter((_, j) => j !== i))) yield [first, ...rest];
}
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

describe('Spearman', () => {
  test('SW-5: ranks, Σd², r_s, critical value, verdict', () => {
    const { in: given, out } = example('SW-5');
    const result = evaluateTrend({ values: given['NH3-N'] });
    expect(result.spearman).toMatchObject({ ranks: out.ranks, sumD2: out.sum_d2, critical: out.critical });
    expect(result.spearman!.rs).toBeCloseTo(out.rs, 4);
    expect(result.verdict).toBe(out.verdict.replace(' ', '-'));
    // Critical values of the rule are from memory, and that is told.
    expect(result.rules.map((one) => one.confidence)).toEqual(['memory']);
  });

  test.each([5, 6, 7, 8])(
    'critical value of %i periods: one-sided 0.05 over all orders',
    (n) => {
      const { trend } = surfaceWaterRules(null).data;
      const scores = [...orders(upTo(n))].map((order) => spearman(order, trend).rs);
      const { critical } = spearman(upTo(n), trend);
      const share = (least: number) => scores.filter((rs) => rs >= least - 1e-9).length / scores.length;
      const possible = [...new Set(scores.map((rs) => Math.round(rs * 1e6) / 1e6))].sort((a, b) => a - b);
      const first = possible.find((rs) => Math.round(rs * 1_000) / 1_000 >= critical!)!;
      const before = possible[possible.indexOf(first) - 1]!;
      expect(share(first - 1e-6)).toBeLessThanOrEqual(0.05);
      expect(share(before - 1e-6)).toBeGreaterThan(0.05);
    },
    30_000,
  );

  test('a critical value is reached by the correlation it was printed for', () => {
    // 1 − 6·6/210 = 0.82857…, printed 0.829
    expect(of(1, 2, 3, 6, 4, 5).spearman).toMatchObject({ sumD2: 6, significant: true });
    expect(of(1, 2, 5, 6, 3, 4).spearman!.significant).toBe(false);
  });

  test('is the correlation of the ranks, by the plain formula', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer(), { minLength: 5, maxLength: 15 }), (values) => {
        const ranks = values.map((one) => values.filter((other) => other <= one).length);
        const middle = (values.length + 1) / 2;
        const up = ranks.reduce((sum, rank, i) => sum + (rank - middle) * (i + 1 - middle), 0);
        const down = ranks.reduce((sum, _, i) => sum + (i + 1 - middle) ** 2, 0);
        expect(of(...values).spearman!.rs).toBeCloseTo(up / down, 10);
      }),
    );
  });

  test('numbers of periods beside those of the table', () => {
    const eleven = of(...upTo(11));
    expect([eleven.spearman!.critical, codes(eleven)]).toEqual([0.564, ['TREND_CRITICAL_VALUE_OF_FEWER']]);
    const many = of(...upTo(21));
    expect([many.spearman!.significant, codes(many), many.verdict]).toEqual([
      null,
      ['TREND_NO_CRITICAL_VALUE'],
      'significant-increase',
    ]);
    const four = of(1, 2, 3, 4);
    expect([four.spearman, codes(four)]).toEqual([null, ['TREND_TOO_FEW_FOR_SPEARMAN']]);
  });

  test('with ties it is the correlation of the mean ranks; made apart with scipy', () => {
    const result = of(3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5);
    expect(result.spearman!.rs).toBeCloseTo(0.43782986108274397, 10);
    // 1 − 6·Σd²/(11³ − 11)
    expect(result.problems.find((one) => one.code === 'TREND_TIES')!.message).toContain('0.4455');
  });

  test('equal values share their rank; all equal show no trend', () => {
    expect(ranksOf([3, 1, 3, 2])).toEqual([3.5, 1, 3.5, 2]);
    const flat = of(2, 2, 2, 2, 2);
    expect([flat.spearman!.rs, flat.verdict, flat.sen!.slope, codes(flat)]).toEqual([
      0,
      'no-significant-trend',
      0,
      ['TREND_TIES'],
    ]);
  });
});

describe('Mann–Kendall', () => {
  test('Gilbert 1987, 16.4.2: 10, 15, 14, 20 has S = 4 with one-sided p 0.167', () => {
    const { mannKendall } = of(10, 15, 14, 20);
    expect(mannKendall).toMatchObject({ s: 4, pBy: 'exact', significant: false });
    expect(mannKendall!.p / 2).toBeCloseTo(0.167, 3);
  });

  test.each([
    // Tail probabilities of the published table for small n (Hollander & Wolfe A.21, Gilbert A18): n, S, p
    [5, 8, 0.042],
    [8, 16, 0.031],
    [9, 20, 0.022],
    [10, 21, 0.036],
    [10, 23, 0.023],
  ])('n = %i, S = %i: published one-sided p = %f', (n, s, p) => {
    // From the rising order, one swap of neighbours at a time takes 2 from S.
    const order = upTo(n);
    let score = (n * (n - 1)) / 2;
    for (let pass = 0; score > s; pass++)
      for (let i = 0; i + 1 < n - pass && score > s; i++) {
        [order[i], order[i + 1]] = [order[i + 1]!, order[i]!];
        score -= 2;
      }
    const { mannKendall } = of(...order);
    expect([mannKendall!.s, mannKendall!.pBy]).toEqual([s, 'exact']);
    expect(mannKendall!.p / 2).toBeCloseTo(p, 3);
  });

  test('S by the sign of every pair; the exact p by counting all orders', () => {
    const brute = (values: readonly number[]) => {
      let s = 0;
      values.forEach((later, j) => {
        values.forEach((earlier, i) => {
          if (i < j) s += later > earlier ? 1 : later < earlier ? -1 : 0;
        });
      });
      return s;
    };
    const all = [...orders(upTo(6))].map(brute);
    fc.assert(
      fc.property(fc.shuffledSubarray(upTo(6), { minLength: 6 }), (values) => {
        const { mannKendall } = of(...values);
        expect(mannKendall!.s).toBe(brute(values));
        const extreme = all.filter((s) => Math.abs(s) >= Math.abs(mannKendall!.s));
        expect(mannKendall!.p).toBeCloseTo(extreme.length / all.length, 12);
      }),
    );
    fc.assert(
      fc.property(series, (values) => {
        expect(of(...values).mannKendall!.s).toBe(brute(values));
      }),
    );
  });

  test('variance with ties is that of S over all orders', () => {
    const values = [1, 1, 2, 3, 3, 3];
    const scores = [...orders(upTo(6))].map(
      (order) => of(...order.map((place) => values[place - 1]!)).mannKendall!.s,
    );
    const variance = scores.reduce((sum, s) => sum + s * s, 0) / scores.length;
    expect(of(...values).mannKendall!.varS).toBeCloseTo(variance, 10);
    expect(of(...values).mannKendall!.pBy).toBe('normal');
  });

  test('turned round in time it falls as it rose; a larger scale changes nothing', () => {
    fc.assert(
      fc.property(series, (values) => {
        const there = of(...values);
        const back = of(...values.toReversed());
        expect(back.mannKendall!.s).toBe(-there.mannKendall!.s + 0);
        expect(back.mannKendall!.p).toBe(there.mannKendall!.p);
        expect(back.spearman!.rs).toBeCloseTo(-there.spearman!.rs, 10);
        expect(of(...values.map((one) => one * 1_000)).mannKendall).toEqual(there.mannKendall);
      }),
    );
  });
});

describe('normal distribution', () => {
  test.each([
    [0, 1],
    [0.6744897501960817, 0.5],
    [1, 0.31731050786291415],
    [1.959963984540054, 0.05],
    [2.5758293035489004, 0.01],
    [3.5, 0.00046525815807105003],
    [3.6, 0.00031821718031506727],
    [6, 1.973175290075389e-9],
  ])('P(|Z| ≥ %f) = %f', (z, p) => {
    expect(twoSided(z) / p).toBeCloseTo(1, 10);
    expect(twoSided(-z)).toBe(twoSided(z));
  });
});

describe('Sen', () => {
  test('a straight line has its own slope and intercept', () => {
    const points = [2016, 2018, 2019, 2020, 2021, 2023, 2024].map((t) => ({
      t,
      value: 3 - 0.25 * (t - 2016),
    }));
    const { sen } = evaluateTrend({ points });
    expect([sen!.slope, sen!.lower, sen!.upper]).toEqual([-0.25, -0.25, -0.25]);
    expect(sen!.intercept + sen!.slope * 2016).toBeCloseTo(3, 10);
  });
  test('agrees with an independent implementation', () => {
    // Made apart with numpy: median and interpolated ranks of all slopes, Var(S), normal tail.
    const cases = [
      { values: [1.8, 1.5, 1.6, 1.2, 1.0, 0.7], sen: [-0.2, -0.3, -0.11418237543615817], p: 1 / 60 },
      {
        values: [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5],
        sen: [0.25, -0.31167481601045416, 0.7267944457254869],
        p: 0.23470247795516075,
      },
      {
        values: [0.21, 0.25, 0.19, 0.22, 0.28, 0.31, 0.27, 0.3, 0.35, 0.29, 0.33, 0.36],
        sen: [0.013961038961038959, 0.007848048795021068, 0.02],
        p: 0.0020302944356094072,
      },
    ];
    for (const { values, sen, p } of cases) {
      const result = of(...values);
      const { slope, lower, upper } = result.sen!;
      for (const [i, found] of [slope, lower, upper].entries()) expect(found).toBeCloseTo(sen[i]!, 10);
      expect(result.mannKendall!.p).toBeCloseTo(p, 10);
    }
  });
  test('the interval holds the slope and widens with its level', () => {
    fc.assert(
      fc.property(series, (values) => {
        const width = (alpha: number) => {
          const { slope, lower, upper } = evaluateTrend({ values, alpha }).sen!;
          expect((lower ?? -1e9) <= slope && slope <= (upper ?? 1e9)).toBe(true);
          return (upper ?? 1e9) - (lower ?? -1e9);
        };
        expect(width(0.01)).toBeGreaterThanOrEqual(width(0.05));
        expect(width(0.05)).toBeGreaterThanOrEqual(width(0.1));
      }),
    );
  });
});

describe('seasonal', () => {
  const months = (rise: number) =>
    [2020, 2021, 2022, 2023, 2024].flatMap((year) =>
      [1, 4, 7, 10].map((month) => ({ t: year, value: month * 10 + rise * (year - 2020), season: month })),
    );
  test('scores add up within seasons; a season does not hide the trend', () => {
    const { seasonal, verdict, spearman } = evaluateTrend({ points: months(0.5) });
    // Four seasons of ten pairs each; 4 · 5·4·15/18
    expect(seasonal).toMatchObject({ s: 40, direction: 'rising', sen: { slope: 0.5 } });
    expect(seasonal!.varS).toBeCloseTo((4 * 5 * 4 * 15) / 18, 10);
    expect(seasonal!.seasons['7']).toEqual({ n: 5, s: 10 });
    expect([verdict, spearman]).toEqual(['significant-increase', null]);
  });
  test('slopes are taken within a season only', () => {
    const of = (season: string, from: number, level: number) =>
      upTo(5).map((i) => ({ t: from + i, value: level + i, season }));
    const { seasonal } = evaluateTrend({ points: [...of('dry', 0, 0), ...of('wet', 10, 100)] });
    expect(seasonal!.sen!.slope).toBe(1);
  });
  test('with one season it is the plain test', () => {
    const values = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5];
    const plain = of(...values).mannKendall!;
    const { seasonal } = evaluateTrend({ points: values.map((value, t) => ({ t, value, season: 'x' })) });
    expect([seasonal!.s, seasonal!.varS, seasonal!.z, seasonal!.p]).toEqual([
      plain.s,
      plain.varS,
      plain.z,
      plain.p,
    ]);
  });
});

describe('input', () => {
  test('points in any order, nulls left out, half the detection limit', () => {
    const result = evaluateTrend({
      points: [
        { t: 2022, value: 3 },
        { t: 2020, value: { lt: 2 } },
        { t: 2021, value: 2 },
        { t: 2023, value: null },
        { t: 2024, value: 4 },
      ],
    });
    expect([result.n, result.used, result.mannKendall!.s]).toEqual([
      4,
      { 2020: 1, 2021: 2, 2022: 3, 2024: 4 },
      6,
    ]);
  });
  test('what is wrong is told', () => {
    expect(codes(evaluateTrend({}))).toEqual(['TREND_TOO_FEW']);
    expect(codes(evaluateTrend({ values: [1, 'x', Number.NaN, {}] as never }))).toEqual([
      'TREND_VALUE_INVALID',
      'TREND_VALUE_INVALID',
      'TREND_VALUE_INVALID',
      'TREND_TOO_FEW',
    ]);
    expect(codes(evaluateTrend({ points: [{ t: 'x', value: 1 }, null] as never }))).toEqual([
      'TREND_TIME_INVALID',
      'TREND_VALUE_INVALID',
      'TREND_TOO_FEW',
    ]);
    const twice = [1, 2, 2, 3, 4].map((t) => ({ t, value: t }));
    expect(codes(evaluateTrend({ points: twice }))).toEqual(['TREND_TIME_TWICE']);
    expect(codes(evaluateTrend({ values: [1, 2, 3, 4, 5], alpha: 0.2 }))).toEqual(['TREND_ALPHA_UNKNOWN']);
    expect(codes(evaluateTrend({ values: [1, 2, 3, 4, 5], alpha: 'toString' as never }))).toEqual([
      'TREND_ALPHA_UNKNOWN',
    ]);
  });
});
