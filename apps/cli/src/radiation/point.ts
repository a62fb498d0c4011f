import { evaluateInverseSquare, evaluatePointSource, evaluateStay } from '@tarim/science';
import { TEXT } from '../evaluate/finding-schema.ts';
import { calculator, FIGURE, LIST, OBJECT, QUANTITY, WORD } from './calculator.ts';

export const POINT_INPUT = {
  nuclide: TEXT,
  activity: QUANTITY,
  constant: QUANTITY,
  distance: QUANTITY,
  distances: LIST,
  material: TEXT,
  thickness: QUANTITY,
  hvl: QUANTITY,
  shield: { type: 'object' },
  shields: LIST,
  level: { type: ['number', 'string', 'array'] },
  hours: QUANTITY,
  budget: QUANTITY,
  received: QUANTITY,
};
export const POINT_OUTPUT = {
  constant: OBJECT,
  rate: FIGURE,
  bareRate: FIGURE,
  transmission: FIGURE,
  shields: LIST,
  rates: LIST,
  distances: LIST,
  stay: LIST,
  mSv: FIGURE,
};
export const POINT_MEMBERS = `
  nuclide, activity   核素与活度（Bq）        constant  点源常数 µSv·m²/(GBq·h)，或 "practice" 行业常用值
  distance            米 m；distances 多个 several
  material, thickness 屏蔽材料 lead · steel · concrete 与厚度 mm；hvl 自给半值层；shields [{…}] 多层 several layers
  level               µSv/h，求其距离；可为数组；不给时按场所与应急水平 distance of a level
  hours               在 distance 处停留的小时（或带单位）：另给剂量 mSv  time spent there: its dose
  budget, received    剂量预算与已受剂量 mSv：另给停留时间 own budget, what was received
`;

/** `tarim radiation distance`: the same evaluation as `dose` with a nuclide; asked for a level. */
export const distanceCommand = calculator({
  name: 'distance',
  help: `
点源：剂量率降到某一水平的距离（警戒、控制区边界）。Point source: distance at which the rate falls to a level.

  {"id":1,"nuclide":"Ir-192","activity":"40 Ci","constant":130,"level":7.5}
  {"id":1,"constant":{"value":130,"of":"given",…},"rate":null,"distances":[{"level":7.5,"name":"given","distance":160.16…,…}],…}
${POINT_MEMBERS}`,
  required: ['activity'],
  input: POINT_INPUT,
  output: POINT_OUTPUT,
  answer: evaluatePointSource,
});

/** `tarim radiation stay`. */
export const stayCommand = calculator({
  name: 'stay',
  help: `
停留时间：实测剂量率下，到自定剂量与应急返回剂量（50、500、1000 mSv）的时间。How long one may stay at a measured rate.

  {"id":1,"rate":"2.06 mSv/h","budget":5,"received":1.2}
  {"id":1,"rate":2060,"stay":[{"id":"own","mSv":5,"hours":1.844…,"minutes":110.6…,…},{"id":"collective","mSv":50,…},…],…}

  rate      µSv/h（或带单位 or with its unit）      budget    自定剂量 own budget, mSv
  received  已受剂量 received before, mSv
`,
  required: ['rate'],
  input: { rate: QUANTITY, budget: QUANTITY, received: QUANTITY },
  output: { rate: FIGURE, stay: LIST },
  answer: evaluateStay,
});

/** `tarim radiation inverse-square`. */
export const inverseSquareCommand = calculator({
  name: 'inverse-square',
  help: `
平方反比：实测剂量率换算到另一距离，或求达到某一剂量率的距离；单位照旧。A measured rate at another distance; the unit stays.

  {"id":1,"rate":"530 R/h","from":"5 ft","to":"10 ft"}
  {"id":1,"rate":132.5,"unit":"R/h","distance":null,…}

  rate  任意单位 any unit      from, to  距离 m distances      level  同单位或同类单位，求其距离 its distance, in a like unit too
`,
  required: ['rate', 'from'],
  input: { rate: QUANTITY, from: QUANTITY, to: QUANTITY, level: QUANTITY },
  output: { rate: FIGURE, unit: WORD, distance: FIGURE },
  answer: evaluateInverseSquare,
});
