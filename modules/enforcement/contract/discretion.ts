import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Day, Id, Instant, orNull, UnitPath, Yuan } from './parts.ts';

/** weighted 加权百分比, matrix 矩阵, interpolation 幅度插值 (`discretionOf` of `@tarim/science`). */
export const DISCRETION_METHODS = ['weighted', 'matrix', 'interpolation'] as const;
export const DiscretionMethod = Type.Enum([...DISCRETION_METHODS]);
export type DiscretionMethod = Static<typeof DiscretionMethod>;

/** A circumstance (裁量因素) and its choices: a share of the most (`weighted`), or a level of one to five. */
export const DiscretionFactor = Type.Object({
  name: plainText(60, 1),
  /** `interpolation` only; one where it is not given. */
  weight: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 100 })),
  options: Type.Array(
    Type.Object({ label: plainText(80, 1), value: Type.Number({ minimum: 0, maximum: 5 }) }),
    { minItems: 2, maxItems: 10 },
  ),
});
export type DiscretionFactor = Static<typeof DiscretionFactor>;

const Share = Type.Number({ minimum: 0, maximum: 1 });
/** A table of discretion (裁量基准) as it is put in: never changed, a later one takes its place. */
const GIVEN = {
  name: plainText(80, 1),
  unitPath: UnitPath,
  /** Of one violation, or of all that have none of their own. */
  violation: orNull(Type.String({ maxLength: 40 })),
  method: DiscretionMethod,
  factors: Type.Array(DiscretionFactor, { minItems: 1, maxItems: 20 }),
  /** Shares of the most by the levels of two factors; `matrix` only. */
  table: orNull(Type.Array(Type.Array(Share, { minItems: 5, maxItems: 5 }), { minItems: 5, maxItems: 5 })),
  rounding: Type.Enum(['fen', 'yuan', 'hundred', 'thousand']),
  /** Document that it is taken from. */
  source: plainText(200, 1),
  effectiveFrom: Day,
};

export const DiscretionTable = Type.Object({
  id: Type.Integer(),
  ...GIVEN,
  /** A later one of the same unit and violation holds. */
  superseded: Type.Boolean(),
  by: Type.String(),
  at: Instant,
  simulated: Type.Boolean(),
});
export type DiscretionTable = Static<typeof DiscretionTable>;

/** 从重、从轻、减轻; a reduction needs its ground (行政处罚法 32). */
export const Adjustment = Type.Object({
  kind: Type.Enum(['aggravate', 'lighten', 'reduce']),
  share: Share,
  ground: plainText(400),
});
export type Adjustment = Static<typeof Adjustment>;

export const DiscretionAsked = Type.Object({
  table: Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 }),
  /** Of each factor, the place of the option that was chosen. */
  choices: Type.Array(Type.Integer({ minimum: 0, maximum: 9 }), { maxItems: 20 }),
  adjustment: orNull(Adjustment),
});
export type DiscretionAsked = Static<typeof DiscretionAsked>;

/** What the tables advise (裁量建议): the officer may deviate with a written reason, and both stay in the file. */
export const DiscretionResult = Type.Object({
  amount: Yuan,
  /** Share of the most that the law allows. */
  percent: Type.Number(),
  /** Name and number of the table. */
  method: Type.String(),
  /** 因素：选择, as they stand in the table. */
  chosen: Type.Array(Type.String()),
  /** Each figure as on paper. */
  steps: Type.Array(Type.String()),
});
export type DiscretionResult = Static<typeof DiscretionResult>;

export const listDiscretion = route({
  id: 'enforcement.listDiscretion',
  method: 'GET',
  path: '/api/enforcement/discretion',
  summary: '裁量基准表：各单位的版本，最新在前',
  access: 'enforcement.read',
  query: Type.Object({
    /** Those that hold for this unit: its own and those above it. */
    unit: Type.Optional(UnitPath),
    violation: Type.Optional(Type.String({ maxLength: 40 })),
    /** In force on that day, the one of the violation and of the nearest unit first. */
    on: Type.Optional(Day),
  }),
  response: Type.Object({ tables: Type.Array(DiscretionTable) }),
});

export const setDiscretion = route({
  id: 'enforcement.setDiscretion',
  method: 'POST',
  path: '/api/enforcement/discretion',
  summary: '发布裁量基准表的新版本（旧版本保留，已用于案件的不变）',
  access: 'enforcement.decide',
  scope: 'unit',
  body: Type.Object(GIVEN),
  response: DiscretionTable,
});

export const estimateFine = route({
  id: 'enforcement.estimateFine',
  method: 'GET',
  path: '/api/enforcement/cases/:id/discretion',
  summary: '按裁量基准表试算罚款（不保存）',
  access: 'enforcement.handle',
  scope: 'unit',
  params: Id,
  query: Type.Object({
    table: DiscretionAsked.properties.table,
    /** Places of the options: `0,2,1`. */
    choices: Type.String({ pattern: '^\\d(,\\d){0,19}$' }),
    adjust: Type.Optional(Adjustment.properties.kind),
    share: Type.Optional(Share),
    ground: Type.Optional(plainText(400)),
  }),
  response: DiscretionResult,
});
