import { evaluateVoc, VOC_TEMPERATURES, VOC_UNITS, type VocInput } from '@tarim/science';
import { nullable } from '../schema.ts';
import { evaluateCommand } from './evaluate-command.ts';
import { findingSchema, inputSchema, TEXT } from './finding-schema.ts';

const help = `
tarim evaluate voc [--explain]  < lines.ndjson

挥发性有机物组分：ppbv 与 µg/m³ 换算、TVOC 与分类占比、臭氧生成潜势 OFP = Σ C·MIR、特征比值。
VOC components: units, total and groups, ozone formation potential, characteristic ratios.

  {"id":1,"unit":"ppbv","values":{"甲苯":2,"71-43-2":1,"n-Pentane":"<0.02"}}
  {"id":1,"tvoc":{"ppbv":3.01,"mass":10.75…},"groups":[…],"ofp":{"total":32.46…,"top":[{"key":"toluene",…}],"withoutMir":[]},"ratios":[{"name":"T/B","value":2,"hint":"traffic"},…],…}

  values       物种：中英文名、CAS 号或 HJ 212 编码；"<0.02"、"0.02L"、"ND" 为未检出，以检出限一半计入（未给检出限的计 0）
               species by name, CAS number or code; below detection half the limit enters
  unit         ppbv · µg/m³
  temperature  参比温度 20 或 25 ℃（默认 25），101.325 kPa   reference temperature

  MIR 为 Carter（2010，SAPRC-07）值，凭记忆录入；特征比值的 hint 只是文献中的常见情形，不是来源的证据。
  MIR from memory; the hint of a ratio is what the literature often finds, no evidence of a source.

  --explain  另给 steps：逐步列式 each figure as on paper

退出码 exit code: 0 已读完输入 input was read; 2 调用有误 broken call.
`;

/** `tarim evaluate voc`. */
export const vocCommand = evaluateCommand({
  name: 'voc',
  help,
  schema: {
    input: inputSchema(['unit', 'values'], {
      unit: { enum: [...VOC_UNITS] },
      temperature: { enum: [...VOC_TEMPERATURES] },
      values: { type: 'object', additionalProperties: { type: ['number', 'string', 'null'] } },
    }),
    output: findingSchema({
      unit: nullable('string'),
      temperature: nullable('number'),
      molarVolume: nullable('number'),
      species: {
        type: 'array',
        items: {
          type: 'object',
          required: ['key', 'group', 'state', 'ppbv', 'mass', 'mir', 'ofp'],
          properties: {
            key: TEXT,
            group: TEXT,
            state: { enum: ['measured', 'below'] },
            ppbv: { type: 'number' },
            mass: { type: 'number' },
            mir: nullable('number'),
            ofp: nullable('number'),
          },
        },
      },
      tvoc: { type: ['object', 'null'] },
      groups: { type: 'array' },
      ofp: { type: ['object', 'null'] },
      ratios: { type: 'array' },
    }),
  },
  answer: (input) => evaluateVoc(input as unknown as VocInput),
});
