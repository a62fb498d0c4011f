import { type DamageInput, virtualCost } from '@tarim/science';
import { evaluateCommand } from './evaluate-command.ts';
import { findingSchema, inputSchema, TEXT } from './finding-schema.ts';

const help = `
tarim damage [--explain]  < lines.ndjson

生态环境损害：虚拟治理成本法估算（水、大气）。表凭记忆或未核实，结果只是估算，须由鉴定评估机构核对确认。
Ecological damage: an estimate by imputed abatement cost (water, air). Tables are from memory or not verified: an assessor must confirm it.

  {"id":1,"discharges":[{"medium":"water","amount":100,"unitCost":50,"alpha":1.5,"omega":2,"pollutants":[{"name":"COD","measured":300,"limit":50}]}]}
  {"id":1,"discharges":[{"medium":"water","pollutants":[{"name":"COD","kappa":5,"tau":1.25,"gamma":3.75,"damage":18750,…}],…}],"damage":18750,…}

  discharges   排放行为，各自计算后相加 added；一次排放有几种污染物时取最大者 of several pollutants the largest stands
    medium     water（D = E·C·α·τ·ω）· air（D = E·C·(α·β + ω)·τ）
    amount     E，排放量 t；unitCost  C，单位治理成本 元/t
    alpha      危害系数；beta 受体敏感系数（大气）；omega 环境功能系数：数值 figure，或水的类别 or a class of water "I"–"V"
    measured, limit  浓度 Z 与限值 B，κ = (Z − B)/B；或直接给 kappa   or kappa itself
    pollutants 各污染物，没有写的取排放的 what one does not say is that of the discharge
  simpleLimit  简易评估限额 元（默认 300000，地方可定至 500000）   most of a simple assessment

  --explain  另给 steps：逐步列式 each figure as on paper

退出码 exit code: 0 已读完输入 input was read; 2 调用有误 broken call.
`;

const FIGURE = { type: ['number', 'null'] };
const NUMBER = { type: 'number' };
const COEFFICIENT = { type: ['number', 'string'] };
const POLLUTANT = {
  name: TEXT,
  measured: { type: 'number', minimum: 0 },
  limit: { type: 'number', exclusiveMinimum: 0 },
  kappa: { type: 'number', minimum: -1 },
  alpha: COEFFICIENT,
  beta: COEFFICIENT,
  omega: COEFFICIENT,
  amount: { type: 'number', minimum: 0 },
  unitCost: { type: 'number', minimum: 0 },
};

/** `tarim damage`. */
export const damageCommand = evaluateCommand({
  name: 'damage',
  words: 'damage',
  help,
  schema: {
    input: inputSchema(['discharges'], {
      discharges: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          required: ['medium'],
          properties: {
            medium: { enum: ['water', 'air'] },
            ...POLLUTANT,
            pollutants: { type: 'array', items: { type: 'object', properties: POLLUTANT } },
          },
        },
      },
      simpleLimit: NUMBER,
    }),
    output: findingSchema({
      discharges: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            medium: { enum: ['water', 'air', null] },
            pollutants: { type: 'array' },
            governing: { type: ['string', 'null'] },
            damage: FIGURE,
          },
        },
      },
      damage: FIGURE,
      simple: { type: 'object', properties: { limit: NUMBER, within: { type: ['boolean', 'null'] } } },
      estimate: { type: 'boolean' },
    }),
  },
  answer: (input) => virtualCost(input as unknown as DamageInput),
});
