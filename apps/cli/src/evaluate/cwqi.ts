import { evaluateWaterIndex, type WaterIndexInput } from '@tarim/science';
import { nullable } from '../schema.ts';
import { evaluateCommand, lineProblem } from './evaluate-command.ts';
import { MAX_LINE_OF_SETS } from './lines.ts';
import { EVALUATE_PROBLEMS as P } from './problems.ts';
import { listProblem, timeOf, valuesOf } from './water-line.ts';
import { inputSchema, NUMBERS, outputSchema, SAMPLES, TIME, VALUES } from './water-schema.ts';

const help = `
tarim evaluate cwqi [--explain]  < lines.ndjson

城市水质指数 CWQI（环办监测〔2017〕51号；公式细节凭记忆，rules 中标为 memory，未核对原文）：21 项浓度均值与 III 类限值之比求和。
City water quality index: sum over 21 items of mean concentration over the limit of class III. Its details are from memory.

  {"id":"某市","river":[{"values":{"pH":8.1,"DO":6.8,…}},…],"lake":[{"values":{…}}],"before":9.1}
  {"id":"某市","cwqi":8.89…,"parts":[{"kind":"river","n":3,"cwqi":…,"items":{…}},…],"changePercent":-2.3…,…,"problems":[]}

  river, lake  城市的河流断面、湖库点位；按数目加权   river sections and lake points of a city, weighted by their numbers
  values       代替 river、lake：单个断面（"kind":"lake" 为湖库点位）   instead: one section
  before       上一时段的 CWQI：另给变化率 %   tells the change in percent
  time         数据时间，可省略 time of the data

缺项时 cwqi 为 null，只给部分和 partial：项目少，指数会偏小。With items missing there is no cwqi: a sum of fewer looks better.

  --explain  另给 steps

退出码 exit code: 0 已读完输入 input was read; 2 调用有误 broken call.
`;

const SECTIONS = {
  type: 'array',
  items: { type: 'object', properties: { id: {}, values: VALUES, samples: SAMPLES } },
};

/** `tarim evaluate cwqi`. */
export const cwqiCommand = evaluateCommand({
  name: 'cwqi',
  help,
  longest: MAX_LINE_OF_SETS,
  schema: {
    input: inputSchema({
      time: TIME,
      kind: { enum: ['river', 'lake'] },
      values: VALUES,
      samples: SAMPLES,
      river: SECTIONS,
      lake: SECTIONS,
      before: { type: ['number', 'null'], exclusiveMinimum: 0 },
    }),
    output: outputSchema({
      cwqi: nullable('number'),
      changePercent: nullable('number'),
      parts: {
        type: 'array',
        items: {
          type: 'object',
          required: ['kind', 'n', 'cwqi', 'partial', 'items'],
          properties: {
            kind: { enum: ['river', 'lake'] },
            n: { type: 'integer' },
            cwqi: nullable('number'),
            partial: { type: 'number' },
            items: NUMBERS,
          },
        },
      },
    }),
  },
  answer(input) {
    const { read, problems } = valuesOf(input);
    problems.push(...listProblem(input, 'river'), ...listProblem(input, 'lake'));
    const before = input.before ?? null;
    if (before !== null && !(typeof before === 'number' && before > 0))
      problems.push(lineProblem(P.before, 'before'));
    if (problems.length > 0) return { problems };
    const { kind, river, lake } = input as Pick<WaterIndexInput, 'kind' | 'river' | 'lake'>;
    return evaluateWaterIndex({
      time: timeOf(input),
      kind,
      ...read,
      river,
      lake,
      before: before as number | null,
    });
  },
});
