import {
  type AirPeriodInput,
  type CompositeInput,
  evaluateAirPeriod,
  evaluateComposite,
} from '@tarim/science';
import { evaluateCommand, isObject } from './evaluate-command.ts';
import { findingSchema, inputSchema, TEXT, VALUES } from './finding-schema.ts';

const help = `
tarim evaluate air-period [--explain]  < lines.ndjson

环境空气质量时段评价（月、季、年、任意时段）：百分位数、数据有效性、年评价达标、综合指数、优良天数、超标天数、首要污染物天数、同比。
Ambient air of a month, quarter, year or range after HJ 663: statistics, verdict of a year, composite index, good days, change.

  {"id":1,"period":"2025-03","days":[{"date":"2025-03-01","values":{"SO2":8,"NO2":20,"CO":0.8,"O3_8h":90,"PM10":300,"PM2.5":90},"dust":true},…]}
  {"id":1,"period":{…},"withDust":{"pollutants":{…},"verdict":…,"composite":{…},"days":{…}},"withoutDust":{…},"dust":{"days":1,"source":"proposed",…},…}

  period       2025 · 2025-Q1 · 2025-03 · 2025-01-01/2025-06-30
  days         values 为 24 小时均值与 O3_8h（日最大 8 小时），µg/m³，CO mg/m³；也可用 HJ 212 编码   24-h means and MDA8, or factor codes
               dust 该日受沙尘影响 day of dust；withoutDust {"PM10":…} 扣除沙尘小时后的日均值 mean of what is left
  dustSource   proposed（默认）或 official：总站名单 the national centre's list
  airClass     I 或 II（默认）functional area     standard  指定 HJ 663-2013 或 HJ 663-2026
  edition      2012 或 2026：评价、限值、AQI 三项标准一并按该版   all three standards of that generation, whatever the dates
  weights      综合指数权重 weights of the composite index     previous  {"period":…,"days":[…]}，默认上年同期 a year earlier
  concentrations  代替 days：只算综合指数 instead of days: the composite index alone

每项结果都同时给出不扣除（withDust）与扣除沙尘（withoutDust）两套数；判定按全数值比较。HJ 663-2026 的综合指数权重仅见于单一来源。
Every figure is told with and without dust. Verdicts compare full values. The weights of 2026 are a candidate of a single source.

  --explain  另给 steps：逐步列式 each figure as on paper

退出码 exit code: 0 已读完输入 input was read; 2 调用有误 broken call.
`;

const DAYS = {
  type: 'array',
  items: {
    type: 'object',
    required: ['date', 'values'],
    properties: { date: TEXT, values: VALUES, dust: { type: 'boolean' }, withoutDust: VALUES },
  },
};
const FIGURES = {
  type: ['object', 'null'],
  properties: {
    pollutants: { type: 'object' },
    verdict: { enum: ['meets', 'exceeds', 'not-judged'] },
    composite: { type: ['object', 'null'] },
    days: { type: 'object' },
  },
};

/** `tarim evaluate air-period`: two years of days fit into a line. */
export const airPeriodCommand = evaluateCommand({
  name: 'air-period',
  help,
  longest: 1 << 20,
  schema: {
    input: inputSchema(['period'], {
      period: TEXT,
      days: DAYS,
      concentrations: VALUES,
      airClass: { enum: ['I', 'II'] },
      standard: { enum: ['HJ 663-2013', 'HJ 663-2026'] },
      edition: { enum: ['2012', '2026'] },
      weights: VALUES,
      dustSource: { enum: ['proposed', 'official'] },
      previous: { type: 'object', required: ['days'], properties: { period: TEXT, days: DAYS } },
    }),
    output: findingSchema({
      period: { type: ['object', 'null'] },
      withDust: FIGURES,
      withoutDust: FIGURES,
      dust: { type: 'object' },
      change: { type: ['object', 'null'] },
      composite: { type: ['object', 'null'], description: 'of concentrations alone' },
    }),
  },
  answer: (input) =>
    isObject(input.concentrations) && input.days === undefined
      ? evaluateComposite(input as unknown as CompositeInput)
      : evaluateAirPeriod(input as unknown as AirPeriodInput),
});
