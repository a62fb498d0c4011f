import { evaluateSource, evaluateSourceSet, type SourceKind, type SourceSetInput } from '@tarim/science';
import { nullable } from '../schema.ts';
import { evaluateCommand } from './evaluate-command.ts';
import { MAX_LINE_OF_SETS } from './lines.ts';
import { listProblem, timeOf, valuesOf } from './water-line.ts';
import { inputSchema, outputSchema, SAMPLES, TIME, VALUES } from './water-schema.ts';

const help = `
tarim evaluate drinking-source [--explain]  < lines.ndjson

集中式饮用水水源水质达标评价（单因子）：地表水源按 GB 3838-2002 表 1 的 III 类与表 2、表 3，地下水源按 GB/T 14848-2017 的 III 类；
城市、县级、农村千吨万人水源同法。参评项目清单凭记忆，rules 中标为 memory，未核对原文。
Compliance of drinking-water sources, in towns and in the country alike. The lists of items are from memory.

  {"id":1,"kind":"groundwater","values":{"总硬度":430,"Fe":0.2,"w21003":0.3}}
  {"id":1,"kind":"groundwater","compliant":true,"exceeding":[],…,"missing":[…],"problems":[]}

  kind      river 河流型、lake 湖库型、groundwater 地下水型
  values    写法同 surface-water   as in surface-water; samples 取均值 their mean
  sources   代替以上：[{"id":…,"kind":…,"values":{…},"volume":600,"group":"千吨万人"},…]，给出水源与水量达标率，分组另列
            instead: the sources of a region; rates of compliance by number and by volume, for each group too
            volume 取水量，万 m³ 或 {"value":1000,"unit":"m3"}
  time      数据时间，可省略 time of the data

达标按现有项目判定，缺项列于 missing。地表水源的化学需氧量、总氮、粪大肠菌群单列于 apart，不参加判定。
Compliance is that of what is there; COD, TN and coliforms of surface sources stand in apart.

  --explain  另给 steps

退出码 exit code: 0 已读完输入 input was read; 2 调用有误 broken call.
`;

const KIND = { enum: ['river', 'lake', 'groundwater'] };
const RATES = {
  n: { type: 'integer' },
  compliantCount: { type: 'integer' },
  byCount: { ...nullable('number'), description: 'percent' },
  byVolume: { ...nullable('number'), description: 'percent; null when a source has no volume' },
};

/** `tarim evaluate drinking-source`. */
export const drinkingSourceCommand = evaluateCommand({
  name: 'drinking-source',
  help,
  longest: MAX_LINE_OF_SETS,
  schema: {
    input: inputSchema({
      time: TIME,
      kind: KIND,
      values: VALUES,
      samples: SAMPLES,
      sources: {
        type: 'array',
        items: {
          type: 'object',
          required: ['kind'],
          properties: {
            id: {},
            kind: KIND,
            values: VALUES,
            samples: SAMPLES,
            volume: { type: ['number', 'object', 'null'] },
            group: { type: 'string' },
          },
        },
      },
    }),
    output: outputSchema({
      kind: { enum: [...KIND.enum, null] },
      compliant: nullable('boolean'),
      exceeding: { type: 'array' },
      apart: { type: 'object', additionalProperties: { type: 'boolean' } },
      ...RATES,
      groups: { type: 'object', additionalProperties: { type: 'object', properties: RATES } },
      sources: { type: 'array' },
    }),
  },
  answer(input) {
    const { read, problems } = valuesOf(input);
    problems.push(...listProblem(input, 'sources'));
    if (problems.length > 0) return { problems };
    const time = timeOf(input);
    return input.sources === undefined
      ? evaluateSource({ time, kind: input.kind as SourceKind, ...read })
      : evaluateSourceSet({ time, sources: input.sources as SourceSetInput['sources'] });
  },
});
