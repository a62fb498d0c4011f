import { Int4Id, plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Year } from './indicators.ts';
import { AreaKind, Code, Day, Id, Instant, orNull, Reason, UnitPath } from './parts.ts';

const Term = Type.Object({
  indicator: Code,
  weight: Type.Number({ exclusiveMinimum: 0, maximum: 1 }),
  /** Changes are taken as they are, or as a share of the baseline. */
  mode: Type.Enum(['absolute', 'relative']),
  /** Change that counts in full. */
  scale: Type.Number({ exclusiveMinimum: 0, maximum: 10_000 }),
});
const Grade = Type.Object({
  zh: plainText(20, 1),
  en: plainText(40, 1),
  /** Least index of it; null: the lowest. */
  from: orNull(Type.Number({ minimum: 0, maximum: 100 })),
});
export const SCHEME_CONFIDENCES = ['platform', 'local', 'sourced'] as const;
const schemeFacts = {
  name: plainText(100, 2),
  terms: Type.Array(Term, { minItems: 1, maxItems: 20 }),
  /** The best first. */
  grades: Type.Array(Grade, { minItems: 2, maxItems: 7 }),
  /** With less of the weights there is no judgement. */
  leastShare: Type.Number({ exclusiveMinimum: 0, maximum: 1 }),
  fromMonth: Type.Integer({ minimum: 1, maximum: 12 }),
  toMonth: Type.Integer({ minimum: 1, maximum: 12 }),
  daysApart: Type.Integer({ minimum: 0, maximum: 100 }),
  basis: plainText(300, 2),
  confidence: Type.Enum([...SCHEME_CONFIDENCES]),
};
/** 评估方案: indicators, weights and grades, by versions. `platform`: a proposal that is not law. */
export const EffectScheme = Type.Object({
  ...schemeFacts,
  id: Type.Integer(),
  key: Type.String(),
  version: Type.Integer(),
  effectiveFrom: Day,
  effectiveTo: orNull(Day),
  changedBy: orNull(Type.String()),
  reason: Type.String(),
});
export type EffectScheme = Static<typeof EffectScheme>;
export const EffectSchemeInput = Type.Object({
  ...schemeFacts,
  key: Code,
  effectiveFrom: Day,
  reason: Reason,
});
export type EffectSchemeInput = Static<typeof EffectSchemeInput>;

export const listEffectSchemes = route({
  id: 'redline.listEffectSchemes',
  method: 'GET',
  path: '/api/redline/effect-schemes',
  summary: '保护成效评估方案：指标、权重、分级（注明依据与可信程度）',
  access: 'redline.read',
  query: Type.Object({ all: Type.Optional(Type.Boolean()) }),
  response: Type.Object({ schemes: Type.Array(EffectScheme) }),
});
export const reviseEffectScheme = route({
  id: 'redline.reviseEffectScheme',
  method: 'POST',
  path: '/api/redline/effect-schemes',
  summary: '新增评估方案，或以同一键修订为新版本（原版本终止，已有评估结果不变）',
  access: 'redline.configure',
  body: EffectSchemeInput,
  response: EffectScheme,
});

const Figure = Type.Object({
  value: Type.Number(),
  /** Numbers of the revisions, of the scene, or of the patches that made it. */
  origin: Type.Union([
    Type.Object({ of: Type.Literal('import'), values: Type.Array(Type.Integer()) }),
    Type.Object({ of: Type.Literal('scene'), scene: Type.Integer(), on: Day }),
    Type.Object({
      of: Type.Literal('patch'),
      patches: Type.Array(Type.Integer()),
      areaM2: Type.Number(),
    }),
  ]),
});
const Lack = Type.Enum(['no-value', 'no-pair', 'no-detection', 'baseline-zero']);
/** An indicator's step: what went in, and what it came to; or why it is not there. */
export const EffectStep = Type.Object({
  indicator: Type.String(),
  weight: Type.Number(),
  lack: orNull(Lack),
  baseline: orNull(Figure),
  target: orNull(Figure),
  normalised: orNull(Type.Number()),
  score: orNull(Type.Number()),
  formula: orNull(Type.String()),
});
export type EffectStep = Static<typeof EffectStep>;

