import type { Problem } from '@tarim/kernel';
import {
  capping,
  constantValue,
  copiedDays,
  type FlagState,
  flagSettings,
  flagValue,
  lastDigit,
  marksOnExceedances,
  missingAtHigh,
  type RaisedFlag,
  SIGNAL_CODES,
  type Signal,
} from '@tarim/science';
import { QUALITY_FLAGS, QUALITY_MEDIA, type QualityMedium, qualityFlagRule } from '@tarim/standards';
import { DRAFT, nullable, PROBLEMS } from '../schema.ts';
import { evaluateCommand, lineProblem } from './evaluate-command.ts';
import { inputSchema, TEXT } from './finding-schema.ts';
import { EVALUATE_PROBLEMS as P } from './problems.ts';
import { parseTime } from './time.ts';

const help = `
tarim evaluate quality [--explain]  < lines.ndjson

一个序列的自动质控标识与弄虚作假线索。线索只是线索，不是结论：innocent 列出须先排除的正当解释，baseRate 为模拟数据中正当排放口达到该强度的比例。
Flags and signals of falsification of one series. A signal is a lead, never a verdict; innocent lists what has to be ruled out first.

  {"id":"DA001 SO2","medium":"gas","item":"a21026","start":"2026-03-01T00:00:00+08:00","values":[21.3,20.8,0,…],"limit":35}
  {"id":"DA001 SO2","n":720,"flags":[{"flag":"zero","time":"2026-02-28T18:00:00.000Z","figures":{"value":0}}],"signals":[{"code":"constant-value",…}],…}

  medium    gas、water、surface、air   which rows of the table of parameters hold
  item      HJ 212-2017 编码   code of the factor
  start     首个时段的开始；无时区按 +08:00   begin of the first period
  minutes   时段长度，缺省 60   length of a period
  values    各时段的值，缺测 null   a value a period; null where missing
  marks     各时段的数据标记，缺省全为 N   data marks; all N where left out
  range     量程上限   upper end of the range
  limit     限值，与值同一状态   in the state of the values
  decimals  上传的小数位数   as sent; needed for last digits
  parameters  更改质控参数：{"constant":{"periods":4}}   changes parameters of flags

copied-days 与 marks-on-exceedances 分别需要小时值与 limit。

  --explain  另给 steps

退出码 exit code: 0 已读完输入 input was read; 2 调用有误 broken call.
`;

/** Data of two years of hours in one line. */
const LONGEST = 1 << 19;
const HOUR_MINUTES = 60;

interface Series {
  readonly medium: QualityMedium;
  readonly item: string;
  readonly start: number;
  readonly minutes: number;
  readonly values: readonly (number | null)[];
  readonly marks: readonly string[];
  readonly range: number | null;
  readonly limit: number | null;
  readonly decimals: number | null;
  readonly changed: Readonly<Record<string, Readonly<Record<string, number | null>>>>;
}

const numberOrNull = (x: unknown): number | null => (typeof x === 'number' && Number.isFinite(x) ? x : null);
const plain = (x: unknown): x is Readonly<Record<string, unknown>> =>
  typeof x === 'object' && x !== null && !Array.isArray(x);

function readSeries(input: Readonly<Record<string, unknown>>): Series | Problem[] {
  const problems: Problem[] = [];
  const bad = (ok: boolean, name: string, words: string) => {
    if (!ok) problems.push(lineProblem(P.member, name, { name, words }));
  };
  const {
    medium,
    item,
    values,
    marks = [],
    parameters = {},
    minutes = HOUR_MINUTES,
    decimals = null,
  } = input;
  const start = typeof input.start === 'string' ? parseTime(input.start) : null;
  bad(['gas', 'water', 'surface', 'air'].includes(medium as string), 'medium', 'gas, water, surface, air');
  bad(typeof item === 'string' && item !== '', 'item', 'a21026, w01018 …');
  if (start === null) problems.push(lineProblem(P.time, 'start'));
  bad(typeof minutes === 'number' && minutes > 0 && minutes <= 1_440, 'minutes', '0 < minutes ≤ 1440');
  bad(
    Array.isArray(values) && values.every((one) => one === null || numberOrNull(one) !== null),
    'values',
    'number | null',
  );
  bad(Array.isArray(marks) && marks.every((one) => typeof one === 'string'), 'marks', 'string');
  bad(decimals === null || [0, 1, 2, 3, 4, 5, 6].includes(decimals as number), 'decimals', '0 … 6');
  bad(
    plain(parameters) &&
      Object.entries(parameters).every(
        ([flag, of]) =>
          (QUALITY_FLAGS as readonly string[]).includes(flag) &&
          plain(of) &&
          Object.values(of).every((one) => one === null || numberOrNull(one) !== null),
      ),
    'parameters',
    QUALITY_FLAGS.join(', '),
  );
  if (problems.length > 0) return problems;
  return {
    medium: medium as QualityMedium,
    item: item as string,
    start: start!,
    minutes: minutes as number,
    values: values as (number | null)[],
    marks: marks as string[],
    range: numberOrNull(input.range),
    limit: numberOrNull(input.limit),
    decimals: decimals as number | null,
    changed: parameters as Series['changed'],
  };
}

