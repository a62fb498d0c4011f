import { evaluateTrend, type TrendInput } from '@tarim/science';
import { nullable } from '../schema.ts';
import { evaluateCommand, lineProblem } from './evaluate-command.ts';
import { EVALUATE_PROBLEMS as P } from './problems.ts';
import { listProblem } from './water-line.ts';
import { inputSchema, outputSchema } from './water-schema.ts';

const help = `
tarim evaluate trend [--explain]  < lines.ndjson

变化趋势：秩相关系数（Spearman，环办〔2011〕22号；临界值凭记忆，rules 中标为 memory）、Mann-Kendall、Sen 斜率及置信区间；
点带 season 时为季节性 Mann-Kendall。
Trend of a series: rank correlation of the rule (critical values from memory), Mann–Kendall, Sen's slope with its interval.

  {"id":"氨氮","values":[1.8,1.5,1.6,1.2,1.0,0.7]}
  {"id":"氨氮","n":6,"spearman":{"sumD2":68,"rs":-0.94…,"critical":0.829,…},"mannKendall":{…},"sen":{…},…,"verdict":"significant-decrease",…}

  values    各时段一个值，按时间顺序，等间隔；缺测 null；低于检出限 {"lt":0.01}（按一半）   one a period, in order
  points    代替 values：[{"t":2019,"value":1.8,"season":"丰水期"},…]，顺序不限；t 如年份   instead, in any order
  alpha     Mann-Kendall 与 Sen 区间的双侧水平：0.1、0.05（缺省）、0.01   two-sided level

verdict 依秩相关（5～20 个时段），否则依 Mann-Kendall。The verdict is that of the rule where it has a critical value.

  --explain  另给 steps

退出码 exit code: 0 已读完输入 input was read; 2 调用有误 broken call.
`;

const VALUE = { type: ['number', 'object', 'null'] };
const DIRECTION = { enum: ['rising', 'falling', 'none'] };

/** `tarim evaluate trend`. */
export const trendCommand = evaluateCommand({
  name: 'trend',
  help,
  schema: {
    input: inputSchema({
      values: { type: 'array', items: VALUE },
      points: {
        type: 'array',
        items: {
          type: 'object',
          required: ['t', 'value'],
          properties: { t: { type: 'number' }, value: VALUE, season: { type: ['string', 'number'] } },
        },
      },
      alpha: { enum: [0.1, 0.05, 0.01] },
    }),
    output: outputSchema({
      n: { type: 'integer' },
      spearman: {
        type: ['object', 'null'],
        required: ['ranks', 'sumD2', 'rs', 'critical', 'significant', 'direction'],
        properties: {
          rs: { type: 'number' },
          critical: nullable('number'),
          significant: nullable('boolean'),
          direction: DIRECTION,
        },
      },
      mannKendall: {
        type: ['object', 'null'],
        required: ['s', 'varS', 'z', 'tau', 'p', 'pBy', 'significant', 'direction'],
        properties: { p: { type: 'number' }, pBy: { enum: ['exact', 'normal'] }, direction: DIRECTION },
      },
      sen: {
        type: ['object', 'null'],
        required: ['slope', 'lower', 'upper', 'level', 'intercept'],
        properties: { slope: { type: 'number' }, lower: nullable('number'), upper: nullable('number') },
      },
      seasonal: { type: ['object', 'null'] },
      verdict: { enum: ['significant-increase', 'significant-decrease', 'no-significant-trend', null] },
    }),
  },
  answer(input) {
    const problems = listProblem(input, 'points');
    if (input.values !== undefined && !Array.isArray(input.values))
      problems.push(lineProblem(P.list, 'values', { name: 'values' }));
    return problems.length > 0 ? { problems } : evaluateTrend(input as TrendInput);
  },
});
