import { route, type Static, Type } from '@tarim/platform/contract';
import { DrawSummary } from './draws.ts';
import { Day, Id, orNull, Result, Stratum } from './parts.ts';

/** What everybody may see of a visit: officers by their certificates. */
export const OpenVisit = Type.Object({
  enterprise: Type.String(),
  uscc: Type.String(),
  stratum: orNull(Stratum),
  team: Type.Array(Type.String()),
  visitedOn: orNull(Day),
  result: orNull(Result),
});
export type OpenVisit = Static<typeof OpenVisit>;

export const listOpenDraws = route({
  id: 'inspection.listOpenDraws',
  method: 'GET',
  path: '/api/portal/draws',
  summary: '双随机公开：抽取前的承诺值、抽取后的种子与名单、检查结果',
  access: 'public',
  query: Type.Object({ before: Type.Optional(Type.Integer({ minimum: 1 })) }),
  response: Type.Object({ draws: Type.Array(DrawSummary), before: orNull(Type.Integer()) }),
});

export const getOpenDraw = route({
  id: 'inspection.getOpenDraw',
  method: 'GET',
  path: '/api/portal/draws/:id',
  summary: '双随机公开：一次抽取',
  access: 'public',
  params: Id,
  response: Type.Object({ draw: DrawSummary, visits: Type.Array(OpenVisit) }),
});

export const getDrawData = route({
  id: 'inspection.getDrawData',
  method: 'GET',
  path: '/api/portal/draws/:id/data',
  summary: '抽取数据：一行 JSON，`tarim draw` 以此得到同一份名单；抽取之前不含种子',
  access: 'public',
  params: Id,
  response: Type.Unknown(),
});
