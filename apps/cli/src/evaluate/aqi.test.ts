import { Readable, Writable } from 'node:stream';
import fc from 'fast-check';
import { Compile } from 'typebox/schema';
import { describe, expect, test } from 'vitest';
import { aqiCommand, aqiLine } from './aqi.ts';
import { AQI_SCHEMA } from './aqi-schema.ts';
import { MAX_LINE } from './lines.ts';
import { parseTime } from './time.ts';

interface Answer {
  id: unknown;
  standard: string | null;
  iaqi: Record<string, number>;
  aqi: number | null;
  problems: { code: string }[];
  steps?: object[];
}

async function run(input: string | Buffer[], argv: string[] = []) {
  let out = '';
  let err = '';
  const sink = (write: (text: string) => void) =>
    new Writable({
      write(chunk, _encoding, done) {
        write(String(chunk));
        done();
      },
    });
  const code = await aqiCommand.run(
    argv,
    Readable.from(typeof input === 'string' ? [Buffer.from(input)] : input),
    sink((text) => {
      out += text;
    }),
    sink((text) => {
      err += text;
    }),
  );
  const answers = out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Answer);
  return { code, answers, err };
}

const HOUR = {
  period: 'hour',
  time: '2026-04-18T13:00:00+08:00',
  values: { SO2: 3, NO2: 7, CO: 0.5, O3: 87, PM10: 405, 'PM2.5': 90 },
};

