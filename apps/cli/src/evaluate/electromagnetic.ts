import { type EmInput, evaluateElectromagnetic } from '@tarim/science';
import { evaluateCommand, underWords } from './evaluate-command.ts';
import { findingSchema, inputSchema } from './finding-schema.ts';

const help = `
tarim evaluate electromagnetic [--explain]  < lines.ndjson

电磁环境（GB 8702-2014 公众曝露）：按频率的限值，多个频率的叠加（100 kHz 以下比值相加，0.1 MHz 以上比值平方相加）。
Fields against GB 8702-2014 (public exposure): limits by frequency, several frequencies together.

  {"id":1,"measurements":[{"frequency":"900 MHz","E":3},{"frequency":"1800 MHz","E":4},{"frequency":"3500 MHz","E":2}]}
  {"id":1,"items":[{"hz":900000000,"limits":{"E":12,…},"ratios":{"E":0.25}},…],"sums":[{"band":"high","quantity":"E","sum":0.1972…,"verdict":"meets"}],"verdict":"meets",…}

  frequency   赫兹数或带单位 Hz, or with its unit："50 Hz" · "900 MHz"
  E, H, B, S  V/m · A/m · µT · W/m²；都不给时只答限值 none of them: limits only
  field       100 kHz 以上 above 100 kHz：far（默认）E、H、S 之一即可 · near 须 E 与 H
  underLines  架空线下的耕地、道路等：50 Hz 电场 10 kV/m   under lines over farmland, roads

100 kHz 以下 E 与 B 须同时给出；缺项只能判超标，不能判达标。Below 100 kHz both E and B; what is missing cannot meet.

  --explain  另给 steps：逐步列式 each figure as on paper

退出码 exit code: 0 已读完输入 input was read; 2 调用有误 broken call.
`;
const FIGURE = { type: ['number', 'null'] };

/** `tarim evaluate electromagnetic`: a survey of a tower fits into a line. */
export const electromagneticCommand = evaluateCommand({
  name: 'electromagnetic',
  help,
  longest: 1 << 20,
  schema: {
    input: inputSchema(['measurements'], {
      measurements: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          required: ['frequency'],
          properties: {
            frequency: { type: ['number', 'string'] },
            E: FIGURE,
            H: FIGURE,
            B: FIGURE,
            S: FIGURE,
          },
        },
      },
      field: { enum: ['far', 'near'] },
      underLines: { type: 'boolean' },
    }),
    output: findingSchema({
      items: { type: 'array' },
      sums: { type: 'array' },
      verdict: { enum: ['meets', 'exceeds', 'not-judged'] },
    }),
  },
  answer: (input) => evaluateElectromagnetic(input as unknown as EmInput),
});

/** `tarim radiation em`. */
export const emCommand = underWords(electromagneticCommand, 'radiation em');
