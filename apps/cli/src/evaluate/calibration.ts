import { type CheckInput, evaluateCheck } from '@tarim/science';
import { CHECK_KINDS } from '@tarim/standards';
import { nullable } from '../schema.ts';
import { evaluateCommand } from './evaluate-command.ts';
import { findingSchema, inputSchema, TEXT } from './finding-schema.ts';

const help = `
tarim evaluate calibration [--explain]  < lines.ndjson

校准、校验、标样核查与比对是否合格：烟气 CEMS（HJ 75-2017）零点与量程漂移、参比方法比对；废水（HJ 355-2019）标样核查、实际水样比对。规则表凭记忆，未核对原文。
Pass or fail of calibrations, checks and comparisons of automatic instruments. The tables are from memory: see confidence in the answer.

  {"id":1,"kind":"drift","item":"SO2","span":"zero","measured":5.2,"standard":0,"range":200}
  {"id":1,"kind":"drift","item":"SO2","passed":false,"outOfControl":false,"figures":{"difference":5.2,"percent":2.6},"limit":{"value":2.5,"as":"%FS","confidence":"memory"},…}

  kind   drift 零点、量程漂移 · gas-comparison 参比方法比对 · standard 标样核查 · water-comparison 实际水样比对
  item   SO2 NOx gas PM O2 velocity temperature humidity · COD NH3-N TP TN pH water-temperature level flow
  span   zero、span，drift 用 for drift
  range  满量程，drift 用 full scale, for drift
  unit   SO2、NOx 比对的单位：mg/m³（缺省）或 µmol/mol for comparisons of SO2 and NOx
  pairs  [{"measured":仪器,"reference":参比或实验室},…]
  standardUsed  低浓度时已用标准样品代替 a standard sample stood in for low samples

  --explain  另给 steps：逐步列式 each figure as on paper

退出码 exit code: 0 已读完输入 input was read; 2 调用有误 broken call.
`;

/** `tarim evaluate calibration`. */
export const calibrationCommand = evaluateCommand({
  name: 'calibration',
  help,
  schema: {
    input: inputSchema(['kind', 'item'], {
      kind: { enum: CHECK_KINDS },
      item: TEXT,
      span: { enum: ['zero', 'span'] },
      measured: nullable('number'),
      standard: nullable('number'),
      range: nullable('number'),
      unit: nullable('string'),
      pairs: {
        type: 'array',
        items: {
          type: 'object',
          required: ['measured', 'reference'],
          properties: { measured: { type: 'number' }, reference: { type: 'number' } },
        },
      },
      standardUsed: { type: 'boolean' },
    }),
    output: findingSchema({
      kind: { enum: [...CHECK_KINDS, null] },
      item: nullable('string'),
      passed: { ...nullable('boolean'), description: 'null: no verdict, problems say why' },
      outOfControl: nullable('boolean'),
      figures: { type: 'object', additionalProperties: { type: 'number' } },
      limit: {
        type: ['object', 'null'],
        properties: { value: { type: 'number' }, as: TEXT, confidence: TEXT },
      },
    }),
  },
  answer: (input) => evaluateCheck(input as unknown as CheckInput),
});
