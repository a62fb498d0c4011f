import examples from '@tarim/standards/golden/worked-examples.json' with { type: 'json' };
import { expect, test } from 'vitest';
import { runTarim } from '../run.fixture.ts';

// biome-ignore lint/suspicious/noExplicitAny: each example and each answer has its own shape
type Any = any;

interface Told {
  /** `aqi`, `surface-water` … */
  readonly command: string;
  /** Lines that put the example's question. */
  readonly lines: readonly object[];
  /** What the example says, found in the answers. */
  readonly check: (answers: readonly Any[], out: Any, input: Any) => void;
}

const of = (command: string, lines: readonly object[], check: Told['check']): Told => ({
  command,
  lines,
  check,
});
const close = (value: number, digits: number) => expect.closeTo(value, digits);
/** Each member to so many digits. */
const closeTo = (figures: Record<string, number>, digits: number) =>
  Object.fromEntries(Object.entries(figures).map(([key, value]) => [key, close(value, digits)]));

const IN_2026 = '2026-04-18T13:00:00+08:00';
const aqi = (period: 'hour' | 'day', values: object, time = IN_2026) => ({ period, time, values });
const aqiHour = (input: Any) =>
  of('aqi', [aqi('hour', input)], ([answer], out) => expect(answer).toMatchObject(out));
const aqiDay = (time: string) => (input: Any) =>
  of('aqi', [aqi('day', input, time)], ([answer], out) => expect(answer).toMatchObject(out));
const rounding = (input: Any) =>
  of('aqi', [aqi('day', input)], ([answer], out) => {
    expect([answer.values.PM10, answer.iaqi.PM10]).toEqual([out.rounded, out.iaqi]);
  });
const missing = (input: Any) =>
  of(
    'aqi',
    [
      aqi('hour', {
        SO2: 5,
        NO2: 10,
        CO: 0.4,
        PM10: input.PM10,
        'PM2.5': input['PM2.5_hour'],
        O3: input.O3_hour,
      }),
    ],
    ([answer], out) => {
      expect([answer.partialAqi, answer.aqi ?? 'NA']).toEqual([out.partial, out.published]);
      if (out.primary) expect(answer.primary).toEqual(out.primary);
    },
  );
const composite = (period: string) => (input: Any) =>
  of('air-period', [{ period, concentrations: input }], ([answer], out) => {
    expect(answer.composite.value).toBeCloseTo(out.sum, 4);
    if (!out.single) return;
    expect(answer.composite.single).toEqual(closeTo(out.single, 4));
    expect([answer.composite.rounded, answer.composite.largest]).toEqual([out.published_form, [out.main]]);
  });
const round = (input: Any) =>
  of('statistics', [{ method: 'round', value: input.x, digits: input.digits }], ([answer], out) => {
    expect(answer.text).toBe(out.y);
  });
const river = (input: Any) =>
  of('section-set', [{ n: input.n, good: input.good, worseV: input.worse_V }], ([answer], out) => {
    expect(answer.rating).toBe(out.rating);
    if (out.share_bad) expect(answer.badShare).toBeCloseTo(out.share_bad, 1);
    expect(answer.goodShare).toBeCloseTo(out.share_good, 1);
  });
const oxygen =
  (item: string, ...standards: object[]) =>
  (input: Any) =>
    of('emission', [{ standards, values: { [item]: input.C, O2: input.O2 } }], ([answer], out) => {
      for (const one of answer.judgements) expect(one.value).toBeCloseTo(out.C_ref, 3);
      if (!out.ultra_low_35) return;
      expect(answer.judgements.map((one: Any) => [one.upper, one.verdict])).toEqual([
        [100, out.GB13223_100],
        [35, 'above-target'],
      ]);
    });
const source = (input: Any) =>
  of('radiation', [{ method: 'category', nuclide: input.nuclide, activity: input.Bq }], ([answer], out) => {
    expect(answer.category).toBe(out.category);
  });
const eqi = (input: Any) =>
  of('ecology', [{ method: 'EQI', eqi: input.eqi }], ([answer], out) => expect(answer.class).toBe(out.class));
const equivalents = (answer: Any) =>
  Object.fromEntries(answer.items.map((one: Any) => [one.given, Math.round(one.equivalents * 100) / 100]));
const taxed = (line: (input: Any) => object) => (input: Any) =>
  of('tax', [line(input)], ([answer], out) => {
    if (out.equivalents) expect(equivalents(answer)).toEqual(out.equivalents);
    expect(answer.tax).toBe(out.tax);
    if (out.factor)
      expect(Object.fromEntries(answer.items.slice(0, 3).map((one: Any) => [one.given, one.factor]))).toEqual(
        out.factor,
      );
    else expect(answer.taxed.slice(0, 4)).toEqual(out.taxed.slice(0, 4));
  });
