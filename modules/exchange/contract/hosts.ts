import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { EXCHANGE_HOSTS } from './pipelines.ts';

/** 内网地址白名单: addresses within the house that pipelines may pull from. All other private addresses are refused. */
export const AllowedHost = Type.Object({
  host: Type.String({ pattern: '^[0-9A-Za-z.:-]{1,120}$' }),
  port: Type.Integer({ minimum: 1, maximum: 65_535 }),
  note: plainText(200),
});
export type AllowedHost = Static<typeof AllowedHost>;

export const listHosts = route({
  id: 'exchange.listHosts',
  method: 'GET',
  path: '/api/exchange/hosts',
  summary: '数据汇聚：允许访问的内网地址',
  access: EXCHANGE_HOSTS,
  response: Type.Object({ hosts: Type.Array(AllowedHost) }),
});
export const setHosts = route({
  id: 'exchange.setHosts',
  method: 'PUT',
  path: '/api/exchange/hosts',
  summary: '数据汇聚：设定允许访问的内网地址',
  access: EXCHANGE_HOSTS,
  body: Type.Object({ hosts: Type.Array(AllowedHost, { maxItems: 200 }) }),
  response: Type.Object({ hosts: Type.Array(AllowedHost) }),
});
