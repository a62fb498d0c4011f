import { InstantInput, route, Type } from '@tarim/platform/contract';
import { Id, UnitPath } from './parts.ts';

export const EXCHANGE_FORMATS = ['eurdep', 'csv', 'geojson', 'irix-like'] as const;
export type ExchangeFormat = (typeof EXCHANGE_FORMATS)[number];

export const exportHours = route({
  id: 'radnet.exportHours',
  method: 'GET',
  path: '/api/radnet/export',
  summary:
    '导出一段时间的 γ 剂量率小时值：EURDEP 2.1 文本、CSV、GeoJSON、仿 IRIX 的 XML（不符合 IAEA 的模式；另含已发布的样品）；最长 92 天；小时值均注明未经审核',
  access: 'radnet.read',
  query: Type.Object({
    format: Type.Enum([...EXCHANGE_FORMATS]),
    from: InstantInput,
    to: InstantInput,
    unit: Type.Optional(UnitPath),
    station: Type.Optional(Id.properties.id),
  }),
});
