import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Day, Id, Instant, orNull, Stratum, UnitPath } from './parts.ts';
import { Visit } from './visits.ts';

/** `committed`: pool and commitment stand, nobody knows the seed; `drawn`; `void` with its reason. */
export const DRAW_STATES = ['committed', 'drawn', 'void'] as const;
export const DrawState = Type.Enum([...DRAW_STATES]);
export type DrawState = Static<typeof DrawState>;

export const DrawSummary = Type.Object({
  id: Type.Integer(),
  /** `2026-11/650102/1`; part of what chance is taken from. */
  number: Type.String(),
  unitPath: Type.String(),
  unitName: Type.String(),
  state: DrawState,
  on: Day,
  algorithm: Type.String(),
  /** SHA-256 of the seed, published before the draw. */
  commitment: Type.String(),
  /** Published after it. */
  seed: orNull(Type.String()),
  /** SHA-256 of what was drawn. */
  hash: orNull(Type.String()),
  pool: Type.Integer(),
  officers: Type.Integer(),
  drawn: Type.Integer(),
  done: Type.Integer(),
  committedAt: Instant,
  drawnAt: orNull(Instant),
  voidReason: orNull(Type.String()),
  simulated: Type.Boolean(),
});
export type DrawSummary = Static<typeof DrawSummary>;

export const DrawStratum = Type.Object({
  stratum: Stratum,
  pool: Type.Integer(),
  drawable: Type.Integer(),
  wanted: Type.Integer(),
});

export const DrawDetail = Type.Object({
  ...DrawSummary.properties,
  committedBy: Type.String(),
  drawnBy: orNull(Type.String()),
  schemeVersion: Type.Integer(),
  strata: Type.Array(DrawStratum),
  held: Type.Array(Type.Object({ name: Type.String(), why: Type.String() })),
  visits: Type.Array(Visit),
  /** What the draw could not do: too few objects, no team. */
  problems: Type.Array(Type.Object({ code: Type.String(), message: Type.String() })),
});
export type DrawDetail = Static<typeof DrawDetail>;

export const Year = Type.Object({
  pool: Type.Integer(),
  /** Different objects visited, and their share of the pool. */
  covered: Type.Integer(),
  coverage: Type.Number(),
  visits: Type.Integer(),
  done: Type.Integer(),
  /** Share of done visits with a problem; null without any. */
  problemShare: orNull(Type.Number()),
  filed: Type.Integer(),
  repeated: Type.Integer(),
});

export type Year = Static<typeof Year>;

export const listDraws = route({
  id: 'inspection.listDraws',
  method: 'GET',
  path: '/api/inspection/draws',
  summary: '双随机抽取：承诺、抽取、结果，及本年覆盖率、问题率',
  access: 'inspection.read',
  query: Type.Object({
    unit: Type.Optional(UnitPath),
    before: Type.Optional(Type.Integer({ minimum: 1 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  }),
  response: Type.Object({ draws: Type.Array(DrawSummary), before: orNull(Type.Integer()), year: Year }),
});

export const getDraw = route({
  id: 'inspection.getDraw',
  method: 'GET',
  path: '/api/inspection/draws/:id',
  summary: '一次抽取：对象、人员、任务与结果',
  access: 'inspection.read',
  params: Id,
  response: DrawDetail,
});

export const commitDraw = route({
  id: 'inspection.commitDraw',
  method: 'POST',
  path: '/api/inspection/draws',
  summary: '准备抽取：固定对象库与人员库，生成种子并公布其承诺值',
  access: 'inspection.draw',
  scope: 'unit',
  body: Type.Object({ unitPath: UnitPath }),
  response: DrawDetail,
});

export const runDraw = route({
  id: 'inspection.runDraw',
  method: 'POST',
  path: '/api/inspection/draws/:id/run',
  summary: '抽取：公开种子，得出对象与人员',
  access: 'inspection.draw',
  scope: 'unit',
  params: Id,
  body: Type.Object({}),
  response: DrawDetail,
});

export const voidDraw = route({
  id: 'inspection.voidDraw',
  method: 'POST',
  path: '/api/inspection/draws/:id/void',
  summary: '作废尚未抽取的准备（理由公开）',
  access: 'inspection.draw',
  scope: 'unit',
  params: Id,
  body: Type.Object({ reason: plainText(200) }),
  response: DrawDetail,
});
