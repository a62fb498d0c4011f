import { evaluateWindSource, type WindSourceInput } from '@tarim/science';
import { nullable } from '../schema.ts';
import { evaluateCommand } from './evaluate-command.ts';
import { findingSchema, inputSchema } from './finding-schema.ts';
import { MAX_LINE_OF_SETS } from './lines.ts';

const help = `
tarim evaluate wind-source [--explain]  < lines.ndjson

一个站的风向溯源：条件概率函数 CPF（Ashbaugh 1985）与风向 × 风速的双变量格（CBPF），各格个例数与 Wilson 区间；静风另计。
Where high concentrations come from, by the wind: CPF by sector, CBPF by sector and speed, cases and intervals; calms apart.

  {"id":1,"threshold":50,"sectors":8,"cases":[{"direction":90,"speed":1.5,"value":80},{"direction":270,"speed":5,"value":10},{"direction":null,"speed":0.2,"value":60}]}
  {"id":1,"n":2,"calms":{"cases":1,"above":1,"mean":60,"probability":null},"threshold":50,"share":null,"sectors":[],"bins":[],…}

  cases        逐时：direction 来向（度，自北顺时针）、speed m/s、value 浓度（任一单位）   wind comes from the direction
  threshold    浓度高于它的计数；缺省为有风个例的 percentile（75）百分位数
  sectors      扇区数，缺省 16，第一个以正北为中   speedBins 风速分组上端，缺省 1 2 3 4 6 8
  calmBelow    低于它为静风，m/s，缺省 0.5   minCases 少于此数不给概率，缺省 5

少于 20 个有风个例时不给扇区。lead：Wilson 95 % 区间整个高于总体比例，值得到上风向看，不是来源的证据；逐时数据前后相关，区间偏窄。
Fewer than 20 cases with wind: no sectors. A lead is worth a look upwind, no proof of a source.

  --explain  另给 steps

退出码 exit code: 0 已读完输入 input was read; 2 调用有误 broken call.
`;

const RATE = {
  cases: { type: 'integer' },
  above: { type: 'integer' },
  mean: nullable('number'),
  probability: nullable('number'),
};
const RATES = Object.keys(RATE);

/** `tarim evaluate wind-source`: a year of hours fits into a line. */
export const windSourceCommand = evaluateCommand({
  name: 'wind-source',
  help,
  longest: MAX_LINE_OF_SETS,
  schema: {
    input: inputSchema(['cases'], {
      cases: {
        type: 'array',
        items: {
          type: 'object',
          required: ['direction', 'speed', 'value'],
          properties: {
            direction: { type: ['number', 'null'], minimum: 0, maximum: 360 },
            speed: { type: ['number', 'null'], minimum: 0 },
            value: nullable('number'),
          },
        },
      },
      threshold: nullable('number'),
      percentile: { type: 'number', minimum: 1, maximum: 99 },
      sectors: { type: 'integer', minimum: 4, maximum: 72 },
      speedBins: { type: 'array', items: { type: 'number', exclusiveMinimum: 0 } },
      calmBelow: { type: 'number', minimum: 0 },
      minCases: { type: 'integer', minimum: 1 },
    }),
    output: findingSchema({
      n: { type: 'integer' },
      calms: { type: 'object', required: RATES, properties: RATE },
      threshold: nullable('number'),
      share: nullable('number'),
      sectors: {
        type: 'array',
        items: {
          type: 'object',
          required: ['direction', ...RATES, 'lower', 'upper', 'lead'],
          properties: {
            direction: { type: 'number' },
            ...RATE,
            lower: nullable('number'),
            upper: nullable('number'),
            lead: nullable('boolean'),
          },
        },
      },
      bins: {
        type: 'array',
        items: {
          type: 'object',
          required: ['direction', 'speedFrom', 'speedTo', ...RATES],
          properties: {
            direction: { type: 'number' },
            speedFrom: { type: 'number' },
            speedTo: nullable('number'),
            ...RATE,
          },
        },
      },
    }),
  },
  answer: (input) => evaluateWindSource(input as unknown as WindSourceInput),
});
