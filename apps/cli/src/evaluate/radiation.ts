import {
  type BackgroundInput,
  type CategoryInput,
  type DoseInput,
  evaluateBackground,
  evaluateDose,
  evaluateInverseSquare,
  evaluatePointSource,
  evaluateSourceCategory,
  evaluateStay,
  type InverseSquareInput,
  type PointSourceInput,
  type SourceGiven,
  type StayInput,
} from '@tarim/science';
import { POINT_INPUT, POINT_MEMBERS, POINT_OUTPUT } from '../radiation/point.ts';
import { type Evaluation, evaluateCommand, isObject, lineProblem } from './evaluate-command.ts';
import { findingSchema, inputSchema, TEXT } from './finding-schema.ts';
import { EVALUATE_PROBLEMS as P } from './problems.ts';
import { parseTime } from './time.ts';

type Answer = Evaluation['answer'];

/** A time as epoch ms; what is no time becomes NaN, which the evaluation tells; absent stays absent. */
function timeOf(value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? (parseTime(value) ?? Number.NaN) : Number.NaN;
}

function sourceOf(one: unknown): SourceGiven {
  if (!isObject(one)) return one as unknown as SourceGiven;
  const { measuredAt, at, ...rest } = one;
  return { ...(rest as unknown as SourceGiven), measuredAt: timeOf(measuredAt), at: timeOf(at) };
}

const category: Answer = (input) => {
  const { sources, ...one } = input;
  if (sources === undefined) return evaluateSourceCategory(sourceOf(one) as CategoryInput);
  return evaluateSourceCategory({
    sources: (Array.isArray(sources) ? sources.map(sourceOf) : sources) as SourceGiven[],
  });
};
/** A point source where a nuclide or its constant is named, a rate taken elsewhere where two distances are, else air kerma. */
const dose: Answer = (input) => {
  const names = Object.keys(input).filter((name) => input[name] !== undefined && input[name] !== null);
  const has = (pattern: RegExp) => names.some((name) => pattern.test(name));
  if (has(/^(?:nuclide|constant|核素)$/i)) return evaluatePointSource(input as unknown as PointSourceInput);
  if (has(/^(?:to|r2|d2|newDistance)(?:_|$|Distance)/i))
    return evaluateInverseSquare(input as unknown as InverseSquareInput);
  if (has(/^(?:budget|received)/i)) return evaluateStay(input as unknown as StayInput);
  return evaluateDose(input as unknown as DoseInput);
};
const background: Answer = (input) =>
  evaluateBackground({
    ...(input as unknown as BackgroundInput),
    start: timeOf(input.start) ?? Number.NaN,
  });
const ANSWERS: Readonly<Record<string, Answer>> = { category, dose, background };

const END = `
  --explain  另给 steps：逐步列式 each figure as on paper

退出码 exit code: 0 已读完输入 input was read; 2 调用有误 broken call.
`;
const CATEGORY_MEMBERS = `
  nuclide     Co-60 · 60Co · 钴-60 · Am-241/Be        activity  Bq
  measuredAt, at  给出时另按 at 的活度分类（衰变）  both: today's category as well
  code        12 位放射源编码：解读，并与核素、类别核对 read, and checked against them
  sources     [{…},…] 同一场所多枚 several at a place：aggregate 为 Σ A/D，仅供参考 an aid

分类表多数行凭记忆，结果中说明。Most rows of the table are from memory, which is told.
`;
const BACKGROUND_MEMBERS = `
  start, step   第一个值的起点；每个值的分钟数（60 的约数，默认 60）  start of the first; minutes of each
  values        nGy/h，缺测 null；occupancy 居留因子 0…1；hourly true 另给逐时 hours as well
  background    {"from":…,"to":…} 本地本底范围，或 or national · urumqi · xinjiang（未核实的会说明）

有效性（小时 75 %、日 18 小时、月 21 天、年 12 个月）为本平台规则。How much must be there is a rule of ours.
`;
const DOSE_MEMBERS = `
  rate        nGy/h        hours  默认 8760 a year        occupancy  居留因子 0…1
  background  天然本底 nGy/h；给出 group（public · worker · trainee）时，高出本底的部分与年限值比较 net dose against the limit
`;

const CATEGORY_INPUT = {
  nuclide: TEXT,
  activity: { type: ['number', 'string'], exclusiveMinimum: 0 },
  measuredAt: TEXT,
  at: TEXT,
  code: TEXT,
  sources: { type: 'array', items: { type: 'object' } },
};
const BACKGROUND_INPUT = {
  start: TEXT,
  step: { type: 'integer' },
  values: { type: 'array', items: { type: ['number', 'null'] } },
  occupancy: { type: 'number', minimum: 0, maximum: 1 },
  background: { type: ['string', 'object', 'number'] },
  hourly: { type: 'boolean' },
};
const TEXT_OR_FIGURE = { type: ['number', 'string'] };
const DOSE_INPUT = {
  rate: { type: ['number', 'string'], minimum: 0 },
  hours: { type: 'number', minimum: 0 },
  occupancy: { type: 'number', minimum: 0, maximum: 1 },
  background: { type: ['string', 'object', 'number'] },
  group: { enum: ['public', 'worker', 'trainee'] },
};
const FIGURE = { type: ['number', 'null'] };
const OBJECT = { type: ['object', 'null'] };
const LIST = { type: 'array' };
const CATEGORY_OUTPUT = {
  category: { enum: ['I', 'II', 'III', 'IV', 'V', 'exempt', null] },
  sources: LIST,
  aggregate: OBJECT,
};
const BACKGROUND_OUTPUT = {
  hours: LIST,
  days: LIST,
  months: LIST,
  years: LIST,
  range: OBJECT,
  comparison: OBJECT,
};
const DOSE_OUTPUT = {
  mSv: FIGURE,
  netMSv: FIGURE,
  limit: OBJECT,
  verdict: { enum: ['meets', 'exceeds', 'not-judged'] },
};
/** A year of five-minute values fits into a line. */
const LONGEST = 1 << 22;

