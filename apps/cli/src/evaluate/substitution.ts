import { evaluateSubstitution, type SubstitutionInput } from '@tarim/science';
import { evaluateCommand, isObject } from './evaluate-command.ts';
import { findingSchema, inputSchema } from './finding-schema.ts';
import { parseTime } from './time.ts';

const help = `
tarim evaluate substitution [--explain]  < lines.ndjson

排放量替代：季度有效数据捕集率与缺失、无效、失控时段的排放量替代（废气逐时 HJ 75-2017，废水逐日 HJ 356-2019）；规则之外的不替代并说明原因。
Substitution of amounts in spans that are missing, invalid or out of control: by the hour for flue gas, by the day for wastewater. What the rule
does not cover stays without an amount and says so. Times are epoch ms in the answer.

  {"id":1,"medium":"water","from":"2026-07-03T00:00:00+08:00","to":"2026-07-04T00:00:00+08:00","passed":["2026-07-03T09:00:00+08:00"],"amounts":[{"time":"2026-07-01T00:00:00+08:00","state":"valid","kg":12},{"time":"2026-07-03T00:00:00+08:00","state":"invalid","kg":null}]}
  {"id":1,"values":[{"kg":12,"origin":{"lookback":30,"count":1,…},…}],"totals":{"measured":0,"substituted":12,"total":12,…},…}

  medium   air（逐时 hours）或 water（逐日 days）
  amounts  所涉季度的全部时段与更早的历史；state valid · stopped · invalid · missing · out-of-control；kg 排放量
           every period of the quarters concerned, and history before them
  from to  只替代与合计这一段 only these are substituted and summed
  passed   校准、校验合格的时刻 instants of passed checks

  --explain  另给 steps：逐步列式 each figure as on paper

退出码 exit code: 0 已读完输入 input was read; 2 调用有误 broken call.
`;

/** `tarim evaluate substitution`: half a year of hours fits into a line. */
export const substitutionCommand = evaluateCommand({
  name: 'substitution',
  help,
  longest: 1 << 22,
  schema: {
    input: inputSchema(['medium', 'from', 'to', 'amounts'], {
      medium: { enum: ['air', 'water'] },
      from: { type: 'string' },
      to: { type: 'string' },
      passed: { type: 'array', items: { type: 'string' } },
      amounts: {
        type: 'array',
        items: {
          type: 'object',
          required: ['time', 'state', 'kg'],
          properties: {
            time: { type: 'string' },
            state: { enum: ['valid', 'stopped', 'invalid', 'missing', 'out-of-control'] },
            kg: { type: ['number', 'null'] },
          },
        },
      },
    }),
    output: findingSchema({
      quarters: { type: 'array' },
      values: { type: 'array' },
      totals: { type: 'object' },
    }),
  },
  answer: ({ medium, from, to, passed, amounts }) =>
    evaluateSubstitution({
      medium: medium as SubstitutionInput['medium'],
      from: instant(from),
      to: instant(to),
      passed: Array.isArray(passed) ? passed.map(instant) : [],
      amounts: Array.isArray(amounts) ? amounts.map(timed) : (amounts as SubstitutionInput['amounts']),
    }),
});

const instant = (text: unknown): number => (typeof text === 'string' ? parseTime(text) : null) ?? Number.NaN;

function timed(one: unknown): SubstitutionInput['amounts'][number] {
  return {
    ...(one as SubstitutionInput['amounts'][number]),
    time: isObject(one) ? instant(one.time) : Number.NaN,
  };
}
