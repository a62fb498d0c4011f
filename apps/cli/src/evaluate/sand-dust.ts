import { evaluateSandDust } from '@tarim/science';
import { evaluateCommand, isObject } from './evaluate-command.ts';
import { findingSchema, inputSchema, TEXT } from './finding-schema.ts';
import { parseTime } from './time.ts';

const help = `
tarim evaluate sand-dust [--explain]  < lines.ndjson

沙尘过程：由城市逐时 PM10 提出沙尘时段（环办监测〔2016〕120号），或按总站名单，给出受影响各日扣除前后的日均值。
Hours of sand dust in a city from its hourly PM10, or as the national centre lists them; each touched day with and without.

  {"id":1,"start":"2026-04-01T00:00:00+08:00","PM10":[80,90,85,95,100,90,200,450,600,320,150,98,92]}
  {"id":1,"source":"proposed","events":[{"from":"2026-04-01T06:00:00+08:00","to":"2026-04-01T11:00:00+08:00","hours":5,…}],"days":[…],…}

  start      第一个小时的起点 start of the first hour，无时区按 +08:00
  PM10       城市小时均值，缺测用 null   hourly means of the city; null: missing     PM2.5  同样的小时 the same hours
  official   [{"from":…,"to":…}] 总站名单 the national centre's list：给出后以它为准，source 为 official

推算的时段只是建议，以中国环境监测总站名单为准；判据数值凭记忆，未核实。
What is found is proposed; the national centre decides. The thresholds are from memory.

  --explain  另给 steps：逐步列式 each figure as on paper

退出码 exit code: 0 已读完输入 input was read; 2 调用有误 broken call.
`;
const HOURS = { type: 'array', items: { type: ['number', 'null'] } };

/** `tarim evaluate sand-dust`: a year of hours fits into a line. */
export const sandDustCommand = evaluateCommand({
  name: 'sand-dust',
  help,
  longest: 1 << 20,
  schema: {
    input: inputSchema(['start', 'PM10'], {
      start: TEXT,
      PM10: HOURS,
      'PM2.5': HOURS,
      official: {
        type: 'array',
        items: { type: 'object', required: ['from', 'to'], properties: { from: TEXT, to: TEXT } },
      },
    }),
    output: findingSchema({
      source: { enum: ['proposed', 'official'] },
      events: { type: 'array' },
      proposed: { type: 'array' },
      days: { type: 'array' },
    }),
  },
  answer: ({ start, PM10, 'PM2.5': pm25, official }) =>
    evaluateSandDust({
      start: timeOf(start),
      PM10: PM10 as (number | null)[],
      'PM2.5': pm25 as (number | null)[],
      official: Array.isArray(official)
        ? official.map((one) => ({
            from: timeOf(isObject(one) && one.from),
            to: timeOf(isObject(one) && one.to),
          }))
        : (official as undefined),
    }),
});

function timeOf(value: unknown): number {
  return typeof value === 'string' ? (parseTime(value) ?? Number.NaN) : Number.NaN;
}