function flagsOf(series: Series): RaisedFlag[] {
  const step = series.minutes * 60_000;
  const settings = flagSettings(
    { medium: series.medium, item: series.item, atMs: series.start, step, range: series.range },
    series.changed,
  );
  let state: FlagState = {};
  return series.values.flatMap((value, i) => {
    const sample = { time: series.start + i * step, value, mark: series.marks[i] ?? 'N' };
    const answer = flagValue(state, sample, settings);
    state = answer.state;
    return answer.raised;
  });
}

/** What one series alone can tell; the other signals need more than that. */
function signalsOf(series: Series): Signal[] {
  const { start, limit, range, decimals } = series;
  const values = Float64Array.from(series.values, (value) => value ?? Number.NaN);
  const marks = series.values.map((_, i) => series.marks[i] ?? 'N');
  const at = { start, step: series.minutes * 60_000, values };
  const excluded = marks.map((mark) => mark !== 'N');
  const unmarked = values.map((value, i) => (excluded[i] ? Number.NaN : value));
  return [
    constantValue({ ...at, excluded }),
    capping({ ...at, limit, range, excluded }),
    missingAtHigh({ ...at, limit }),
    ...(series.minutes === HOUR_MINUTES ? [copiedDays({ ...at, excluded })] : []),
    ...(limit === null ? [] : [marksOnExceedances({ ...at, marks, limit })]),
    ...(decimals === null ? [] : [lastDigit({ values: unmarked, decimals })]),
  ];
}

const FIGURES = { type: 'object', additionalProperties: { type: ['number', 'string', 'null'] } };

/** `tarim evaluate quality`. */
export const qualityCommand = evaluateCommand({
  name: 'quality',
  help,
  longest: LONGEST,
  schema: {
    input: inputSchema(['medium', 'item', 'start', 'values'], {
      medium: { enum: QUALITY_MEDIA.filter((one) => one !== '*') },
      item: TEXT,
      start: TEXT,
      minutes: { type: 'number', exclusiveMinimum: 0, maximum: 1_440 },
      values: { type: 'array', items: nullable('number') },
      marks: { type: 'array', items: TEXT },
      range: nullable('number'),
      limit: nullable('number'),
      decimals: { type: ['integer', 'null'], minimum: 0, maximum: 6 },
      parameters: { type: 'object', propertyNames: { enum: QUALITY_FLAGS } },
    }),
    output: {
      $schema: DRAFT,
      type: 'object',
      required: ['id', 'problems'],
      properties: {
        id: { description: 'as given; null when the line could not be read' },
        n: { type: 'integer' },
        flags: {
          type: 'array',
          items: {
            type: 'object',
            required: ['flag', 'time', 'figures'],
            properties: { flag: { enum: QUALITY_FLAGS }, time: TEXT, figures: FIGURES },
          },
        },
        signals: {
          type: 'array',
          items: {
            type: 'object',
            required: ['code', 'strength', 'baseRate', 'figures', 'innocent'],
            properties: {
              code: { enum: SIGNAL_CODES },
              strength: nullable('number'),
              baseRate: nullable('number'),
              figures: FIGURES,
              innocent: { type: 'array', items: TEXT },
            },
          },
        },
        rules: {
          type: 'array',
          description: 'rows of parameters that were used, with source and confidence',
        },
        problems: PROBLEMS,
        steps: { type: 'array', description: 'with --explain: each figure as on paper' },
      },
    },
  },
  answer(input) {
    const series = readSeries(input);
    if (Array.isArray(series)) return { problems: series };
    const signals = signalsOf(series);
    return {
      n: series.values.filter((value) => value !== null).length,
      flags: flagsOf(series).map((one) => ({ ...one, time: new Date(one.time).toISOString() })),
      signals: signals.map(({ steps: _, ...told }) => told),
      rules: QUALITY_FLAGS.flatMap((flag) => {
        const row = qualityFlagRule(flag, series.medium, series.item, series.start);
        return row ? [{ standard: row.source, version: flag, confidence: row.confidence }] : [];
      }),
      problems: [],
      steps: signals.flatMap((one) => one.steps.map((step) => ({ ...step, of: `${one.code} ${step.of}` }))),
    };
  },
});
