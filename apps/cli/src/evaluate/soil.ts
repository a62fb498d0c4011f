import { evaluateSoil, type SoilInput } from '@tarim/science';
import { evaluateCommand } from './evaluate-command.ts';
import { findingSchema, inputSchema, TEXT, VALUES } from './finding-schema.ts';

const help = `
tarim evaluate soil [--explain]  < lines.ndjson

土壤污染风险：农用地按 GB 15618-2018（分 pH 与水田、其他），建设用地按 GB 36600-2018（第一类、第二类），逐项比较筛选值与管制值。
Soil against screening and control values: agricultural land (GB 15618-2018), development land (GB 36600-2018).

  {"id":1,"land":"other","pH":8.2,"values":{"Cd":0.7,"As":22,"Pb":171,"Cr":240}}
  {"id":1,"land":"other","items":[{"item":"Cd","value":0.7,"screening":0.6,"control":4,"level":"above-screening",…},…],"level":"above-screening",…}

  land        paddy 水田 · other 其他 · orchard 果园 · rotation 水旱轮作；I 第一类用地 · II 第二类用地 development land
  pH          农用地必填 needed for agricultural land
  values      mg/kg（干基），元素符号或中文名称   mg/kg dry, by symbol or Chinese name
  background  建设用地的土壤环境背景值：不高于背景值的不纳入管理 natural background of the place

level: below-screening · within-background · above-screening · above-control；missing 为未测的必测（基本）项目 basic items that were not measured.

  --explain  另给 steps：逐步列式 each figure as on paper

退出码 exit code: 0 已读完输入 input was read; 2 调用有误 broken call.
`;

/** `tarim evaluate soil`. */
export const soilCommand = evaluateCommand({
  name: 'soil',
  help,
  schema: {
    input: inputSchema(['land', 'values'], {
      land: { enum: ['paddy', 'other', 'orchard', 'rotation', 'I', 'II'] },
      pH: { type: ['number', 'null'], minimum: 0, maximum: 14 },
      values: VALUES,
      background: VALUES,
    }),
    output: findingSchema({
      land: { type: ['string', 'null'] },
      items: { type: 'array' },
      level: { enum: ['below-screening', 'within-background', 'above-screening', 'above-control', null] },
      category: { type: ['object', 'null'], properties: { zh: TEXT, en: TEXT } },
    }),
  },
  answer: (input) => evaluateSoil(input as unknown as SoilInput),
});
