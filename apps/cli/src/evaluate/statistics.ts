import { evaluateStatistic, type StatisticInput } from '@tarim/science';
import { evaluateCommand } from './evaluate-command.ts';
import { findingSchema, inputSchema } from './finding-schema.ts';

const help = `
tarim evaluate statistics [--explain]  < lines.ndjson

单项计算：数值修约（GB/T 8170）、百分位数与臭氧日最大 8 小时（HJ 663）、等效声级的能量平均。
Single computations: rounding half to even, percentile and ozone MDA8 (HJ 663), energy mean of levels.

  {"id":1,"method":"percentile","percent":90,"values":[10,20,30,40,50,60,70,80,90,100]}
  {"id":1,"method":"percentile","value":91,"rank":9.1,…}

  method      round：value（数或文字，文字照写的小数位）与 digits   a number, or text as it is written
              percentile：values 与 percent（整数 whole）
              mda8：values 24 个小时值，缺测 null   24 hours
              leq：values 等时间的声级 dB   levels of equal times

  --explain  另给 steps：逐步列式 each figure as on paper

退出码 exit code: 0 已读完输入 input was read; 2 调用有误 broken call.
`;
const FIGURE = { type: ['number', 'null'] };

/** `tarim evaluate statistics`. */
export const statisticsCommand = evaluateCommand({
  name: 'statistics',
  help,
  longest: 1 << 21,
  schema: {
    input: inputSchema(['method'], {
      method: { enum: ['round', 'percentile', 'mda8', 'leq'] },
      value: { type: ['number', 'string'] },
      digits: { type: 'integer' },
      values: { type: 'array', items: FIGURE },
      percent: { type: 'integer', minimum: 0, maximum: 100 },
    }),
    output: findingSchema({
      method: { enum: ['round', 'percentile', 'mda8', 'leq', null] },
      value: FIGURE,
      text: { type: 'string' },
      rank: { type: 'number' },
      windows: { type: 'integer' },
      atHour: { type: ['integer', 'null'] },
      rounded: FIGURE,
    }),
  },
  answer: (input) => evaluateStatistic(input as unknown as StatisticInput),
});
