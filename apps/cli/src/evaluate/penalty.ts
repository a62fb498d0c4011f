import { answerPenalty, type CalendarDay, isDate, PENALTY_KINDS, workCalendar } from '@tarim/science';
import { evaluateCommand, lineProblem } from './evaluate-command.ts';
import { findingSchema, inputSchema, TEXT } from './finding-schema.ts';
import { EVALUATE_PROBLEMS as P } from './problems.ts';

const help = `
tarim penalty [--explain]  < lines.ndjson

行政处罚的计算：裁量、加处罚款、按日连续处罚、听证、告知期限、办案期限、查封期限、追责时效、新旧法选择、案卷评分。结果附依据及其可信程度，供人决定。
Figures of administrative penalties, with their sources and how sure those are; people decide.

  {"id":1,"kind":"late-fine","fine":200000,"daysLate":10}
  {"id":1,"kind":"late-fine","days":10,"lateFine":60000,"capped":false,"rules":[{"standard":"行政处罚法 72",…}],…}

  discretion   裁量：method weighted | matrix | interpolation；min、max（元），只有下限时 mostTimesOfMin
               weighted       factors [{"ratio":0.08}]：min/max + Σ，乘以 max
               matrix         table（5 × 5 比例）、individual、common（1–5）
               interpolation  factors [{"level":3,"weight":2}]、corrections [-0.1]
               adjustment {"kind":"aggravate|lighten|reduce","share":0.1,"ground":"…"}；rounding fen | yuan | hundred | thousand
  late-fine    加处罚款：fine，daysLate 或 due、paid（都给出时须一致）
  daily-fine   按日连续处罚：fine，orderDelivered 责令改正送达日，recheck 复查日
  hearing      是否应告知听证：party individual | organisation，fine，confiscated，over 本地数额；kinds：warning、criticism、fine、confiscate、
               lower-qualification、revoke-permit、stop-production、closure、limit-business、limit-production
  notice       陈述申辩、听证期限：delivered，decision（拟作出决定之日），waived 明示放弃
  case-term    办案期限：filed，head（≤30）、collective（≤30，须在 head 之后），pauses [{"from","to"}]，at
  seal         查封、扣押期限：sealed，days、extended，testing（检测时间），released，at
  limitation   追责时效：actEnd，found，harm 是否造成污染或生态破坏（未说明且结论不同时不下结论），lifeHealthFinanceHarm
  law          从旧兼从轻：actStart、actEnd（缺省同 actStart），old、code {"min","max"} 或 {"unlawful":false}
  score        案卷评分：items [{"key":"filing","earned":2},{"marks":10,"earned":8},{…,"applies":false}]，fatal [21]，
               documentDeduction、recordDeduction
  calendarDays 另加的日历日，同 tarim deadline 的 days；countLocal

  --explain  另给 steps：逐步列式 each figure as on paper

退出码 exit code: 0 已读完输入 input was read; 2 调用有误 broken call.
`;

const AMOUNT = { type: 'number', minimum: 0 };
const DAY = { type: 'string', description: '2026-09-24' };
const FIGURE = { type: ['number', 'null'] };
const DATE = { type: ['string', 'null'] };
const YES = { type: 'boolean' };
const YES_NO_UNKNOWN = { type: ['boolean', 'null'] };
const LIST = { type: 'array' };

/** `tarim penalty`. */
export const penaltyCommand = evaluateCommand({
  name: 'penalty',
  words: 'penalty',
  help,
  schema: {
    input: inputSchema(['kind'], {
      kind: { enum: PENALTY_KINDS },
      method: { enum: ['weighted', 'matrix', 'interpolation'] },
      min: AMOUNT,
      max: AMOUNT,
      mostTimesOfMin: AMOUNT,
      factors: LIST,
      table: LIST,
      individual: { type: 'integer', minimum: 1, maximum: 5 },
      common: { type: 'integer', minimum: 1, maximum: 5 },
      corrections: LIST,
      adjustment: { type: 'object' },
      rounding: { enum: ['fen', 'yuan', 'hundred', 'thousand'] },
      fine: AMOUNT,
      daysLate: { type: 'integer', minimum: 0 },
      due: DAY,
      paid: DAY,
      orderDelivered: DAY,
      recheck: DAY,
      party: { enum: ['individual', 'organisation'] },
      confiscated: AMOUNT,
      kinds: { type: 'array', items: TEXT },
      over: AMOUNT,
      delivered: DAY,
      decision: DAY,
      waived: YES,
      filed: DAY,
      head: { type: 'integer', minimum: 1, maximum: 30 },
      collective: { type: 'integer', minimum: 1, maximum: 30 },
      pauses: LIST,
      at: DAY,
      sealed: DAY,
      days: { type: 'integer', minimum: 1, maximum: 30 },
      extended: { type: 'integer', minimum: 1, maximum: 30 },
      testing: LIST,
      released: DAY,
      actStart: DAY,
      actEnd: DAY,
      found: DAY,
      harm: YES,
      lifeHealthFinanceHarm: YES,
      old: { type: 'object' },
      code: { type: 'object' },
      type: TEXT,
      items: LIST,
      fatal: { type: 'array', items: { type: 'integer', minimum: 1, maximum: 25 } },
      documentDeduction: AMOUNT,
      recordDeduction: AMOUNT,
      calendarDays: LIST,
      countLocal: YES,
    }),
    output: findingSchema({
      kind: { enum: [...PENALTY_KINDS, null] },
      percent: FIGURE,
      amount: FIGURE,
      days: FIGURE,
      lateFine: FIGURE,
      capped: YES,
      recheckBy: DATE,
      allowed: YES,
      mustOffer: YES_NO_UNKNOWN,
      because: {},
      due: DATE,
      counted: LIST,
      decisionAllowed: YES_NO_UNKNOWN,
      grossDays: FIGURE,
      netDays: FIGURE,
      late: YES_NO_UNKNOWN,
      alarmOn: DATE,
      overdue: YES_NO_UNKNOWN,
      limits: LIST,
      passed: YES_NO_UNKNOWN,
      atAct: { enum: ['old', 'code', null] },
      proposed: { enum: ['old', 'code', null] },
      range: { type: ['object', 'null'] },
      score: FIGURE,
      legality: FIGURE,
      quality: FIGURE,
      deducted: FIGURE,
      fatal: LIST,
    }),
  },
  answer(input) {
    const days = input.calendarDays ?? [];
    const bad = Array.isArray(days) ? days.findIndex((one) => !isCalendarDay(one)) : 0;
    if (bad >= 0) return { problems: [lineProblem(P.list, `calendarDays/${bad}`, { name: 'calendarDays' })] };
    if (!isFlag(input.countLocal))
      return {
        problems: [lineProblem(P.member, 'countLocal', { name: 'countLocal', words: 'true, false' })],
      };
    const calendar = workCalendar({ days: days as CalendarDay[], countLocal: input.countLocal === true });
    return answerPenalty(input, calendar);
  },
});

const isFlag = (value: unknown) => value === undefined || typeof value === 'boolean';

function isCalendarDay(one: unknown): one is CalendarDay {
  const { date, kind } = (one ?? {}) as Partial<CalendarDay>;
  return isDate(date) && (kind === 'holiday' || kind === 'workday');
}