const days = (count: number, value: (i: number) => object) =>
  Array.from({ length: count }, (_, i) => ({
    date: new Date(Date.UTC(2025, 0, i + 1)).toISOString().slice(0, 10),
    values: value(i),
  }));

const SW_1 = examples.examples.find((one) => one.id === 'SW-1')!.in;

/** Every example of the golden file, and the command of `tarim evaluate` that answers it. */
const TOLD: Readonly<Record<string, (input: Any) => Told>> = {
  'AQI26-H-3614A': aqiHour,
  'AQI26-H-2929A': aqiHour,
  'AQI26-H-1395A': aqiHour,
  'AQI26-D-1': aqiDay(IN_2026),
  'AQI12-D-1': aqiDay('2025-04-18'),
  'AQI26-R-119.5': rounding,
  'AQI26-R-120.5': rounding,
  'AQI26-R-121.5': rounding,
  'AQI26-C-1': (input) => {
    const [hour, day] = [
      { SO2: input.SO2_hour, NO2: input.NO2_hour },
      { O3_8h: input.O3_8h, PM10: input.PM10_day },
    ];
    const lines = [
      aqi('hour', hour),
      aqi('day', day),
      aqi('hour', hour, '2025-04-18T13:00'),
      aqi('day', day, '2025-04-18'),
    ];
    return of('aqi', lines, ([h, d, oldHour, oldDay], out) => {
      expect([h.iaqi.SO2, h.iaqi.NO2]).toEqual([out.SO2_hour, out.NO2_hour]);
      expect([d.iaqi.O3_8h, d.iaqi.PM10]).toEqual([out.O3_8h, out.PM10_day]);
      expect([oldHour.iaqi.SO2 ?? null, oldDay.iaqi.O3_8h ?? null]).toEqual([
        out['2012'].SO2_hour,
        out['2012'].O3_8h,
      ]);
    });
  },
  'AQI26-M-1': missing,
  'AQI26-M-2': missing,
  'PCT-1': (input) =>
    of('statistics', [{ method: 'percentile', values: input.x, percent: input.p * 100 }], ([answer], out) =>
      expect([answer.rank, answer.value]).toEqual([out.k, out.value]),
    ),
  'PCT-2': (input) =>
    of(
      'air-period',
      [{ period: '2025', days: days(input.n, (i) => ({ O3_8h: i + 1, PM10: i + 1, SO2: i + 1 })) }],
      ([answer], out) => {
        const { O3, PM10, SO2 } = answer.withDust.pollutants;
        expect([O3, PM10, SO2].map((one) => one.percentile.value)).toEqual([out.p90, out.p95, out.p98]);
      },
    ),
  'MDA8-1': (input) =>
    of('statistics', [{ method: 'mda8', values: input.o3 }], ([answer], out) => {
      expect([answer.windows, answer.atHour, answer.value, answer.rounded]).toEqual([
        out.windows,
        out.max_at_hour,
        out.mean,
        out.mda8,
      ]);
    }),
  'COMP-1': composite('2024'),
  'COMP-2': composite('2026'),
  'DUST-1': (input) =>
    of('sand-dust', [{ start: '2026-04-01T00:00', PM10: input.pm10 }], ([answer], out) => {
      const hour = (time: string) => Number(time.slice(11, 13));
      const [event, ...others] = answer.events;
      expect(others).toEqual([]);
      expect([hour(event.from), hour(event.to), event.hours, event.baseline]).toEqual([
        out.start_index,
        out.end_index_first_clean,
        out.event_hours,
        out.baseline,
      ]);
    }),
  'RND-0.125': round,
  'RND-0.135': round,
  'RND-2.5': round,
  'RND-3.5': round,
  'SW-1': (values) =>
    of('surface-water', [{ values }], ([answer], out) => {
      expect(answer).toMatchObject({ class: out.class, rating: out.rating, main: out.main });
      const roman = ['I', 'II', 'III', 'IV', 'V'];
      for (const [item, expected] of Object.entries(out.class_each_not_I as Record<string, number>))
        expect([item, answer.classes[item]]).toEqual([item, roman[expected - 1]]);
    }),
  'SW-2': river,
  'SW-3': river,
  'SW-4': ({ good, bad }) => {
    const side = (i: number) => ({ goodShare: good[i], badShare: bad[i] });
    return of('section-set', [{ ...side(1), before: side(0) }], ([answer], out) => {
      expect(answer.change).toMatchObject({ dG: out.dG, dD: out.dD });
      expect(out.verdict).toContain(answer.change.verdictZh);
    });
  },
  'SW-5': (input) =>
    of('trend', [{ values: input['NH3-N'] }], ([answer], out) => {
      expect(answer.spearman).toMatchObject({
        ranks: out.ranks,
        sumD2: out.sum_d2,
        rs: close(out.rs, 4),
        critical: out.critical,
      });
      expect(answer.verdict).toBe('significant-decrease');
    }),
  'TLI-1': (values) =>
    of('lake', [{ values }], ([answer], out) => {
      expect([answer.tli, answer.grade]).toEqual([close(out.TLI, 3), out.grade]);
      expect(answer.indices).toEqual(closeTo(out.TLI_j, 3));
      expect(answer.weights).toEqual(closeTo(out.W_j, 3));
    }),
  'CWQI-1': () =>
    of('cwqi', [{ values: SW_1 }], ([answer], out) => expect(answer.cwqi).toBeCloseTo(out.CWQI, 4)),
  'GW-1': (values) =>
    of('groundwater', [{ values }], ([answer], { overall, ...items }) => {
      expect(answer.class).toBe(overall);
      for (const [item, text] of Object.entries(items))
        expect([item, answer.classes[item]]).toEqual([item, String(text).split(' ')[0]]);
    }),
  'SOIL-1': (values) => soil({ land: 'other', pH: 8.2, values }),
  'SOIL-2': (values) => soil({ land: 'II', values }),
  'O2-1': oxygen(
    'SO2',
    { standard: 'GB 13223-2011', process: 'coal-boiler', stage: 'new' },
    { standard: '超低排放', process: 'coal-power-boiler' },
  ),
  'O2-2': oxygen('NOx', { standard: 'GB 13271-2014', process: 'gas-boiler', stage: 'new' }),
  'O2-3': oxygen('SO2', { standard: 'GB 18484-2020' }),
  'O2-4': oxygen('NOx', { standard: 'GB 4915-2013', process: 'kiln', stage: 'general' }),
  'O2-5': oxygen('SO2', { standard: 'GB 29620-2013', process: 'drying-firing' }),
  'STACK-1': (input) =>
    of(
      'stack',
      input.h.map((height: number) => ({ item: 'SO2', height, rate: 1 })),
      (answers, out) => expect(answers.map((one) => one.rate.limit)).toEqual(out.rate_kg_h),
    ),
  'STACK-2': (input) =>
    of(
      'stack',
      [
        {
          item: 'SO2',
          stacks: input.h.map((height: number, i: number) => ({ height, rate: input.Q[i] })),
          distance: input.distance_m,
        },
      ],
      ([answer], out) =>
        expect(answer.equivalent).toEqual({ applies: out.applies, rate: out.Q, height: close(out.h, 3) }),
    ),
  'CEMS-1': (input) =>
    of('furnace', [{ hourly: { NOx: [...input.NOx_hours, null, null] } }], ([answer], out, given) => {
      const [nox] = answer.items;
      expect(nox).toMatchObject({
        item: 'NOx',
        hours: given.valid,
        dayMean: close(out.day_mean, 3),
        limit: out.limit_day,
      });
      expect(out.verdict).toContain(answer.verdict);
    }),
  'CEMS-2': (input) => {
    const below = input.five_min_below_850_in_day;
    const temperatures = Array.from({ length: 288 }, (_, i) => (i < below ? 849 : 900));
    return of('furnace', [{ hourly: {}, temperatures }], ([answer], out) => {
      expect(answer.temperature).toMatchObject({ below, verdict: 'violation' });
      expect(out.verdict).toContain('violation');
    });
  },
  'NOISE-1': ({ Ld, Ln }) =>
    of('noise', [{ zone: '2', Ld, Ln }], ([answer], out) => expect(answer.Ldn).toBeCloseTo(out.Ldn, 2)),
  'NOISE-2': (input) =>
    of('statistics', [{ method: 'leq', values: input.L }], ([answer], out) =>
      expect(answer.value).toBeCloseTo(out.Leq, 2),
    ),
  'EI-1': (indices) =>
    of('ecology', [{ method: 'EI', indices }], ([answer], out) =>
      expect([answer.EI, answer.grade]).toEqual([out.EI, out.grade]),
    ),
  'EI-2': (input) =>
    of('ecology', [{ method: 'EI', area: input.total, habitat: input.area_km2 }], ([answer], out) =>
      expect(answer.indices.bio).toBeCloseTo(out.HQ, 3),
    ),
  'EQI-China 2021': eqi,
  'EQI-China 2024': eqi,
  'EQI-3': (indices) =>
    of('ecology', [{ method: 'EQI', indices }], ([answer], out) =>
      expect([answer.EQI, answer.class]).toEqual([out.EQI, out.class]),
    ),
  'SRC-Co-60-1.1e+14': source,
  'SRC-Ir-192-3.7e+12': source,
  'SRC-Cs-137-3.7e+09': source,
  'SRC-Am-241/Be-3.7e+10': source,
  'SRC-Cs-137-1e+09': source,
  'EM-1': (input) =>
    of(
      'electromagnetic',
      [{ measurements: Object.entries(input.E).map(([frequency, E]) => ({ frequency, E })) }],
      ([answer], out) => {
        expect(answer.items.map((one: Any) => one.limits.E)).toEqual(
          out.limits.map((one: number) => close(one, 3)),
        );
        expect([answer.sums[0].sum, answer.verdict]).toEqual([close(out.sum, 4), out.verdict]);
      },
    ),
  'EM-2': (input) =>
    of('electromagnetic', [{ measurements: [{ frequency: `${input.f_kHz} kHz` }] }], ([answer], out) =>
      expect(answer.items[0].limits).toMatchObject(out),
    ),
  'TAX-1': taxed((input) => ({ kind: 'air', ...input })),
  'TAX-2': taxed((input) => ({
    kind: 'air',
    ...input,
    reduction: {
      二氧化硫: { concentration: 20, limit: 35, exceeded: false },
      氮氧化物: { concentration: 30, limit: 50, exceeded: false },
      烟尘: { concentration: 4, limit: 10, exceeded: false },
    },
  })),
  'TAX-3': taxed(({ rate }) => ({
    kind: 'water',
    rate,
    kg: { COD: 500, BOD5: 150, SS: 400, 'NH3-N': 60, TP: 4, oil: 5 },
  })),
  'TAX-4': taxed(({ rate }) => ({
    kind: 'water',
    rate,
    kg: { Hg: 0.02, Cd: 0.3, Cr: 4, Cr6: 1.5, As: 0.9, Pb: 1, Ni: 0.4 },
  })),
  'TAX-5': ({ rate, ...tonnes }) =>
    of('tax', [{ kind: 'solid', waste: 'fly ash', ...tonnes }], ([answer], out) =>
      expect([answer.base, answer.rate, answer.tax]).toEqual([out.taxable_t, rate, out.tax]),
    ),
  'TAX-6': (input) => {
    const noise = { kind: 'noise', day: input.day_exceed, night: input.night_exceed, days: input.days };
    const long = { ...noise, boundary: input.boundary_m, exceedingPoints: input.exceeding_points };
    return of('tax', [noise, long, { ...long, days: 12 }], (answers, out) =>
      expect(answers.map((one) => one.tax)).toEqual([out.single, out.tax, out.if_12_days]),
    );
  },
  'TAX-7': (input) =>
    of('tax', [{ kind: 'small', source: 'pig', ...input }], ([answer], out) =>
      expect([answer.base, answer.tax]).toEqual([out.equivalents, out.tax]),
    ),
  'TAX-8': ({ t, colour, standard, rate }) =>
    of('tax', [{ kind: 'water', sewage: t, colour: { value: colour, standard }, rate }], ([answer], out) =>
      expect([answer.base, answer.tax]).toEqual([out.equivalents, out.tax]),
    ),
  'TAX-9': (input) =>
    of(
      'tax',
      input.pH.map((pH: number) => ({ kind: 'water', sewage: input.t, pH })),
      (answers, out) => expect(answers.map((one) => one.base)).toEqual(out.equivalents),
    ),
};

function soil(line: object): Told {
  return of('soil', [line], ([answer], out) => {
    for (const item of answer.items) {
      const [, level, limit] = /^(above|below) (?:screening|control) ([\d.]+)/.exec(out[item.item])!;
      const control = out[item.item].includes('above control');
      const expected = control ? 'above-control' : `${level}-screening`;
      expect([item.item, item.level, String(control ? item.control : item.screening)]).toEqual([
        item.item,
        expected,
        limit,
      ]);
    }
    expect(answer.items).toHaveLength(Object.keys(out).length);
  });
}

test('none of the 63 is left out', () => {
  expect(examples.examples).toHaveLength(63);
  expect(Object.keys(TOLD).sort()).toEqual(examples.examples.map((one) => one.id).sort());
});

test.each(examples.examples.map((one) => [one.id, one] as const))('%s', async (id, { in: input, out }) => {
  const { command, lines, check } = TOLD[id]!(input);
  const {
    code,
    err,
    lines: read,
  } = await runTarim(
    ['evaluate', command],
    lines.map((one) => `${JSON.stringify(one)}\n`),
  );
  expect([code, err]).toEqual([0, '']);
  const answers = read();
  expect(answers).toHaveLength(lines.length);
  check(answers, out, input);
});
