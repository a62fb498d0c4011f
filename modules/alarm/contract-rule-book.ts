import { InstantInput, Int4Id, plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Instant, InstantOrNull, Severity, StringOrNull } from './contract-parts.ts';
import { RuleBody } from './contract-rule-body.ts';

/** One version of a written rule (自定义规则). */
export const WrittenRule = Type.Object({
  /** Of the version. */
  id: Type.Integer(),
  key: Type.String(),
  version: Type.Integer(),
  name: Type.String(),
  note: StringOrNull,
  enabled: Type.Boolean(),
  body: RuleBody,
  effectiveFrom: Instant,
  effectiveTo: InstantOrNull,
  changedBy: StringOrNull,
  reason: StringOrNull,
  /** Of rules that came with the platform: where they are from, and how sure that is. */
  source: StringOrNull,
  confidence: StringOrNull,
});
export type WrittenRule = Static<typeof WrittenRule>;

export const RuleFigures = Type.Object({
  /** Points in its scope now. */
  points: Type.Integer(),
  open: Type.Integer(),
  firedIn30d: Type.Integer(),
  /** At how many points its condition cannot be evaluated, by reason. */
  troubles: Type.Array(Type.Object({ reason: Type.String(), points: Type.Integer() })),
});

export const listRuleBook = route({
  id: 'alarm.listRuleBook',
  method: 'GET',
  path: '/api/alarm/rule-book',
  summary: '自定义报警规则（现行版本）与各自的情况',
  access: 'alarm.read',
  response: Type.Object({ rules: Type.Array(Type.Interface([WrittenRule], { figures: RuleFigures })) }),
});

const Key = Type.String({ pattern: '^[a-z0-9-]{1,60}$' });

export const getWrittenRule = route({
  id: 'alarm.getWrittenRule',
  method: 'GET',
  path: '/api/alarm/rule-book/:key',
  summary: '一条自定义规则及其历次版本，现行在前',
  access: 'alarm.read',
  params: Type.Object({ key: Key }),
  response: Type.Object({
    versions: Type.Array(WrittenRule),
    figures: RuleFigures,
    /** Points where it cannot be evaluated, at most 200. */
    troubles: Type.Array(
      Type.Object({ pointId: Type.Integer(), pointName: Type.String(), reason: Type.String() }),
    ),
  }),
});

const RuleInput = Type.Object({
  name: plainText(100, 2),
  note: Type.Optional(plainText(1000)),
  enabled: Type.Boolean(),
  body: RuleBody,
  reason: plainText(500, 2),
});
export type RuleInput = Static<typeof RuleInput>;

export const createWrittenRule = route({
  id: 'alarm.createWrittenRule',
  method: 'POST',
  path: '/api/alarm/rule-book',
  summary: '新建自定义规则',
  access: 'alarm.configure',
  body: RuleInput,
  response: WrittenRule,
});

/** Writes the next version; what the present one raised ends as `replaced`. */
export const reviseWrittenRule = route({
  id: 'alarm.reviseWrittenRule',
  method: 'PUT',
  path: '/api/alarm/rule-book/:key',
  summary: '修改自定义规则（产生新版本）',
  access: 'alarm.configure',
  params: Type.Object({ key: Key }),
  body: RuleInput,
  response: WrittenRule,
});

/** An alarm that a rule would have raised. */
export const TrialAlarm = Type.Object({
  pointId: Type.Integer(),
  pointName: Type.String(),
  severity: Severity,
  startedAt: Instant,
  firedAt: Instant,
  closedAt: InstantOrNull,
  code: StringOrNull,
  value: Type.Union([Type.Number(), Type.Null()]),
  threshold: Type.Union([Type.Number(), Type.Null()]),
});
export const TrialResult = Type.Object({
  points: Type.Integer(),
  observations: Type.Integer(),
  /** How many alarms would have fired, and how many grouped ones, if the rule groups. */
  fired: Type.Integer(),
  groups: Type.Union([Type.Integer(), Type.Null()]),
  byDay: Type.Array(Type.Object({ day: Type.String(), fired: Type.Integer() })),
  byPoint: Type.Array(
    Type.Object({ pointId: Type.Integer(), pointName: Type.String(), fired: Type.Integer() }),
  ),
  /** The newest 500. */
  alarms: Type.Array(TrialAlarm),
  troubles: Type.Array(Type.Object({ reason: Type.String(), points: Type.Integer() })),
});
export type TrialResult = Static<typeof TrialResult>;

export const Trial = Type.Object({
  id: Type.Integer(),
  state: Type.Union([
    Type.Literal('waiting'),
    Type.Literal('running'),
    Type.Literal('done'),
    Type.Literal('failed'),
  ]),
  /** 0 … 1 */
  progress: Type.Number(),
  from: Instant,
  to: Instant,
  by: Type.String(),
  createdAt: Instant,
  result: Type.Union([TrialResult, Type.Null()]),
  error: StringOrNull,
});
export type Trial = Static<typeof Trial>;

/** The longest period a rule is tried on, by basis: records are many. */
export const TRIAL_DAYS = {
  realtime: 31,
  minute: 92,
  hour: 731,
  day: 3660,
  'verdict-hour': 731,
  'verdict-day': 3660,
  aqi: 731,
} as const;

export const startTrial = route({
  id: 'alarm.startTrial',
  method: 'POST',
  path: '/api/alarm/trials',
  summary: '用历史数据试算一条规则（不产生报警）',
  access: 'alarm.configure',
  body: Type.Object({ body: RuleBody, from: InstantInput, to: InstantInput }),
  response: Trial,
});

export const getTrial = route({
  id: 'alarm.getTrial',
  method: 'GET',
  path: '/api/alarm/trials/:id',
  summary: '试算的进度与结果',
  access: 'alarm.configure',
  params: Type.Object({ id: Int4Id }),
  response: Trial,
});
