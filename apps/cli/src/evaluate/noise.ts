import { evaluateNoise, type NoiseInput } from '@tarim/science';
import { evaluateCommand } from './evaluate-command.ts';
import { findingSchema, inputSchema, TEXT } from './finding-schema.ts';
import { parseTime } from './time.ts';

const help = `
tarim evaluate noise [--explain]  < lines.ndjson

噪声：声环境功能区（GB 3096-2008）、工业企业厂界（GB 12348-2008）、社会生活（GB 22337-2008）、建筑施工场界（GB 12523-2011）。
Noise of places and boundaries by day and night, Ldn, single events at night, rooms that the structure carries it into.

  {"id":1,"zone":"2","Ld":58,"Ln":49}
  {"id":1,"Ld":58,"Ln":49,"Ldn":58.36…,"items":[{"item":"Ld","value":58,"limit":60,"verdict":"meets",…},…],"verdict":"meets",…}

  standard      默认 GB 3096-2008 by default        zone  0 · 1 · 2 · 3 · 4a · 4b（厂界为 4）
  Ld, Ln        昼间、夜间等效声级 dB(A)；或给 or instead: start 与 Leq（24 个小时值，缺测 null）
  dayHours      昼间整点，默认 {"from":6,"to":22} 北京时间；当地政府另有通告的照通告   hours of day, Beijing time, or as the local notice says
  LmaxNight     夜间最大声级；peak: sudden 突发 · frequent 频发 · occasional 偶发
  nearBuilding  厂界距敏感建筑不足 1 m 而在室内测量 measured indoors      room  A · B：结构传播固定设备噪声；octaves {"night":[5 个 levels]}
  weather       {"wind":3,"rain":false}：雨雪雷电或风速 ≥ 5 m/s 无效 not valid

  --explain  另给 steps：逐步列式 each figure as on paper

退出码 exit code: 0 已读完输入 input was read; 2 调用有误 broken call.
`;
const LEVEL = { type: ['number', 'null'] };
const LEVELS = { type: 'array', items: LEVEL };

/** `tarim evaluate noise`. */
export const noiseCommand = evaluateCommand({
  name: 'noise',
  help,
  schema: {
    input: inputSchema([], {
      standard: { enum: ['GB 3096-2008', 'GB 12348-2008', 'GB 22337-2008', 'GB 12523-2011'] },
      zone: TEXT,
      Ld: LEVEL,
      Ln: LEVEL,
      start: TEXT,
      Leq: LEVELS,
      dayHours: {
        type: 'object',
        required: ['from', 'to'],
        properties: { from: { type: 'integer' }, to: { type: 'integer' } },
      },
      LmaxNight: LEVEL,
      peak: { enum: ['sudden', 'frequent', 'occasional'] },
      nearBuilding: { type: 'boolean' },
      room: { enum: ['A', 'B'] },
      octaves: { type: 'object', properties: { day: LEVELS, night: LEVELS } },
      weather: { type: 'object' },
    }),
    output: findingSchema({
      Ld: LEVEL,
      Ln: LEVEL,
      Ldn: LEVEL,
      dayHours: { type: 'object' },
      items: { type: 'array' },
      verdict: { enum: ['meets', 'exceeds', 'not-judged'] },
    }),
  },
  answer: ({ start, ...input }) =>
    evaluateNoise({
      ...(input as unknown as NoiseInput),
      start: typeof start === 'string' ? (parseTime(start) ?? undefined) : undefined,
    }),
});
