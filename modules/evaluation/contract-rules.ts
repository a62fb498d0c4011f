import { route, type Static, Type } from '@tarim/platform/contract';
import { Instant, InstantOrNull, StringOrNull } from './contract-parts.ts';

const RuleFact = Type.Object({
  code: Type.String(),
  titleZh: Type.String(),
  titleEn: StringOrNull,
  /** `target`: a goal of policy, not a standard; `reference`: constants that no authority set. */
  nature: Type.Union([Type.Literal('standard'), Type.Literal('target'), Type.Literal('reference')]),
  /** Version of our tables: `HJ633-2026@1`. */
  version: Type.String(),
  effectiveFrom: StringOrNull,
  effectiveTo: StringOrNull,
  status: StringOrNull,
  sources: Type.Array(Type.String()),
  confidence: Type.String(),
  /** False: the platform knows of it, but nobody has obtained its content. */
  obtained: Type.Boolean(),
  /** True when this room judges by it today. */
  inUse: Type.Boolean(),
  /** What it is used for: `aqi`, `air-statistics`, `air-quality`, `emission-limit`, `rounding`. */
  use: Type.String(),
});
export type RuleFact = Static<typeof RuleFact>;

export const listRules = route({
  id: 'evaluation.listRules',
  method: 'GET',
  path: '/api/evaluation/rules',
  summary: '判定所用标准、版本、施行日期与可信程度',
  access: 'public',
  response: Type.Object({ rules: Type.Array(RuleFact) }),
});

/** Figures of a standard, beside those of another edition when one is asked for. */
export const getRule = route({
  id: 'evaluation.getRule',
  method: 'GET',
  path: '/api/evaluation/rule',
  summary: '一项标准的数值表；可与同用途的另一版逐项并列',
  access: 'public',
  query: Type.Object({
    code: Type.String({ minLength: 1, maxLength: 60 }),
    other: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
  }),
  response: Type.Object({
    rule: RuleFact,
    other: Type.Union([RuleFact, Type.Null()]),
    /** What it can be compared with: standards of the same use, its own former and later editions among them. */
    comparable: Type.Array(RuleFact),
    /** How sure we are of single tables, where it differs from the whole: a word, or a sentence. */
    tables: Type.Array(Type.Object({ table: Type.String(), confidence: Type.String() })),
    lines: Type.Array(
      Type.Object({
        table: Type.String(),
        /** What names the row: `PM2.5 · day`. */
        subject: Type.String(),
        key: Type.String(),
        value: StringOrNull,
        /** Of the other edition; null as well when none was asked for. */
        other: StringOrNull,
      }),
    ),
  }),
});

/**
 * Judges again what is stored, after limits or rules changed. Runs as a job; every change becomes a revision.
 * For those who may change limits there.
 */
export const rejudge = route({
  id: 'evaluation.rejudge',
  method: 'POST',
  path: '/api/evaluation/rejudge',
  summary: '按现行限值与规则重新判定一个点位的一段时间',
  access: 'registry.write',
  scope: 'unit',
  body: Type.Object({
    pointId: Type.Integer(),
    from: Instant,
    to: Instant,
    reason: Type.String({ minLength: 2, maxLength: 500 }),
  }),
  response: Type.Object({ jobId: StringOrNull }),
});

/** A run of judging again: ordered by a person, or after limits of a point changed. */
export const Rejudging = Type.Object({
  jobId: Type.String(),
  pointId: Type.Integer(),
  pointName: Type.String(),
  from: Instant,
  to: Instant,
  reason: Type.String(),
  reasonText: Type.String(),
  state: Type.Union([Type.Literal('running'), Type.Literal('done'), Type.Literal('failed')]),
  /** 0…1 */
  progress: Type.Number(),
  startedAt: Instant,
  endedAt: InstantOrNull,
  /** Hours and days judged, and how many verdicts and indices changed; null while it runs. */
  result: Type.Union([
    Type.Object({ hours: Type.Integer(), days: Type.Integer(), changed: Type.Integer() }),
    Type.Null(),
  ]),
  error: StringOrNull,
});
export type Rejudging = Static<typeof Rejudging>;

/** The newest runs on points that the reader may see. A job that waits for its turn is not in the list yet. */
export const listRejudgings = route({
  id: 'evaluation.listRejudgings',
  method: 'GET',
  path: '/api/evaluation/rejudgings',
  summary: '重新判定的进度与结果，最新在前',
  access: 'evaluation.read',
  response: Type.Object({ runs: Type.Array(Rejudging) }),
});
