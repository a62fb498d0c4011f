import { type ChangeSide, evaluateChange, evaluateSection, type WaterKind } from '@tarim/science';
import { nullable } from '../schema.ts';
import { evaluateCommand, isObject, lineProblem } from './evaluate-command.ts';
import { EVALUATE_PROBLEMS as P } from './problems.ts';
import { timeOf, valuesOf } from './water-line.ts';
import {
  CHANGE,
  CLASSES,
  inputSchema,
  outputSchema,
  SAMPLES,
  STRINGS,
  TIME,
  VALUES,
} from './water-schema.ts';
import { withChange } from './with-change.ts';

const help = `
tarim evaluate surface-water [--explain]  < lines.ndjson

地表水断面水质类别（GB 3838-2002 表 1 的 21 项，单因子）与水质状况、主要污染指标（环办〔2011〕22号）。
Class of a section of surface water by single factors, its rating and main pollutants. One JSON object a line:

  {"id":1,"kind":"river","values":{"pH":8.1,"DO":6.8,"NH3-N":1.2,"w21011":0.31,"Hg":{"lt":0.00004},"Cu":{"value":4,"unit":"ug/L"}}}
  {"id":1,"kind":"river","class":"V","rating":"中度污染",…,"main":["TP","NH3-N"],…,"problems":[]}

  kind      river 河流（缺省 default）；lake 湖泊、水库：用湖库总磷限值 limits of TP for lakes
  values    符号、中文名或 HJ 212-2017 编码；mg/L 等标准所印单位，或 {"value":4,"unit":"ug/L"}   in the unit of the standard
            低于检出限 below detection: {"lt":0.01}、"0.01L"、"<0.01"：按一半计，不算超标 half of it, never an exceedance
            DOsat 溶解氧饱和度 %，可省略：≥ 90 % 即 I 类 saturation of oxygen makes class I
  samples   代替 values：多次采样或多个点位，取均值 several samples or points, their mean
  time      数据时间，可省略 time of the data    before  {"class":"III"} 或 {"values":{…}}：与前一时段比较 tells the change

总氮（湖库）、粪大肠菌群单列于 apart，不参加评价；缺项列于 missing，类别按现有项目得出。
TN of lakes and coliforms stand in apart; what is missing is listed, and the class is that of what is there.

  --explain  另给 steps：逐项写出取值与限值 each item figure by figure

退出码 exit code: 0 已读完输入 input was read; 2 调用有误 broken call.
`;

/** `tarim evaluate surface-water`. */
export const surfaceWaterCommand = evaluateCommand({
  name: 'surface-water',
  help,
  schema: {
    input: inputSchema({
      time: TIME,
      kind: { enum: ['river', 'lake'] },
      values: VALUES,
      samples: SAMPLES,
      before: { type: 'object', properties: { class: { type: 'string' }, values: VALUES, samples: SAMPLES } },
    }),
    output: outputSchema({
      kind: { enum: ['river', 'lake', null] },
      class: { ...nullable('string'), description: 'I … V, 劣V' },
      rating: nullable('string'),
      colour: nullable('string'),
      classes: CLASSES,
      deciding: STRINGS,
      exceeding: {
        type: 'array',
        description: 'worse than class III, in the order of the rule',
        items: {
          type: 'object',
          properties: {
            item: { type: 'string' },
            class: { type: 'string' },
            multiple: { ...nullable('number'), description: '(C−S)/S; null for pH and DO' },
          },
        },
      },
      main: STRINGS,
      apart: CLASSES,
      change: CHANGE,
    }),
  },
  answer(input) {
    const { read, problems } = valuesOf(input);
    const { before } = input;
    if (before !== undefined && !isObject(before)) problems.push(lineProblem(P.before, 'before'));
    if (problems.length > 0) return { problems };
    const kind = input.kind as WaterKind | undefined;
    const time = timeOf(input);
    const result = evaluateSection({ time, kind, ...read });
    if (!isObject(before)) return result;
    const former = valuesOf(before);
    const side: ChangeSide =
      typeof before.class === 'string'
        ? { class: before.class }
        : evaluateSection({ time, kind, ...former.read });
    return withChange(result, evaluateChange(side, result, time));
  },
});
