import { evaluateStack, type StackInput } from '@tarim/science';
import { evaluateCommand } from './evaluate-command.ts';
import { findingSchema, inputSchema, TEXT } from './finding-schema.ts';

const help = `
tarim evaluate stack [--explain]  < lines.ndjson

GB 16297-1996 新污染源：最高允许排放浓度，及按排气筒高度的最高允许排放速率（内插、外推、低于 15 m 减半、等效排气筒）。
GB 16297-1996, new sources: concentration, and rate by the height of the stack (interpolated, extrapolated, halved, equivalent).

  {"id":1,"item":"SO2","level":2,"height":35,"concentration":300,"rate":18}
  {"id":1,"item":"二氧化硫","height":35,"rate":{"value":18,"limit":20,"verdict":"meets"},"concentration":{…},"verdict":"meets",…}

  item     符号、HJ 212 编码或表 2 名称   symbol, factor code or Chinese name        level  2（默认）或 3
  height   排气筒高度 m        rate  kg/h        concentration  mg/m³        use  有多个浓度限值时的用途 one of several uses
  belowSurroundings  未高出周围 200 m 内建筑 5 m 以上，速率减半 does not tower above its surroundings
  stacks   [{"height":20,"rate":3},{"height":30,"rate":5}] 与 distance：两个排气筒距离小于高度之和时等效为一个 two as one

浓度与速率都须达标；规则（附录 A、B）凭记忆，结果中说明。Both must be met; the rules of the annexes are from memory.

  --explain  另给 steps：逐步列式 each figure as on paper

退出码 exit code: 0 已读完输入 input was read; 2 调用有误 broken call.
`;
const JUDGED = { type: ['object', 'null'] };

/** `tarim evaluate stack`. */
export const stackCommand = evaluateCommand({
  name: 'stack',
  help,
  schema: {
    input: inputSchema(['item'], {
      item: TEXT,
      level: { enum: [2, 3] },
      height: { type: 'number', exclusiveMinimum: 0 },
      concentration: { type: ['number', 'null'] },
      rate: { type: ['number', 'null'] },
      use: TEXT,
      belowSurroundings: { type: 'boolean' },
      stacks: { type: 'array', minItems: 2, maxItems: 2 },
      distance: { type: 'number' },
    }),
    output: findingSchema({
      item: { type: ['string', 'null'] },
      height: { type: ['number', 'null'] },
      equivalent: { type: ['object', 'null'] },
      concentration: JUDGED,
      rate: JUDGED,
      verdict: { enum: ['meets', 'exceeds', 'not-judged'] },
    }),
  },
  answer: (input) => evaluateStack(input as unknown as StackInput),
});
