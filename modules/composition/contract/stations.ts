import { route, type Static, Type } from '@tarim/platform/contract';
import { Instant, NumberOrNull, orNull, StationName, StringOrNull } from './parts.ts';

export const ComponentStation = Type.Object({
  ...StationName.properties,
  /** null: nothing was brought in yet. */
  data: orNull(Type.Object({ hours: Type.Integer(), first: Instant, last: Instant })),
});
export type ComponentStation = Static<typeof ComponentStation>;

/** Air stations with the purpose component (组分) or traffic (交通), as the registry has them. */
export const listStations = route({
  id: 'composition.listStations',
  method: 'GET',
  path: '/api/composition/stations',
  summary: '组分站与交通站，及已有组分数据的时段',
  access: 'composition.read',
  response: Type.Object({
    component: Type.Array(ComponentStation),
    traffic: Type.Array(StationName),
    today: Type.String(),
  }),
});

export const Species = Type.Object({
  key: Type.String(),
  nameZh: Type.String(),
  nameEn: Type.String(),
  cas: StringOrNull,
  /** Code of HJ 212-2017. */
  code: StringOrNull,
  formula: Type.String(),
  molarMass: Type.Number(),
  group: Type.String(),
  /** `PAMS`, `carbonyl`, `TO-15`; null: a sum of two. */
  list: StringOrNull,
  mir: NumberOrNull,
  confidence: Type.String(),
});
export type Species = Static<typeof Species>;

export const listSpecies = route({
  id: 'composition.listSpecies',
  method: 'GET',
  path: '/api/composition/species',
  summary: '挥发性有机物名录：类别、摩尔质量、MIR 与可信程度',
  access: 'composition.read',
  response: Type.Object({ species: Type.Array(Species) }),
});
