import type { Problem } from '@tarim/kernel';
import { evaluateAqi } from '@tarim/science';
import { flag } from '../arguments.ts';
import { defineCommand } from '../command.ts';
import { answerLines } from './answer-lines.ts';
import { AQI_SCHEMA } from './aqi-schema.ts';
import { isObject, lineProblem as problem } from './evaluate-command.ts';
import { MAX_LINE } from './lines.ts';
import { EVALUATE_PROBLEMS as P } from './problems.ts';
import { parseTime } from './time.ts';

const help = `
tarim evaluate aqi [--explain]  < lines.ndjson

空气质量指数：数据日期 2026-03-01 起按 HJ 633-2026，此前按 HJ 633-2012。每行一个 JSON 对象，输出也是每行一个。
Air quality index, by the edition in force on the date of the data. One JSON object a line, one line of answer each:

  {"id":1,"period":"hour","time":"2026-04-18T13:00:00+08:00","values":{"SO2":5,"NO2":4,"CO":0.4,"O3":113,"PM10":13,"PM2.5":6}}
  {"id":1,"standard":"HJ 633-2026","iaqi":{"SO2":2,…},"aqi":36,"partialAqi":36,"primary":[],"level":1,…,"problems":[]}

  period     hour: 1 小时均值 1-h means, PM by the 24-h breakpoints; day: 24 小时均值 24-h means and O3_8h (MDA8)
  time       ISO 8601，时段起点，无时区按 +08:00   start of the period
  values     µg/m³，CO mg/m³；缺测用 null 或省略   null or absent: missing
             另可给 hour 的 SO2_24h（24 小时均值）与 day 的 O3（当日最大 1 小时），仅 2012 版超过 800 时代用
             beside them hour SO2_24h and day O3 (its highest hour): 2012 takes these above 800, where its table ends
  standard   可指定版本 an edition to compare with    exempt  不参评污染物 pollutants outside the programme

aqi 为 null 表示缺项且分指数不大于 100，不得发布，此时看 partialAqi（2026 版；2012 版按现有项目计算）。
A null aqi may not be published: something is missing and no index is above 100 (2026; in 2012 it is made of what is there).
2012 版 SO2 1 小时或 O3 8 小时超过 800 而代用值未给出时，aqi 为 null，问题为 AQI_NO_INDEX；iaqi 以实际使用的项目为键。
In 2012 it is null as well (AQI_NO_INDEX) above 800 without the value that stands in; keys of iaqi are the values really used.

  --explain  另给 steps：逐项写出取值、修约、限值与公式   each index figure by figure

退出码 exit code: 0 已读完输入 input was read; 2 调用有误 broken call.
`;

/** `tarim evaluate aqi`. */
export const aqiCommand = defineCommand({
  name: 'evaluate aqi',
  help,
  schema: AQI_SCHEMA,
  options: { explain: flag() },
  async run({ explain }, { stdin, stdout }) {
    await answerLines(
      { stdin, stdout },
      MAX_LINE,
      (line) => aqiLine(line, explain),
      (problem) => unread(null, [problem]),
    );
    return 0;
  },
});

/** The answer to one line; a line that cannot be read is answered by its problems. Null: it was too long to keep. */
export function aqiLine(line: string | null, explain = false): object {
  if (line === null) return unread(null, [problem(P.tooLong, undefined, { limit: MAX_LINE })]);
  let input: unknown;
  try {
    input = JSON.parse(line);
  } catch {
    return unread(null, [problem(P.json)]);
  }
  if (!isObject(input)) return unread(null, [problem(P.object)]);
  const { id, period, values, standard, exempt } = input;
  const time = typeof input.time === 'string' ? parseTime(input.time) : null;
  const problems: Problem[] = [];
  if (period !== 'hour' && period !== 'day') problems.push(problem(P.period, 'period'));
  if (time === null && !(typeof standard === 'string' && input.time === undefined))
    problems.push(problem(P.time, 'time'));
  if (!isObject(values)) problems.push(problem(P.values, 'values'));
  if (exempt !== undefined && !(Array.isArray(exempt) && exempt.every((one) => typeof one === 'string')))
    problems.push(problem(P.exempt, 'exempt'));
  if (problems.length > 0) return unread(id, problems);
  const result = evaluateAqi({
    period: period as 'hour' | 'day',
    time: time ?? Number.NaN,
    // What is not a number in it is a problem of the answer.
    values: values as Record<string, number | null>,
    ...(standard === undefined || standard === null
      ? {}
      : { standard: typeof standard === 'string' ? standard : JSON.stringify(standard) }),
    ...(exempt === undefined ? {} : { exempt: exempt as string[] }),
  });
  return {
    id: id ?? null,
    standard: result.ruleVersion === '' ? null : result.standard,
    iaqi: result.iaqi,
    aqi: result.aqi,
    partialAqi: result.partialAqi,
    primary: result.primary,
    level: result.level,
    category: result.category,
    values: result.values,
    ruleVersion: result.ruleVersion || null,
    problems: result.problems,
    ...(explain ? { steps: result.steps } : {}),
  };
}

function unread(id: unknown, problems: readonly Problem[]): object {
  return {
    id: id ?? null,
    standard: null,
    iaqi: {},
    aqi: null,
    partialAqi: null,
    primary: [],
    level: null,
    category: null,
    values: {},
    ruleVersion: null,
    problems,
  };
}
