import { event, route, type Static, Type } from '@tarim/platform/contract';
import {
  Instant,
  InstantOrNull,
  IntegerOrNull,
  JudgedPeriod,
  NumberOrNull,
  Problem,
  RollupKey,
  RuleReference,
  Step,
  StringOrNull,
} from './contract-parts.ts';

/** Against the standards that bind. Targets (超低排放) are never part of it. */
export const VerdictWord = Type.Union([
  Type.Literal('meets'),
  Type.Literal('exceeds'),
  Type.Literal('not-judged'),
]);
export type VerdictWord = Static<typeof VerdictWord>;

/** Against a target: `above-target` (未达目标) breaks no standard. */
export const TargetWord = Type.Union([
  Type.Literal('meets'),
  Type.Literal('above-target'),
  Type.Literal('not-judged'),
]);
export type TargetWord = Static<typeof TargetWord>;

/** What of a rollup was compared: mean, converted mean (折算均值) or flow-weighted mean (流量加权均值). */
export const Measure = Type.Union([
  Type.Literal('mean'),
  Type.Literal('converted'),
  Type.Literal('flow-weighted'),
]);
export type Measure = Static<typeof Measure>;

/** One comparison of a value with one limit, with the figures of the limit as they were when it judged. */
export const Check = Type.Object({
  limitId: Type.Integer(),
  nature: Type.Union([Type.Literal('limit'), Type.Literal('target')]),
  verdict: Type.Union([VerdictWord, Type.Literal('above-target')]),
  reason: StringOrNull,
  measure: Measure,
  /** In `unit`, which is the limit's; null when there was nothing to compare. */
  value: NumberOrNull,
  unit: StringOrNull,
  upper: NumberOrNull,
  lower: NumberOrNull,
  /** (C − S)/S above an upper limit. */
  exceedMultiple: NumberOrNull,
  standard: Type.String(),
  clause: StringOrNull,
  source: StringOrNull,
  confidence: Type.String(),
  referenceOxygen: NumberOrNull,
  effectiveFrom: StringOrNull,
  effectiveTo: StringOrNull,
});
export type Check = Static<typeof Check>;

export const VerdictFact = Type.Object({
  pointId: Type.Integer(),
  pointName: Type.String(),
  enterpriseId: IntegerOrNull,
  enterpriseName: StringOrNull,
  code: Type.String(),
  /** In the language of the request. */
  codeName: Type.String(),
  /** Unit of value and limit: the limit's own, else the parameter's. */
  unit: StringOrNull,
  period: JudgedPeriod,
  time: Instant,
  verdict: VerdictWord,
  /**
   * Why not judged: `invalid`, `no-value`, `no-limit`, `no-conversion`, `unit-unknown`, `unit-foreign`, `target-only`;
   * null when judged.
   */
  reason: StringOrNull,
  /** The reason for people. */
  reasonText: StringOrNull,
  measure: Measure,
  value: NumberOrNull,
  /** The limit that decided; where several hold on a day, the broken or nearest one. */
  upper: NumberOrNull,
  lower: NumberOrNull,
  /** (C − S)/S (超标倍数) when it exceeds an upper limit. */
  exceedMultiple: NumberOrNull,
  /** `GB 13223-2011`; null when the limit is the permit's own. */
  standard: StringOrNull,
  /** How sure the figures of the deciding limit are; null without one. */
  confidence: StringOrNull,
  limitId: IntegerOrNull,
  /** The worst word against the targets of the factor; null when it has none. */
  target: Type.Union([TargetWord, Type.Null()]),
  /** Every limit and target of the day, each judged by itself: converted and actual, upper and lower. */
  checks: Type.Array(Check),
  revision: Type.Integer(),
  simulated: Type.Boolean(),
});
export type VerdictFact = Static<typeof VerdictFact>;

