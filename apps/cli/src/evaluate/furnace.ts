import { evaluateFurnaceDay, type FurnaceInput } from '@tarim/science';
import { evaluateCommand } from './evaluate-command.ts';
import { findingSchema, inputSchema } from './finding-schema.ts';

const help = `
tarim evaluate furnace [--explain]  < lines.ndjson

生活垃圾焚烧炉的一天（GB 18485-2014 与生态环境部令第 10 号）：五项日均值、炉温 5 分钟均值低于 850 ℃ 的次数、工况标记免判的小时。
A day of a waste incinerator: five day means, five-minute temperatures below 850 °C, hours that operation marks leave out.

  {"id":"1#","hourly":{"PM":[…24],"NOx":[…],"SO2":[…],"HCl":[…],"CO":[…]},"marks":["启炉",null,…],"temperatures":[…288],"usedBefore":{"startStopFault":12}}
  {"id":"1#","items":[{"item":"NOx","hours":23,"dayMean":212.4,"limit":250,"verdict":"meets"},…],"verdict":"meets","temperature":{"below":0,…},…}

  hourly        折算后的小时均值 mg/m³，缺测 null   hourly means at 11 % oxygen
  marks         每小时的工况标记 marks of the hours：启炉 停炉 故障 事故 · 烘炉 停炉降温 · 停运 · CEMS维护；null 为正常工况
  temperatures  炉温 5 分钟均值 ℃   five-minute means of the furnace
  usedBefore    此前已用的时长（h）hours used before：startStopFault 本年，dryingCooling 本年，maintenance 本季

任一项日均值超标即记一次；免判时长与次数凭记忆，结果中说明。One exceedance a furnace-day; the allowances are from memory.

  --explain  另给 steps：逐步列式 each figure as on paper

退出码 exit code: 0 已读完输入 input was read; 2 调用有误 broken call.
`;
const FIGURES = { type: 'array', items: { type: ['number', 'null'] } };

/** `tarim evaluate furnace`. */
export const furnaceCommand = evaluateCommand({
  name: 'furnace',
  help,
  schema: {
    input: inputSchema(['hourly'], {
      hourly: { type: 'object', additionalProperties: FIGURES },
      marks: { type: 'array', maxItems: 24, items: { type: ['string', 'null'] } },
      temperatures: FIGURES,
      usedBefore: { type: 'object', additionalProperties: { type: 'number' } },
    }),
    output: findingSchema({
      items: { type: 'array' },
      verdict: { enum: ['meets', 'exceeds', 'not-judged'] },
      temperature: { type: 'object' },
      notJudgedHours: { type: 'array' },
    }),
  },
  answer: (input) => evaluateFurnaceDay(input as unknown as FurnaceInput),
});
