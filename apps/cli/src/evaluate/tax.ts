import { evaluateTax, type TaxInput } from '@tarim/science';
import { evaluateCommand, underWords } from './evaluate-command.ts';
import { findingSchema, inputSchema, TEXT, VALUES } from './finding-schema.ts';

const help = `
tarim evaluate tax [--explain]  < lines.ndjson

环境保护税：一个排放口（或一种固体废物、一处噪声、一户小型源）一个月的当量、征税项目、减征与税额，逐步列式，精确到分。
Environmental protection tax of one outlet (waste, site, small source) in a month: equivalents, what is taxed, reductions, yuan.

  {"id":1,"kind":"air","rate":1.2,"kg":{"二氧化硫":12000,"氮氧化物":18000,"烟尘":3000,"一氧化碳":9000}}
  {"id":1,"kind":"air","items":[{"item":"氮氧化物","equivalents":18947.36…,"status":"taxed","factor":1,…},…],"taxed":["氮氧化物","二氧化硫","烟尘"],"base":32955.09…,"rate":1.2,"tax":39546.11,…}

  kind       air 大气 · water 水 · solid 固体废物 · noise 噪声 · small 禽畜、小型企业、餐饮、医院
  rate       元/污染当量，由人按本地决定给出 given by a person；缺则只算当量 without it: equivalents only
  month      "2026-03"（可省 optional）
  kg         air, water：当月千克数，名称、符号或 HJ 212 编码；颗粒物须写明烟尘或一般性粉尘   dust: 烟尘 or 一般性粉尘
  reduction  {"二氧化硫":{"concentration":20,"limit":35,"exceeded":false}}：月均浓度、标准、当月有无小时（日）超标；低于 30 %、50 % 减按 75 %、50 %
             atBoundary  恰好 30 %、50 %：keep（默认 by default）· reduce
  water      sewage 污水量 t；colour {"value":120,"standard":50}；pH；coliformExceeds、chlorineExceeds true
  solid      waste 煤矸石 · 尾矿 · 危险废物 · 粉煤灰 …；produced, stored, disposed, reused（t）；wholeProduction 倾倒或虚假申报 dumped or false
  noise      day, night, nightPeak 超标分贝 dB above；days 超标天数；boundary 边界长 m；exceedingPoints 超标点数
  small      source pig · cattle · poultry（start, end 月初、月末存栏）· enterprise · catering（sewage t）· hospital · hospital-disinfecting（beds）

  --explain  另给 steps：逐步列式 each figure as on paper

退出码 exit code: 0 已读完输入 input was read; 2 调用有误 broken call.
`;
const FIGURE = { type: ['number', 'null'] };
const NUMBER = { type: 'number' };

/** `tarim evaluate tax`. */
export const taxCommand = evaluateCommand({
  name: 'tax',
  help,
  schema: {
    input: inputSchema(['kind'], {
      kind: { enum: ['air', 'water', 'solid', 'noise', 'small'] },
      month: { type: 'string', pattern: '^\\d{4}-\\d{2}$' },
      rate: { type: 'number', exclusiveMinimum: 0 },
      kg: VALUES,
      reduction: {
        type: 'object',
        additionalProperties: {
          type: 'object',
          required: ['concentration', 'limit', 'exceeded'],
          properties: { concentration: NUMBER, limit: NUMBER, exceeded: { type: 'boolean' } },
        },
      },
      atBoundary: { enum: ['keep', 'reduce'] },
      sewage: NUMBER,
      colour: { type: 'object', required: ['value', 'standard'] },
      pH: { type: 'number', minimum: 0, maximum: 14 },
      coliformExceeds: { type: 'boolean' },
      chlorineExceeds: { type: 'boolean' },
      waste: TEXT,
      produced: NUMBER,
      stored: NUMBER,
      disposed: NUMBER,
      reused: NUMBER,
      wholeProduction: { type: 'boolean' },
      day: NUMBER,
      night: NUMBER,
      nightPeak: NUMBER,
      days: NUMBER,
      boundary: NUMBER,
      exceedingPoints: NUMBER,
      source: TEXT,
      start: NUMBER,
      end: NUMBER,
      beds: NUMBER,
    }),
    output: findingSchema({
      kind: { enum: ['air', 'water', 'solid', 'noise', 'small', null] },
      items: { type: 'array' },
      taxed: { type: 'array', items: TEXT },
      base: FIGURE,
      rate: FIGURE,
      tax: FIGURE,
    }),
  },
  answer: (input) => evaluateTax(input as unknown as TaxInput),
});

/** `tarim tax`. */
export const taxAlone = underWords(taxCommand, 'tax');