describe('tarim evaluate aqi', () => {
  test('an hour as the national centre published it (Hotan, 3614A)', async () => {
    const { code, answers } = await run(`${JSON.stringify({ id: 'a', ...HOUR })}\n`);
    expect(code).toBe(0);
    expect(answers).toEqual([
      {
        id: 'a',
        standard: 'HJ 633-2026',
        iaqi: { SO2: 1, NO2: 4, CO: 5, O3: 28, PM10: 279, 'PM2.5': 128 },
        aqi: 279,
        partialAqi: 279,
        primary: ['PM10'],
        level: 5,
        category: '重度污染',
        values: HOUR.values,
        ruleVersion: 'HJ633-2026@1',
        problems: [],
      },
    ]);
  });

  test('one answer a line in the order of the lines, whatever the lines are', async () => {
    const lines = [
      'rubbish',
      '[]',
      '{}',
      JSON.stringify({ id: 1, ...HOUR, time: 'yesterday' }),
      JSON.stringify({ id: 2, ...HOUR, values: [1] }),
      JSON.stringify({ id: 3, ...HOUR, exempt: 'CO' }),
      JSON.stringify({ id: 4, ...HOUR, standard: 'GB 1-1900' }),
      JSON.stringify({ id: 4, ...HOUR, standard: { toString: null } }),
      JSON.stringify({ id: 4, ...HOUR, values: { ...HOUR.values, CO: { toString: null } } }),
      JSON.stringify({ id: 5, ...HOUR }),
      '',
      `"${'x'.repeat(MAX_LINE)}"`,
      JSON.stringify({ id: 6, ...HOUR, time: undefined, standard: 'HJ 633-2012' }),
    ];
    const { code, answers } = await run(lines.join('\r\n'));
    expect(code).toBe(0);
    expect(answers.map((one) => [one.id, one.problems.map((each) => each.code).join()])).toEqual([
      [null, 'EVALUATE_JSON_MALFORMED'],
      [null, 'EVALUATE_NOT_AN_OBJECT'],
      [null, 'EVALUATE_PERIOD_INVALID,EVALUATE_TIME_INVALID,EVALUATE_VALUES_INVALID'],
      [1, 'EVALUATE_TIME_INVALID'],
      [2, 'EVALUATE_VALUES_INVALID'],
      [3, 'EVALUATE_EXEMPT_INVALID'],
      [4, 'AQI_STANDARD_UNKNOWN'],
      [4, 'AQI_STANDARD_UNKNOWN'],
      [4, 'AQI_VALUE_INVALID,AQI_MISSING'],
      [5, ''],
      [null, 'EVALUATE_LINE_TOO_LONG'],
      [6, ''],
    ]);
    expect(answers.at(-1)!.standard).toBe('HJ 633-2012');
  });

  test('lines cut anywhere by the pipe, also inside a character', async () => {
    const bytes = Buffer.from(`${JSON.stringify({ id: '塔里木', ...HOUR })}\n`.repeat(3));
    const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, i) =>
      bytes.subarray(i * 7, i * 7 + 7),
    );
    const { answers } = await run(pieces);
    expect(answers.map((one) => [one.id, one.aqi])).toEqual(Array(3).fill(['塔里木', 279]));
  });

  test('a line that never ends is skipped in constant memory, the next one is read', async () => {
    const rubbish = Array.from({ length: 100 }, () => Buffer.alloc(10_000, 'x'));
    const { answers } = await run([...rubbish, Buffer.from(`\n${JSON.stringify({ id: 1, ...HOUR })}`)]);
    expect(answers.map((one) => one.problems.length)).toEqual([1, 0]);
  });

  test('--explain adds the steps; an unknown argument is a broken call', async () => {
    const { answers } = await run(JSON.stringify(HOUR), ['--explain']);
    expect(answers[0]!.steps).toHaveLength(6);
    const broken = await run('', ['--explian']);
    expect([broken.code, broken.answers]).toEqual([2, []]);
    expect(broken.err).toContain('--explian');
  });

  test('HJ 633-2012 above 800: the value that stands in, its key, its step; without it no AQI', async () => {
    const values = { SO2: 10, NO2: 10, CO: 1, O3: 900, O3_8h: 850, PM10: 20, 'PM2.5': 10 };
    const line = (more: object) => JSON.stringify({ period: 'day', time: '2025-01-01', values, ...more });
    const { answers } = await run(
      [line({}), line({ values: { ...values, O3: null } }), line({ time: '2026-04-01' })].join('\n'),
      ['--explain'],
    );
    expect(answers.map((one) => [one.aqi, one.iaqi.O3, one.iaqi.O3_8h])).toEqual([
      [350, 350, undefined],
      [null, undefined, undefined],
      [300, undefined, 300],
    ]);
    expect(answers[1]!.problems.map((one) => one.code)).toEqual(['AQI_NO_INDEX']);
    expect(answers.map((one) => one.steps!.length)).toEqual([7, 7, 6]);
  });

  test('answers keep the schema that --schema prints, whatever comes in', () => {
    const schema = Compile(AQI_SCHEMA.output);
    const anything = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .record(
          {
            id: fc.jsonValue(),
            period: fc.oneof(fc.constantFrom('hour', 'day'), fc.jsonValue()),
            time: fc.oneof(fc.constantFrom('2026-04-18', '2019-01-01T05'), fc.jsonValue()),
            values: fc.oneof(
              fc.dictionary(
                fc.constantFrom(
                  'SO2',
                  'SO2_24h',
                  'NO2',
                  'CO',
                  'O3',
                  'O3_8h',
                  'PM10',
                  'PM2.5',
                  '__proto__',
                  'x',
                ),
                fc.oneof(fc.double(), fc.jsonValue(), fc.constant({ toString: null })),
              ),
              fc.jsonValue(),
            ),
            standard: fc.oneof(fc.constantFrom('HJ 633-2012', 'HJ 633-2026', 'x', 3, null), fc.jsonValue()),
            exempt: fc.constantFrom([], ['CO'], 'CO', [1]),
          },
          { requiredKeys: [] },
        )
        .map((value) => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(anything, (line) => {
        expect(schema.Check(JSON.parse(JSON.stringify(aqiLine(line, true))))).toBe(true);
      }),
      { numRuns: 1_500 },
    );
  });
});

describe('time of a line', () => {
  const utc = (text: string) => {
    const time = parseTime(text);
    return time === null ? null : new Date(time).toISOString();
  };
  test.each([
    ['2026-03-01', '2026-02-28T16:00:00.000Z'],
    ['2026-03-01T00:00:00', '2026-02-28T16:00:00.000Z'],
    ['2026-03-01 00:00', '2026-02-28T16:00:00.000Z'],
    ['2026-04-18T13', '2026-04-18T05:00:00.000Z'],
    ['2026-04-18T13+08:00', '2026-04-18T05:00:00.000Z'],
    ['2026-04-18T13:00:00.5Z', '2026-04-18T13:00:00.500Z'],
    ['20260418T13', null],
    ['2026-04-18T13:00+0530', '2026-04-18T07:30:00.000Z'],
    ['2026-04-18T24:00', '2026-04-18T16:00:00.000Z'],
    ['2026-04-18T25:00', null],
    ['2026-02-30', null],
    ['2026-13-01', null],
    ['', null],
  ])('%s is %s', (text, expected) => {
    expect(utc(text)).toBe(expected);
  });
});
