import { route, type Static, Type } from '@tarim/platform/contract';
import { Day, orNull, Published, Yuan } from './parts.ts';

/** What is public of a compensation case: persons are not named in full, nor are numbers of identity. */
export const OpenCompensation = Type.Object({
  number: Type.String(),
  what: Published,
  party: Type.String(),
  /** Credit code of an organisation; null for persons. */
  code: orNull(Type.String()),
  title: Type.String(),
  summary: Type.String(),
  /** Agreed or adjudged; null before. */
  amount: orNull(Yuan),
  authority: Type.String(),
  on: Day,
  simulated: Type.Boolean(),
});
export type OpenCompensation = Static<typeof OpenCompensation>;

export const listOpenCompensations = route({
  id: 'damage.listOpenCompensations',
  method: 'GET',
  path: '/api/portal/compensations',
  summary: '生态环境损害赔偿公开：启动、协议摘要、修复与效果（已隐去个人信息）',
  access: 'public',
  query: Type.Object({ before: Type.Optional(Type.Integer({ minimum: 1 })) }),
  response: Type.Object({ compensations: Type.Array(OpenCompensation), before: orNull(Type.Integer()) }),
});
