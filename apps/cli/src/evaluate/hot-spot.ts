import { evaluateHotSpots, type HotSpotInput, WEIGHT_KINDS } from '@tarim/science';
import { nullable } from '../schema.ts';
import { evaluateCommand } from './evaluate-command.ts';
import { findingSchema, inputSchema } from './finding-schema.ts';
import { MAX_LINE_OF_SETS } from './lines.ts';
import { COORDINATES, SAMPLES } from './spatial-schema.ts';

const help = `
tarim evaluate hot-spot [--explain]  < lines.ndjson

冷热点分析：Getis-Ord Gi*（z、p、Benjamini-Hochberg 校正后的 q）与全局、局部 Moran's I（按种子的置换检验）。
Hot and cold spots: Gi* with p corrected for many tests, Moran's I of all and of each point by permutations.

  {"id":1,"samples":[{"x":0,"y":0,"value":1},{"x":10,"y":0,"value":2},{"x":20,"y":0,"value":3},{"x":30,"y":0,"value":4},{"x":40,"y":0,"value":5}]}
  {"id":1,"n":5,"distance":10,"spots":[{"id":null,"x":0,"y":0,"value":1,"neighbours":1,"z":-1.732…,"p":0.083…,"q":0.104…,"spot":"none","moran":{…}},…],"moran":{"i":0.5,"expected":-0.25,"p":…},…}

  coordinates   planar（米，缺省）或 lonlat（度）   metres, or degrees
  distance      邻域半径 m；缺省使每点至少有一个邻点   absent: so far that each point has a neighbour
  weights       binary（缺省）或 inverse（反距离，power 缺省 1）
  alpha         校正后的显著性水平，缺省 0.05   permutations 置换次数，缺省 999   seed 种子，缺省 1

spot 为 hot、cold、none；null 表示邻域即全部点，无从比较。Hot: high values lie together, which names no cause.

  --explain  另给 steps

退出码 exit code: 0 已读完输入 input was read; 2 调用有误 broken call.
`;

/** `tarim evaluate hot-spot`. */
export const hotSpotCommand = evaluateCommand({
  name: 'hot-spot',
  help,
  longest: MAX_LINE_OF_SETS,
  schema: {
    input: inputSchema(['samples'], {
      coordinates: COORDINATES,
      samples: SAMPLES,
      distance: nullable('number'),
      weights: { enum: [...WEIGHT_KINDS] },
      power: { type: 'number' },
      alpha: { type: 'number', exclusiveMinimum: 0, maximum: 0.5 },
      permutations: { type: 'integer', minimum: 0, maximum: 9_999 },
      seed: { type: 'integer', minimum: 0 },
    }),
    output: findingSchema({
      n: { type: 'integer' },
      distance: nullable('number'),
      spots: {
        type: 'array',
        items: {
          type: 'object',
          required: ['id', 'x', 'y', 'value', 'neighbours', 'z', 'p', 'q', 'spot', 'moran'],
          properties: {
            neighbours: { type: 'integer' },
            z: nullable('number'),
            p: nullable('number'),
            q: nullable('number'),
            spot: { enum: ['hot', 'cold', 'none', null] },
            moran: {
              type: ['object', 'null'],
              required: ['i', 'quadrant', 'p', 'q', 'significant'],
              properties: {
                i: { type: 'number' },
                quadrant: { enum: ['high-high', 'low-low', 'high-low', 'low-high'] },
              },
            },
          },
        },
      },
      moran: {
        type: ['object', 'null'],
        required: ['i', 'expected', 'permutationMean', 'permutationDeviation', 'p', 'permutations'],
        properties: { i: { type: 'number' }, expected: { type: 'number' }, p: nullable('number') },
      },
    }),
  },
  answer: (input) => evaluateHotSpots(input as unknown as HotSpotInput),
});
