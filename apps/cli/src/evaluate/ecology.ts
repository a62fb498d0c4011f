import { type EiInput, type EqiInput, evaluateEi, evaluateEqi } from '@tarim/science';
import { evaluateCommand, lineProblem } from './evaluate-command.ts';
import { findingSchema, inputSchema, VALUES } from './finding-schema.ts';
import { EVALUATE_PROBLEMS as P } from './problems.ts';

const help = `
tarim evaluate ecology [--explain]  < lines.ndjson

生态质量：EI（HJ 192-2015，由分指数或由面积、NDVI、水资源、排放量计算）与 EQI（环监测〔2021〕99号，由四项一级指标计算），分级与变化。
Ecological quality: EI (HJ 192-2015) from sub-indices or their material, EQI (2021 No. 99) from its four first-level indices.

  {"id":1,"method":"EQI","indices":{"pattern":50,"function":60,"biodiversity":65,"stress":20},"previous":59.1}
  {"id":1,"EQI":59.35,"class":"二类","change":{"previous":59.1,"difference":0.25,"zh":"基本稳定","direction":"better"},…}

  method     EI 或 EQI        previous  上一次的指数 the former index
  EQI        eqi 已有指数，或 or indices: pattern 生态格局, function 生态功能, biodiversity 生物多样性, stress 生态胁迫
  EI         indices: bio, veg, water, land_stress, pollution_load；未给的由以下数据计算 what is not given is computed from:
             area 总面积 km², habitat {"有林地":…,"其他_built":…}, BI, ndvi（×10000）, river_km, lake_km2, water, water_mean（百万 m³）,
             stress {"severe_erosion":…,"moderate_erosion":…,"built_up":…,"other":…}, emissions {"COD":…}（t）, precipitation
             event  moderate · serious：环境限制指数降一级、两级 lowers the grade

权重凭记忆、系数仅见于单一来源的，结果中都会说明；EQI 二、三级权重没有取得。What is not verified is told in problems.

  --explain  另给 steps：逐步列式 each figure as on paper

退出码 exit code: 0 已读完输入 input was read; 2 调用有误 broken call.
`;
const FIGURE = { type: ['number', 'null'] };

/** `tarim evaluate ecology`. */
export const ecologyCommand = evaluateCommand({
  name: 'ecology',
  help,
  schema: {
    input: inputSchema(['method'], {
      method: { enum: ['EI', 'EQI'] },
      indices: VALUES,
      eqi: FIGURE,
      previous: FIGURE,
      area: FIGURE,
      habitat: VALUES,
      stress: VALUES,
      emissions: VALUES,
      event: { enum: ['moderate', 'serious', null] },
    }),
    output: findingSchema({
      EI: FIGURE,
      EQI: FIGURE,
      grade: { type: ['string', 'null'] },
      class: { type: ['string', 'null'] },
      change: { type: ['object', 'null'] },
    }),
  },
  answer: (input) => {
    if (input.method === 'EI') return evaluateEi(input as unknown as EiInput);
    if (input.method === 'EQI') return evaluateEqi(input as unknown as EqiInput);
    return { problems: [lineProblem(P.method, 'method', { words: 'EI, EQI' })] };
  },
});
