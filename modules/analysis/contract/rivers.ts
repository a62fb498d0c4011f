import { route, type Static, Type } from '@tarim/platform/contract';

export const RiverSummary = Type.Object({
  reaches: Type.Integer(),
  lengthKm: Type.Number(),
  sources: Type.Array(Type.String()),
  simulated: Type.Boolean(),
});
export type RiverSummary = Static<typeof RiverSummary>;

export const getRivers = route({
  id: 'analysis.getRivers',
  method: 'GET',
  path: '/api/analysis/rivers',
  summary: '河网：河段数、长度与来源',
  access: 'analysis.read',
  response: RiverSummary,
});
/** GeoJSON (RFC 7946) with ETag. */
export const riverFeatures = route({
  id: 'analysis.riverFeatures',
  method: 'GET',
  path: '/api/analysis/rivers/features',
  summary: '河网：河段（GeoJSON）',
  access: 'analysis.read',
});
export const importRivers = route({
  id: 'analysis.importRivers',
  method: 'POST',
  path: '/api/analysis/rivers',
  summary: '河网：以 GeoJSON 折线替换（自上游向下游数字化，端点相接即相通）',
  access: 'analysis.rivers',
  bodyKind: 'multipart',
  response: Type.Object({
    reaches: Type.Integer(),
    nodes: Type.Integer(),
    problems: Type.Array(
      Type.Object({ code: Type.String(), message: Type.String(), path: Type.Optional(Type.String()) }),
    ),
  }),
});
