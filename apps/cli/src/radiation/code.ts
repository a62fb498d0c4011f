import { evaluateSourceCode } from '@tarim/science';
import { TEXT } from '../evaluate/finding-schema.ts';
import { calculator, LIST, OBJECT, WORD } from './calculator.ts';

/** `tarim radiation code`. */
export const codeCommand = calculator({
  name: 'code',
  help: `
放射源编码（12 位国家编码）的解读与核对；不明部分（NN、N）标记而不拒绝，位数或某位不合规则的拒绝。
National code of a source read and checked; unknown parts are flagged, what does not fit the rule is refused.

  {"id":1,"code":"0405CS000013"}
  {"id":1,"code":"0405CS000013","valid":true,"parts":{"producer":"04","year":2005,"symbol":"CS","nuclide":"Cs-137","serial":"00001","category":"III",…},…}

  code   1-2 生产单位（2 位数字）或国家（2 位字母）producer or country · 3-4 年份 year · 5-6 核素 nuclide
         7-11 流水号 serial · 12 出厂类别 category at manufacture；NN、N 不明 unknown
`,
  required: ['code'],
  input: { code: TEXT },
  output: {
    code: WORD,
    valid: { type: 'boolean' },
    parts: OBJECT,
    unknown: LIST,
    mustBeCoded: { type: ['boolean', 'null'] },
  },
  answer: evaluateSourceCode,
});
