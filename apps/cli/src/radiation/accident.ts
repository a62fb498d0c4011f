import { evaluateGrade, evaluateNorm, evaluateRadiationDeadline } from '@tarim/science';
import { TEXT } from '../evaluate/finding-schema.ts';
import { calculator, FIGURE, FLAG, LIST, OBJECT, QUANTITY, WORD } from './calculator.ts';

const MAYBE = { type: ['boolean', 'null'] };

/** `tarim radiation grade`. */
export const gradeCommand = calculator({
  name: 'grade',
  help: `
辐射事故分级（国务院令第449号第四十条）与初始报告表：取符合的最高一级；类别以编码与事故时活度中较重者起步（平台规则）。
Grade of a radiation accident, the gravest rule that holds, and the form of the first report as far as it is known.

  {"id":1,"category":"III","event":"stolen"}
  {"id":1,"grade":"较大","level":3,"en":"considerable","matched":[{"id":"lost-III","grade":"较大",…}],"clocks":["acc-unit","acc-local"],"report":{…},…}

  category   I–V（1–5、Ⅰ–Ⅴ）；或 or code，nuclide、activity、measuredAt、at（事故时间 of the accident）
  event      lost 丢失 · stolen 被盗 · uncontrolled 失控 · exposure 人员受照 · contamination 污染
  wideContamination 大范围严重污染 · localContamination 局部污染 · overLimit 超年剂量限值 above the limit of a year
  deaths, severe    急性死亡、急性重度放射病或器官残疾人数 people      tailingsBreak · overDischarge
  名称、地址、许可证号 等报告表各项：给出即填入 members of the form are filled in
`,
  required: [],
  input: {
    category: QUANTITY,
    code: TEXT,
    nuclide: TEXT,
    activity: QUANTITY,
    measuredAt: TEXT,
    at: TEXT,
    event: TEXT,
    wideContamination: FLAG,
    localContamination: FLAG,
    overLimit: FLAG,
    tailingsBreak: FLAG,
    overDischarge: FLAG,
    deaths: QUANTITY,
    severe: QUANTITY,
  },
  times: ['measuredAt', 'manufacturedAt', 'at', 'accidentAt', 'time', '出厂日期', '事故时间'],
  output: {
    grade: WORD,
    level: FIGURE,
    en: WORD,
    matched: LIST,
    category: OBJECT,
    response: OBJECT,
    clocks: LIST,
    report: OBJECT,
  },
  answer: evaluateGrade,
});

/** `tarim radiation deadline`. */
export const radiationDeadlineCommand = calculator({
  name: 'deadline',
  help: `
核技术利用与事故报告的法定期限：工作日、日、月、小时、固定日期、有效期；不给 clock 时列出全部期限及其来源。
Statutory periods of users of nuclear technology and of accident reports; without clock all of them are told.

  {"id":1,"clock":"transfer-file","trigger":"2026-11-10"}
  {"id":1,"clock":{"id":"transfer-file","zh":"转让备案","amount":20,"unit":"day",…},"due":"2026-11-30T23:59:59+08:00","dueDate":"2026-11-30",…}

  clock      acc-unit · acc-local · lic-review · lic-renew · transfer-file · cross-cancel · idle-return · annual-report …
  trigger    起算日期或时间（before 类为截止日，如许可证到期日）what sets it going; of before-clocks the day itself
  at, warnHours  给出 at 时另给 light（绿、黄、红）；warnHours 默认 24
`,
  required: [],
  input: { clock: TEXT, trigger: TEXT, at: TEXT, warnHours: QUANTITY },
  times: ['trigger', 'start', 'from', 'on', 'expiry', 'date', '起算', 'at', 'now', 'asOf'],
  output: {
    clock: OBJECT,
    due: WORD,
    dueDate: WORD,
    rolledFrom: WORD,
    remindBy: WORD,
    light: { enum: ['green', 'yellow', 'red', null] },
    clocks: LIST,
  },
  answer: evaluateRadiationDeadline,
});

/** `tarim radiation norm`. */
export const normCommand = calculator({
  name: 'norm',
  help: `
伴生放射性矿（环办〔2013〕12号）：任一物料中任一铀系、钍系核素高于 1 Bq/g 即列入；不求和，恰为 1 不算。
Associated radioactive minerals: listed when a single nuclide of any material is above 1 Bq/g; no sum, 1 itself is not above.

  {"id":1,"mineral":"锆","materials":[{"name":"原矿","nuclides":{"U-238":0.9,"Th-232":0.8}},{"name":"尾渣","nuclides":{"Ra-226":"1200 Bq/kg"}}]}
  {"id":1,"listed":true,"index":1.2,"materials":[{"name":"原矿","index":0.9,"above":false,…},{"name":"尾渣","index":1.2,"above":true,…}],"inFirstList":true,…}

  nuclides   {"U-238":Bq/g 或带单位 or with unit，"<0.05" 未检出 below detection}
  U, Th（mg/kg）、U3O8, ThO2（%）  由含量换算（假定平衡）from contents, equilibrium taken for granted
`,
  required: [],
  input: { nuclides: { type: 'object' }, materials: LIST, mineral: TEXT },
  output: { listed: MAYBE, index: FIGURE, materials: LIST, inFirstList: MAYBE },
  answer: evaluateNorm,
});