export const listVerdicts = route({
  id: 'evaluation.listVerdicts',
  method: 'GET',
  path: '/api/evaluation/verdicts',
  summary: '排放口判定，最新在前',
  access: 'signed-in',
  query: Type.Object({
    pointId: Type.Optional(Type.Integer()),
    enterpriseId: Type.Optional(Type.Integer()),
    unit: Type.Optional(Type.String({ description: 'unit path prefix' })),
    code: Type.Optional(Type.String({ maxLength: 32 })),
    period: Type.Optional(JudgedPeriod),
    verdict: Type.Optional(VerdictWord),
    target: Type.Optional(TargetWord),
    from: Type.Optional(Instant),
    to: Type.Optional(Instant),
    cursor: Type.Optional(Type.String({ maxLength: 200 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
  }),
  response: Type.Object({ verdicts: Type.Array(VerdictFact), next: StringOrNull }),
});

export const latestVerdicts = route({
  id: 'evaluation.latestVerdicts',
  method: 'GET',
  path: '/api/evaluation/verdicts/latest',
  summary: '各排放口各因子最新判定',
  access: 'signed-in',
  query: Type.Object({
    pointIds: Type.Optional(
      Type.String({ description: 'comma separated; absent: all outlets one may see', maxLength: 8000 }),
    ),
  }),
  response: Type.Object({ at: Instant, verdicts: Type.Array(VerdictFact) }),
});

/** How well an outlet kept the target of a factor in a month. */
export const TargetShare = Type.Object({
  pointId: Type.Integer(),
  pointName: Type.String(),
  enterpriseName: StringOrNull,
  code: Type.String(),
  codeName: Type.String(),
  /** `超低排放` */
  standard: Type.String(),
  upper: NumberOrNull,
  lower: NumberOrNull,
  unit: StringOrNull,
  /** Hours that were judged, and those within the target. */
  hours: Type.Integer(),
  within: Type.Integer(),
  /** within / hours; null when none was judged. */
  share: NumberOrNull,
  /** Share that the rule asks for (95 %), whom it is made for, and how sure it is. */
  needed: Type.Number(),
  appliesTo: Type.String(),
  kept: Type.Union([Type.Boolean(), Type.Null()]),
  /** Confidence of the rule of shares, and of the target's figure. */
  ruleConfidence: Type.String(),
  confidence: Type.String(),
  simulated: Type.Boolean(),
});
export type TargetShare = Static<typeof TargetShare>;

export const targetShares = route({
  id: 'evaluation.targetShares',
  method: 'GET',
  path: '/api/evaluation/targets',
  summary: '超低排放等目标：一个月内达到目标的小时比例（不是达标判定）',
  access: 'signed-in',
  query: Type.Object({
    /** `2026-11`; absent: the present month. */
    month: Type.Optional(Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$' })),
    enterpriseId: Type.Optional(Type.Integer()),
    unit: Type.Optional(Type.String({ description: 'unit path prefix' })),
  }),
  response: Type.Object({ month: Type.String(), rows: Type.Array(TargetShare) }),
});

export const VerdictRevision = Type.Object({
  revision: Type.Integer(),
  computedAt: Instant,
  replacedAt: InstantOrNull,
  reason: Type.String(),
  reasonText: Type.String(),
  verdict: VerdictWord,
  value: NumberOrNull,
  unit: StringOrNull,
  upper: NumberOrNull,
  lower: NumberOrNull,
  standard: StringOrNull,
  ruleVersion: Type.String(),
});

export const VerdictExplanation = Type.Object({
  fact: VerdictFact,
  computedAt: Instant,
  rules: Type.Array(RuleReference),
  /** The limit that decided, with its figures as they were when it judged. */
  limit: Type.Union([
    Type.Object({
      limitId: Type.Integer(),
      upper: NumberOrNull,
      lower: NumberOrNull,
      unit: StringOrNull,
      period: Type.String(),
      source: StringOrNull,
      effectiveFrom: StringOrNull,
      effectiveTo: StringOrNull,
    }),
    Type.Null(),
  ]),
  input: Type.Object({
    rollup: RollupKey,
    mean: NumberOrNull,
    converted: NumberOrNull,
    /** Registered unit of mean and converted mean. */
    unit: StringOrNull,
    /** Measured oxygen and reference oxygen, % (flue gas). */
    oxygen: NumberOrNull,
    referenceOxygen: NumberOrNull,
    validCount: NumberOrNull,
    expected: IntegerOrNull,
    invalid: StringOrNull,
  }),
  steps: Type.Array(Step),
  problems: Type.Array(Problem),
  revisions: Type.Array(VerdictRevision),
});

/** Open for public points, else needs `evaluation.read`; the handler decides. */
export const explainVerdict = route({
  id: 'evaluation.explainVerdict',
  method: 'GET',
  path: '/api/evaluation/explain/verdict',
  summary: '一个判定如何得出：输入、限值、步骤、标准条款、各次修订',
  access: 'public',
  query: Type.Object({
    pointId: Type.Integer(),
    code: Type.String({ maxLength: 32 }),
    period: JudgedPeriod,
    time: Instant,
  }),
  response: VerdictExplanation,
});

/** Outlet values were judged or judged anew. One event a batch; nothing is told when the verdict did not change. */
export const judged = event(
  'evaluation.judged.v1',
  Type.Object({
    items: Type.Array(
      Type.Object({
        pointId: Type.Integer(),
        code: Type.String(),
        period: JudgedPeriod,
        time: Instant,
        verdict: VerdictWord,
        value: NumberOrNull,
        /** The limit that decided: the broken one, else the upper one. */
        limit: NumberOrNull,
        /** value / limit. */
        ratio: NumberOrNull,
        /** Unit of value and limit. */
        unit: Type.Optional(StringOrNull),
        revision: Type.Integer(),
      }),
    ),
  }),
);
