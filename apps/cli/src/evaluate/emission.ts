import { type EmissionInput, evaluateEmission } from '@tarim/science';
import { evaluateCommand } from './evaluate-command.ts';
import { findingSchema, inputSchema, TEXT, VALUES } from './finding-schema.ts';
import { parseTime } from './time.ts';

const help = `
tarim evaluate emission [--explain]  < lines.ndjson

排放达标判定：按基准氧含量或过量空气系数折算，与各标准的小时、日限值全数值比较；超低排放是目标，单独说明；并算排放量。
Emissions against their limits: converted, compared in full; targets (ultra-low) are told apart; amounts of what was measured.

  {"id":1,"standards":[{"standard":"GB 13223-2011","process":"coal-boiler","stage":"new"},{"standard":"超低排放","process":"coal-power-boiler"}],"values":{"SO2":38,"O2":7.5},"flow":500000}
  {"id":1,"verdict":"meets","targets":"above-target","judgements":[{"item":"SO2","value":42.22…,"upper":100,"verdict":"meets",…},…],"amounts":[…],…}

  standards   执行的标准，混合排放口可给多个，从严 several at a combined outlet: the strictest governs
              standard 编号 · process 工序 · stage 阶段（new、existing、special、1A…）；写错时 problems 会列出可用的 a wrong one is answered by the known
  period      values 的时段：hour（默认）· day · measured 手工监测均值 · any 任意一次
  values      实测（标态干基）mg/m³、废水 mg/L，元素符号或 HJ 212 编码；O2 为含氧量 %   as measured, by symbol or factor code
  hourly      {"NOx":[24 个],"O2":[…]}：逐时判定，并由至少 20 个有效小时求日均值 each hour, and the day of at least 20
  converted   true：已是折算值 at reference oxygen already       combustionO2  助燃空气初始含氧量（默认 21）
  flow        标干流量 m³/h（逐时为数组；废水 m³）→ 排放量 kg   gives amounts
  waterTemperature  GB 18918 氨氮：≤ 12 ℃ 用括号内限值 limit in brackets       time  数据时间 of the data

  --explain  另给 steps：逐步列式 each figure as on paper

退出码 exit code: 0 已读完输入 input was read; 2 调用有误 broken call.
`;
const FIGURE = { type: ['number', 'null'] };

/** `tarim evaluate emission`. */
export const emissionCommand = evaluateCommand({
  name: 'emission',
  help,
  schema: {
    input: inputSchema(['standards'], {
      standards: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          required: ['standard'],
          properties: { standard: TEXT, process: TEXT, stage: TEXT },
        },
      },
      time: TEXT,
      period: { enum: ['hour', 'day', 'measured', 'any'] },
      values: VALUES,
      hourly: { type: 'object', additionalProperties: { type: 'array', maxItems: 24, items: FIGURE } },
      converted: { type: 'boolean' },
      combustionO2: { type: 'number' },
      flow: { type: ['number', 'array', 'null'] },
      waterTemperature: FIGURE,
    }),
    output: findingSchema({
      verdict: { enum: ['meets', 'exceeds', 'not-judged'] },
      targets: { enum: ['within-target', 'above-target', null] },
      judgements: { type: 'array' },
      governing: {
        type: 'object',
        description: 'of each item the standard that it comes nearest to, or exceeds most',
      },
      amounts: { type: 'array' },
    }),
  },
  answer: ({ time, ...input }) =>
    evaluateEmission({
      ...(input as unknown as EmissionInput),
      time: typeof time === 'string' ? parseTime(time) : null,
    }),
});
