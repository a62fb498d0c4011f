import { evaluateTrophic } from '@tarim/science';
import { nullable } from '../schema.ts';
import { evaluateCommand } from './evaluate-command.ts';
import { timeOf, valuesOf } from './water-line.ts';
import { inputSchema, NUMBERS, outputSchema, SAMPLES, TIME, VALUES } from './water-schema.ts';

const help = `
tarim evaluate lake [--explain]  < lines.ndjson

湖泊（水库）综合营养状态指数 TLI(Σ) 与营养状态分级（环办〔2011〕22号）。湖库水质类别用 surface-water 的 "kind":"lake"。
Trophic level index of a lake and its grade. For its class use surface-water with "kind":"lake".

  {"id":1,"values":{"chla":12,"TP":0.05,"TN":0.9,"SD":1.5,"CODMn":4.0}}
  {"id":1,"tli":46.78…,"grade":"中营养","indices":{"chla":51.98…,…},"weights":{…},…,"problems":[]}

  values    chla 叶绿素a mg/m³（=µg/L）、SD 透明度 m、TP、TN、CODMn mg/L；可带单位 with a unit of its own
            缺一项不得出 TLI，但给出现有项的分指数 without one of the five no sum, but the others have their index
  samples   代替 values：多个点位或多次采样，取均值 several points or samples, their mean
  time      数据时间，可省略 time of the data

指数不修约。Indices are full figures: round them for showing.

  --explain  另给 steps

退出码 exit code: 0 已读完输入 input was read; 2 调用有误 broken call.
`;

/** `tarim evaluate lake`. */
export const lakeCommand = evaluateCommand({
  name: 'lake',
  help,
  schema: {
    input: inputSchema({ time: TIME, values: VALUES, samples: SAMPLES }),
    output: outputSchema({
      tli: nullable('number'),
      grade: nullable('string'),
      indices: NUMBERS,
      weights: NUMBERS,
    }),
  },
  answer(input) {
    const { read, problems } = valuesOf(input);
    return problems.length > 0 ? { problems } : evaluateTrophic({ time: timeOf(input), ...read });
  },
});
