import { type EcoSurveyInput, evaluateEcoSurvey } from '@tarim/science';
import { evaluateCommand } from './evaluate-command.ts';
import { findingSchema, inputSchema, TEXT } from './finding-schema.ts';

const help = `
tarim evaluate water-ecology [--explain]  < lines.ndjson

水生态调查：Shannon–Wiener、Pielou、Simpson、Margalef、优势种；底栖动物另给 BMWP 与 ASPT（科级记分凭记忆，未核实）。
Diversity of a survey; of benthic animals the BMWP score and ASPT as well (scores of families from memory, not verified).

  {"id":1,"group":"benthos","taxa":[{"name":"Baetis sp.","family":"Baetidae","count":40},{"name":"Gammarus sp.","family":"Gammaridae","count":10}]}
  {"id":1,"richness":2,"individuals":50,"shannon":0.7219…,"evenness":0.7219…,"simpson":0.32,"bmwp":{"score":10,"families":2,"aspt":5},…}

  group    phytoplankton 浮游植物 · zooplankton 浮游动物 · benthos 底栖动物 · fish 鱼类
  taxa     name, count（个体数或密度）, family（科的拉丁名，BMWP 用）

  --explain  另给 steps：逐步列式 each figure as on paper

退出码 exit code: 0 已读完输入 input was read; 2 调用有误 broken call.
`;
const FIGURE = { type: ['number', 'null'] };

/** `tarim evaluate water-ecology`. */
export const waterEcologyCommand = evaluateCommand({
  name: 'water-ecology',
  help,
  schema: {
    input: inputSchema(['group', 'taxa'], {
      group: { enum: ['phytoplankton', 'zooplankton', 'benthos', 'fish'] },
      taxa: {
        type: 'array',
        items: {
          type: 'object',
          required: ['name', 'count'],
          properties: { name: TEXT, family: { type: ['string', 'null'] }, count: { type: 'number' } },
        },
      },
    }),
    output: findingSchema({
      group: { type: ['string', 'null'] },
      richness: { type: 'integer' },
      individuals: { type: 'number' },
      shannon: FIGURE,
      evenness: FIGURE,
      simpson: FIGURE,
      margalef: FIGURE,
      dominant: { type: ['object', 'null'] },
      bmwp: { type: ['object', 'null'] },
    }),
  },
  answer: (input) => evaluateEcoSurvey(input as unknown as EcoSurveyInput),
  longest: 4 << 20,
});
