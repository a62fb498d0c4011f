import { evaluateGroundwater } from '@tarim/science';
import { nullable } from '../schema.ts';
import { evaluateCommand } from './evaluate-command.ts';
import { timeOf, valuesOf } from './water-line.ts';
import { CLASSES, inputSchema, outputSchema, SAMPLES, STRINGS, TIME, VALUES } from './water-schema.ts';

const help = `
tarim evaluate groundwater [--explain]  < lines.ndjson

地下水质量类别（GB/T 14848-2017）：单指标类别与综合类别（最差者）；常规 39 项，另 54 项给出则参评。
Class of groundwater: of each item and of the whole, which is the worst. 39 regular items, the 54 others when they are given.

  {"id":1,"values":{"总硬度":450,"Fe":0.05,"pH":8.7,"硝酸盐":21,"嗅和味":"无","LAS":{"lt":0.05}}}
  {"id":1,"class":"IV","classes":{"嗅和味":"I","pH":"IV","总硬度":"III",…},"deciding":["pH","硝酸盐"],…,"problems":[]}

  values    符号、中文名或 HJ 212-2017 编码；单位如标准所印（有机物为 µg/L），或 {"value":0.3,"unit":"mg/L"}
            in the unit of the standard (organics µg/L); 低于检出限 below detection: {"lt":0.01}、"0.01L"、"<0.01"
  samples   代替 values：取均值 their mean    time  数据时间，可省略 time of the data

限值相同的类别取较好的一类；缺项列于 missing，综合类别按现有项目得出。Equal limits: the better class.

  --explain  另给 steps

退出码 exit code: 0 已读完输入 input was read; 2 调用有误 broken call.
`;

/** `tarim evaluate groundwater`. */
export const groundwaterCommand = evaluateCommand({
  name: 'groundwater',
  help,
  schema: {
    input: inputSchema({ time: TIME, values: VALUES, samples: SAMPLES }),
    output: outputSchema({
      class: nullable('string'),
      classes: CLASSES,
      deciding: STRINGS,
      exceeding: { type: 'array', description: 'worse than class III; multiple (C−S)/S' },
    }),
  },
  answer(input) {
    const { read, problems } = valuesOf(input);
    return problems.length > 0 ? { problems } : evaluateGroundwater({ time: timeOf(input), ...read });
  },
});