export const Effect = Type.Object({
  id: Type.Integer(),
  kind: AreaKind,
  code: Type.String(),
  name: Type.String(),
  unitPath: Type.String(),
  /** Version of the boundary. */
  areaVersion: Type.Integer(),
  schemeId: Type.Integer(),
  schemeVersion: Type.Integer(),
  baseline: Type.Integer(),
  target: Type.Integer(),
  /** 0 to 100, 50 where nothing changed; null: not judgeable. */
  index: orNull(Type.Number()),
  /** Position among the scheme's grades. */
  grade: orNull(Type.Integer()),
  gradeNames: orNull(Type.Object({ zh: Type.String(), en: Type.String() })),
  /** Weights of what is there ÷ all weights. */
  share: Type.Number(),
  lacking: Type.Array(Type.String()),
  simulated: Type.Boolean(),
  by: Type.String(),
  at: Instant,
});
export type Effect = Static<typeof Effect>;

export const evaluateEffects = route({
  id: 'redline.evaluateEffects',
  method: 'POST',
  path: '/api/redline/effects',
  summary: '评估所辖各片区的保护成效：基准年至目标年；与上次结果的输入相同则不另存',
  access: 'redline.record',
  scope: 'unit',
  body: Type.Object({
    schemeKey: Code,
    baseline: Year,
    target: Year,
    kind: Type.Optional(AreaKind),
    unitPath: Type.Optional(UnitPath),
  }),
  response: Type.Object({ areas: Type.Integer(), added: Type.Integer(), judged: Type.Integer() }),
});
const Period = Type.Object({
  schemeKey: Type.String(),
  baseline: Type.Integer(),
  target: Type.Integer(),
  areas: Type.Integer(),
});
export const listEffects = route({
  id: 'redline.listEffects',
  method: 'GET',
  path: '/api/redline/effects',
  summary: '各片区的保护成效评估结果（每个片区取最近一次）',
  access: 'redline.read',
  query: Type.Object({
    /** The period that was evaluated last when absent. */
    schemeKey: Type.Optional(Code),
    baseline: Type.Optional(Year),
    target: Type.Optional(Year),
    kind: Type.Optional(AreaKind),
    code: Type.Optional(Code),
    unitPath: Type.Optional(UnitPath),
  }),
  response: Type.Object({
    /** Every period there is, the one evaluated last first. */
    periods: Type.Array(Period),
    period: orNull(Period),
    effects: Type.Array(Effect),
  }),
});
export const getEffect = route({
  id: 'redline.getEffect',
  method: 'GET',
  path: '/api/redline/effects/:id',
  summary: '一次保护成效评估：方案版本、各指标输入（可追溯到导入、影像、图斑）、逐步计算与复算是否一致',
  access: 'redline.read',
  params: Id,
  response: Type.Object({
    effect: Effect,
    scheme: EffectScheme,
    steps: Type.Array(EffectStep),
    /** Computed anew from the kept inputs by the kept scheme it comes to the same. */
    reproduced: Type.Boolean(),
    /** Earlier and later results of the same area, scheme and period. */
    others: Type.Array(
      Type.Object({ id: Type.Integer(), index: orNull(Type.Number()), at: Instant, by: Type.String() }),
    ),
    imports: Type.Array(
      Type.Object({
        id: Int4Id,
        fileName: Type.String(),
        origin: Type.String(),
        sha256: Type.String(),
        valueIds: Type.Array(Type.Integer()),
      }),
    ),
  }),
});
export type EffectDetail = Static<NonNullable<typeof getEffect.response>>;
