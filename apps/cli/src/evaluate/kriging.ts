import { evaluateKriging, FIT_WEIGHTS, type KrigingInput, VARIOGRAM_KINDS } from '@tarim/science';
import { nullable } from '../schema.ts';
import { evaluateCommand } from './evaluate-command.ts';
import { findingSchema, inputSchema } from './finding-schema.ts';
import { MAX_LINE_OF_SETS } from './lines.ts';
import { COORDINATES, INTERPOLATED, listed, NEIGHBOURHOOD, SAMPLES, TARGETS } from './spatial-schema.ts';

const help = `
tarim evaluate kriging [--explain]  < lines.ndjson

站点值的普通克里金插值：实验变异函数、模型拟合（或给定）、估计值与克里金方差、留一交叉验证（ME、RMSE、MSDR）。
Ordinary kriging of station values: variogram (fitted or given), estimates, variances, cross-validation.

  {"id":1,"samples":[{"x":-1,"y":0,"value":16},{"x":1,"y":0,"value":32},{"x":3,"y":0,"value":8}],"targets":[{"x":0,"y":0}],"variogram":{"kind":"spherical","nugget":0,"partialSill":1,"range":2}}
  {"id":1,"method":"ordinary-kriging","n":3,"bins":[…],"variogram":{"kind":"spherical",…},"values":[22],"variances":[0.8515625],"crossValidation":{…},…}

  coordinates  planar（米，缺省）或 lonlat（度）   targets / grid  同 evaluate interpolate
  variogram    给定模型 {"kind","nugget","partialSill","range"}，range 为参数 a（指数 3a、高斯 √3·a 处达基台的 95 %）；缺省为拟合
  model        拟合哪种：best（缺省）· ${VARIOGRAM_KINDS.join(' · ')}
  weights      拟合权：cressie（N/γ²，缺省）或 pairs-over-distance（N/h²，gstat 的习惯）
  cutoff, bins 截止距离 m（缺省为对角线的三分之一）与分组数（15）
  maxNeighbours, radius, minNeighbours   移动邻域；缺省用全部站点（最多 2 000 个），只分解一次

同一位置的样点取均值。variances 为 σ²；msdr 近于 1 表示方差可信。Samples of one place are averaged.

  --explain  另给 steps：变异函数各组、模型、第一个目标点与误差

退出码 exit code: 0 已读完输入 input was read; 2 调用有误 broken call.
`;

const MODEL = {
  kind: { enum: [...VARIOGRAM_KINDS] },
  nugget: { type: 'number', minimum: 0 },
  partialSill: { type: 'number', minimum: 0 },
  range: { type: 'number', exclusiveMinimum: 0 },
};
const PARTS = Object.keys(MODEL);

/** `tarim evaluate kriging`. */
export const krigingCommand = evaluateCommand({
  name: 'kriging',
  help,
  longest: MAX_LINE_OF_SETS,
  schema: {
    input: inputSchema(['samples'], {
      coordinates: COORDINATES,
      samples: SAMPLES,
      ...TARGETS,
      variogram: { type: 'object', required: PARTS, properties: MODEL },
      model: { enum: ['best', ...VARIOGRAM_KINDS] },
      weights: { enum: [...FIT_WEIGHTS] },
      cutoff: nullable('number'),
      bins: { type: 'integer', minimum: 3, maximum: 200 },
      ...NEIGHBOURHOOD,
    }),
    output: findingSchema({
      ...INTERPOLATED,
      bins: {
        type: 'array',
        items: {
          type: 'object',
          required: ['pairs', 'distance', 'gamma'],
          properties: {
            pairs: { type: 'integer' },
            distance: { type: 'number' },
            gamma: { type: 'number' },
          },
        },
      },
      cutoff: nullable('number'),
      variogram: {
        type: ['object', 'null'],
        required: [...PARTS, 'effectiveRange'],
        properties: { ...MODEL, effectiveRange: { type: 'number' } },
      },
      criterion: nullable('number'),
      variances: { type: 'array', items: nullable('number') },
    }),
  },
  answer(input) {
    const { values, variances, ...told } = evaluateKriging(input as unknown as KrigingInput);
    return { ...told, values: listed(values), variances: listed(variances) };
  },
});