/** `tarim evaluate radiation`: `method` says which. */
export const radiationCommand = evaluateCommand({
  name: 'radiation',
  longest: LONGEST,
  help: `
tarim evaluate radiation [--explain]  < lines.ndjson

辐射：放射源类别（category）、γ 剂量率均值与本底（background）、由剂量率估算有效剂量（dose）；各有同名命令 tarim radiation …。
Radiation: category of sources, gamma means and background, dose; each is a command of its own, tarim radiation ….

  {"id":1,"method":"category","nuclide":"Ir-192","activity":1.48e12,"measuredAt":"2026-01-01","at":"2026-05-01"}
  {"id":1,"category":"III","sources":[{"nuclide":"Ir-192","given":{"category":"II",…},"now":{"activity":479…,"category":"III",…},…}],…}

category${CATEGORY_MEMBERS}
background${BACKGROUND_MEMBERS}
dose${DOSE_MEMBERS}${END}`,
  schema: {
    input: inputSchema(['method'], {
      method: { enum: Object.keys(ANSWERS) },
      ...CATEGORY_INPUT,
      ...BACKGROUND_INPUT,
      ...DOSE_INPUT,
    }),
    output: findingSchema({ ...CATEGORY_OUTPUT, ...BACKGROUND_OUTPUT, ...DOSE_OUTPUT }),
  },
  answer: ({ method, ...input }) =>
    typeof method === 'string' && Object.hasOwn(ANSWERS, method)
      ? ANSWERS[method]!(input)
      : { problems: [lineProblem(P.method, 'method', { words: Object.keys(ANSWERS).join(', ') })] },
});

/** `tarim radiation category`. */
export const categoryCommand = evaluateCommand({
  name: 'category',
  words: 'radiation category',
  longest: LONGEST,
  help: `
tarim radiation category [--explain]  < lines.ndjson

放射源类别（放射源分类办法，2005 年第 62 号公告）：I–V 类、A/D 值，衰变后的类别，多枚源合计。
Category of sealed sources: I to V by activity, A/D, after decay, several together.

  {"id":1,"nuclide":"Cs-137","activity":3.7e9}
  {"id":1,"category":"IV","sources":[{"nuclide":"Cs-137","D_Bq":100000000000,"given":{"activity":3700000000,"category":"IV","zh":"低危险源","ratio":0.037},…}],…}
${CATEGORY_MEMBERS}${END}`,
  schema: { input: inputSchema([], CATEGORY_INPUT), output: findingSchema(CATEGORY_OUTPUT) },
  answer: category,
});

/** `tarim radiation background`. */
export const backgroundCommand = evaluateCommand({
  name: 'background',
  words: 'radiation background',
  longest: LONGEST,
  help: `
tarim radiation background [--explain]  < lines.ndjson

γ 空气吸收剂量率：小时、日、月、年均值与有效性，范围，与本底范围比较，年有效剂量。
Gamma dose rates: means of hours, days, months and years with validity, range against the background, annual dose.

  {"id":1,"start":"2026-01-01T00:00:00+08:00","values":[101.2,100.8,102.5],"occupancy":0.2,"background":"urumqi"}
  {"id":1,"days":[{"period":"2026-01-01","mean":null,"count":3,"needed":18}],"range":{"min":100.8,"max":102.5,"mean":101.5,"hours":3},"comparison":{"from":73.3,"to":145.7,"below":0,"within":3,"above":0},…}
${BACKGROUND_MEMBERS}${END}`,
  schema: {
    input: inputSchema(['start', 'values'], BACKGROUND_INPUT),
    output: findingSchema(BACKGROUND_OUTPUT),
  },
  answer: background,
});

/** `tarim radiation dose`. */
export const doseCommand = evaluateCommand({
  name: 'dose',
  words: 'radiation dose',
  help: `
tarim radiation dose [--explain]  < lines.ndjson

由 γ 空气吸收剂量率估算有效剂量：nGy/h × 0.7 × h × 居留因子 × 10⁻⁶ = mSv；给出核素与活度时为点源剂量率（可含屏蔽、距离、停留时间）。
Effective dose from an air absorbed dose rate; with a nuclide the rate of a point source: {"nuclide":"Ir-192","activity":1.48e12,"distance":3}.

  {"id":1,"rate":108.1,"hours":8760,"occupancy":0.2}
  {"id":1,"mSv":0.13257…,"netMSv":null,"limit":null,"verdict":"not-judged",…}
${DOSE_MEMBERS}
点源 point source：${POINT_MEMBERS}
rate（µSv/h）与 budget（mSv）：停留时间 stay；rate、from、to：平方反比换算 inverse square。
${END}`,
  schema: {
    input: inputSchema([], { ...POINT_INPUT, ...DOSE_INPUT, from: TEXT_OR_FIGURE, to: TEXT_OR_FIGURE }),
    output: findingSchema({ ...POINT_OUTPUT, ...DOSE_OUTPUT }),
  },
  answer: dose,
});
