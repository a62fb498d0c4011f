import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Opinion } from './opinions.ts';
import { PaperSummary } from './papers.ts';
import { Day, Id, Instant, orNull, UnitPath } from './parts.ts';

export const RoundSummary = Type.Object({
  id: Type.Integer(),
  /** `2026-11/650100/1`; part of what chance is taken from. */
  number: Type.String(),
  title: Type.String(),
  unitPath: Type.String(),
  unitName: Type.String(),
  from: Day,
  to: Day,
  audited: Type.Array(Type.Object({ path: Type.String(), name: Type.String() })),
  state: Type.Enum(['prepared', 'drawn']),
  /** Files decided in the period, or overdue in it. */
  pool: Type.Integer(),
  papers: Type.Integer(),
  signed: Type.Integer(),
  at: Instant,
  simulated: Type.Boolean(),
});
export type RoundSummary = Static<typeof RoundSummary>;

/** One audited unit in the ranking: mean of signed papers with a score. */
export const Ranked = Type.Object({
  path: Type.String(),
  name: Type.String(),
  pool: Type.Integer(),
  papers: Type.Integer(),
  signed: Type.Integer(),
  /** null: none is signed with a score. */
  mean: orNull(Type.Number()),
  /** Place by mean, equal means share it; null without one. */
  place: orNull(Type.Integer()),
  fatalFiles: Type.Integer(),
  /** Accepted rectification of its opinion; null: none was sent. */
  rectified: orNull(Type.Boolean()),
});
export type Ranked = Static<typeof Ranked>;

export const RoundDetail = Type.Object({
  ...RoundSummary.properties,
  rate: Type.Number(),
  deviation: Type.Number(),
  commitment: Type.String(),
  seed: orNull(Type.String()),
  hash: orNull(Type.String()),
  by: Type.String(),
  drawnAt: orNull(Instant),
  sample: Type.Array(PaperSummary),
  ranking: Type.Array(Ranked),
  /** Fatal problems of signed papers, the most frequent first. */
  faults: Type.Array(Type.Object({ no: Type.Integer(), title: Type.String(), files: Type.Integer() })),
  opinions: Type.Array(Opinion),
});
export type RoundDetail = Static<typeof RoundDetail>;

export const listRounds = route({
  id: 'audit.listRounds',
  method: 'GET',
  path: '/api/audit/rounds',
  summary: '稽查批次：最新在前',
  access: 'audit.read',
  query: Type.Object({ before: Type.Optional(Type.Integer({ minimum: 1 })) }),
  response: Type.Object({ rounds: Type.Array(RoundSummary), before: orNull(Type.Integer()) }),
});

export const getRound = route({
  id: 'audit.getRound',
  method: 'GET',
  path: '/api/audit/rounds/:id',
  summary: '一个稽查批次：样本、进度、各单位得分与位次、常见致命性问题、稽查意见',
  access: 'audit.read',
  params: Id,
  response: RoundDetail,
});

export const prepareRound = route({
  id: 'audit.prepareRound',
  method: 'POST',
  path: '/api/audit/rounds',
  summary: '准备稽查批次：由上级稽查下级，固定案卷范围并公布种子的承诺值',
  access: 'audit.plan',
  scope: 'unit',
  body: Type.Object({
    title: plainText(100, 1),
    unitPath: UnitPath,
    from: Day,
    to: Day,
    audited: Type.Array(UnitPath, { minItems: 1, maxItems: 50 }),
    rate: Type.Number({ exclusiveMinimum: 0, maximum: 1 }),
    deviation: Type.Number({ minimum: 0, maximum: 10 }),
  }),
  response: RoundDetail,
});

export const drawRound = route({
  id: 'audit.drawRound',
  method: 'POST',
  path: '/api/audit/rounds/:id/draw',
  summary: '抽取案卷：公开种子，得出样本并为每卷建立评查底稿',
  access: 'audit.plan',
  scope: 'unit',
  params: Id,
  body: Type.Object({}),
  response: RoundDetail,
});
