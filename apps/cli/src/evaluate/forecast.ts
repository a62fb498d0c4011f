import type { Problem } from '@tarim/kernel';
import {
  type BaselineTarget,
  baselineHistory,
  baselineSteps,
  evaluateBaseline,
  type ForecastDay,
  LONGEST_LEAD,
  ruleUsed,
} from '@tarim/science';
import { aqiStandard } from '@tarim/standards';
import { nullable } from '../schema.ts';
import { evaluateCommand, isObject, lineProblem } from './evaluate-command.ts';
import { findingSchema, inputSchema, TEXT, VALUES } from './finding-schema.ts';
import { EVALUATE_PROBLEMS as P } from './problems.ts';

const help = `
tarim evaluate forecast [--explain]  < lines.ndjson

城市 AQI 统计基线预报：持续性与气候态混合，由该市自己的历史日均值算出。不是数值模式，不含气象条件；方法为本平台所定，非标准。
Statistical baseline of a city's AQI: persistence and climatology blended, from its own past days. No numerical model; ours, no standard's.

  {"id":1,"city":"650100","history":[{"date":"2026-11-24","values":{"SO2":8,"NO2":30,"CO":0.9,"O3_8h":60,"PM10":110,"PM2.5":60}},…],"days":3}
  {"id":1,"city":"650100","model":"baseline-1","issueDate":"2026-11-25","targets":[{"date":"2026-11-26","lead":1,"aqi":82,"aqiLow":…},…],…}

  history    历史日值 past days：24 小时均值与 O3_8h，µg/m³，CO mg/m³；往年同期越全越好   the more earlier years the better
  issueDate  起报日 day of issue（默认：history 最后一日的次日 the day after the last）；只用此前各日   only days before it enter
  days       预报天数 days ahead：1–7（默认 7）

  --explain  另给 steps：逐步列式 each figure as on paper

退出码 exit code: 0 已读完输入 input was read; 2 调用有误 broken call.
`;

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 86_400_000;
const isDate = (value: unknown): value is string =>
  typeof value === 'string' && DATE.test(value) && !Number.isNaN(Date.parse(value));

/** `tarim evaluate forecast`: years of days fit into a line. */
export const forecastCommand = evaluateCommand({
  name: 'forecast',
  help,
  longest: 1 << 20,
  schema: {
    input: inputSchema(['history'], {
      city: TEXT,
      history: {
        type: 'array',
        items: { type: 'object', required: ['date', 'values'], properties: { date: TEXT, values: VALUES } },
      },
      issueDate: TEXT,
      days: { type: 'integer', minimum: 1, maximum: LONGEST_LEAD },
    }),
    output: findingSchema({
      city: nullable('string'),
      model: TEXT,
      issueDate: nullable('string'),
      lastDay: nullable('string'),
      targets: {
        type: 'array',
        items: {
          type: 'object',
          required: ['date', 'lead', 'aqi', 'aqiLow', 'aqiHigh', 'level'],
          properties: {
            date: TEXT,
            lead: { type: 'integer' },
            aqi: nullable('integer'),
            aqiLow: nullable('integer'),
            aqiHigh: nullable('integer'),
            level: nullable('integer'),
            primary: { type: 'array', items: TEXT },
            pollutants: { type: 'object' },
          },
        },
      },
    }),
  },
  answer({ city, history, issueDate, days }) {
    const problems: Problem[] = [];
    if (!Array.isArray(history) || history.some((day) => !isObject(day)))
      return { problems: [lineProblem(P.list, 'history', { name: 'history' })] };
    for (const [i, day] of history.entries()) {
      if (!isDate(day.date)) problems.push(lineProblem(P.time, `history.${i}.date`));
      if (!isObject(day.values)) problems.push(lineProblem(P.values, `history.${i}.values`));
    }
    if (issueDate !== undefined && !isDate(issueDate)) problems.push(lineProblem(P.time, 'issueDate'));
    if (problems.length > 0) return { problems };
    const known = history as ForecastDay[];
    const issue = (issueDate as string | undefined) ?? dayAfterLast(known);
    const ahead = typeof days === 'number' && days >= 1 ? Math.floor(days) : LONGEST_LEAD;
    const { model, lastDay, targets } = evaluateBaseline(baselineHistory(known), issue ?? '', ahead);
    return {
      ...{
        city: typeof city === 'string' ? city : null,
        model,
        issueDate: issue,
        lastDay,
        targets,
        problems,
      },
      rules: rulesOf(model, targets),
      steps: targets.flatMap((target) =>
        baselineSteps(target).map((step) => ({ ...step, of: `${target.date} ${step.of}` })),
      ),
    };
  },
});

function dayAfterLast(days: readonly ForecastDay[]): string | null {
  const last = days.map((day) => day.date).sort().at(-1); // biome-ignore format: one thought
  return last ? new Date(Date.parse(last) + DAY_MS).toISOString().slice(0, 10) : null;
}

/** The model is ours: nothing of it is law. */
function rulesOf(model: string, targets: readonly BaselineTarget[]) {
  const editions = new Map(
    targets.map((one) => [one.standard, aqiStandard(Date.parse(`${one.date}T00:00:00+08:00`))]),
  );
  return [
    { standard: model, version: model, confidence: 'unverified' },
    ...[...editions.values()].map((one) => ruleUsed(one)),
  ];
}
