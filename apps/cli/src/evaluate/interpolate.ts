import { evaluateIdw, type IdwInput } from '@tarim/science';
import { evaluateCommand } from './evaluate-command.ts';
import { findingSchema, inputSchema } from './finding-schema.ts';
import { MAX_LINE_OF_SETS } from './lines.ts';
import { COORDINATES, INTERPOLATED, listed, NEIGHBOURHOOD, SAMPLES, TARGETS } from './spatial-schema.ts';

const help = `
tarim evaluate interpolate [--explain]  < lines.ndjson

站点值的反距离权重插值（IDW）与留一误差。克里金见 tarim evaluate kriging。
Station values between the stations by inverse distances, with the error of leaving one out.

  {"id":1,"samples":[{"x":1,"y":0,"value":16},{"x":0,"y":2,"value":4},{"x":-4,"y":0,"value":32}],"targets":[{"x":0,"y":0}]}
  {"id":1,"method":"idw","n":3,"grid":null,"values":[14.476…],"crossValidation":{"n":3,"meanError":…,"rmse":…,"msdr":null},…}

  coordinates    planar（米，缺省）或 lonlat（度，x 为经度）   metres, or degrees
  targets        目标点；或 grid {"x","y","dx","dy","columns","rows"}（x、y 为第一个格心，先沿 x）   places, or a grid
  power          距离的幂，缺省 2   exponent
  radius         只用此半径内的站点，m   maxNeighbours 只用最近若干个   minNeighbours 不足则不给值（null）

插值只由站点值得出，不含地形、风与排放。Of the samples alone: no terrain, wind or sources.

  --explain  另给 steps：第一个目标点与误差的算式

退出码 exit code: 0 已读完输入 input was read; 2 调用有误 broken call.
`;

/** `tarim evaluate interpolate`. */
export const interpolateCommand = evaluateCommand({
  name: 'interpolate',
  help,
  longest: MAX_LINE_OF_SETS,
  schema: {
    input: inputSchema(['samples'], {
      coordinates: COORDINATES,
      samples: SAMPLES,
      ...TARGETS,
      power: { type: 'number', minimum: 0.1, maximum: 10 },
      ...NEIGHBOURHOOD,
    }),
    output: findingSchema(INTERPOLATED),
  },
  answer(input) {
    const { values, ...told } = evaluateIdw(input as unknown as IdwInput);
    return { ...told, values: listed(values) };
  },
});
