import { route, type Static, Type } from '@tarim/platform/contract';
import { FacilityKind, Instant, MeasurementKind, orNull, Verdict } from './parts.ts';

/** A facility as the public sees it: only what was checked. */
export const OpenFacility = Type.Object({
  id: Type.Integer(),
  code: Type.String(),
  name: Type.String(),
  kind: FacilityKind,
  unitPath: Type.String(),
  owner: Type.String(),
  lon: orNull(Type.Number()),
  lat: orNull(Type.Number()),
  /** The place was rounded to a hundredth of a degree. */
  rounded: Type.Boolean(),
  azimuth: orNull(Type.Number()),
  beam: orNull(Type.Number()),
  newest: orNull(
    Type.Object({
      at: Instant,
      kind: MeasurementKind,
      place: Type.String(),
      measuredBy: Type.String(),
      method: Type.String(),
      verdict: Verdict,
      percent: orNull(Type.Number()),
      upperBound: Type.Boolean(),
      /** Ids of photographs, without what the camera wrote. */
      photos: Type.Array(Type.Integer()),
    }),
  ),
  simulated: Type.Boolean(),
});
export type OpenFacility = Static<typeof OpenFacility>;

export const listOpenFacilities = route({
  id: 'emf.listOpenFacilities',
  method: 'GET',
  path: '/api/portal/electromagnetic',
  summary: '公开的电磁设施：最近一次经复核的监测占限值的百分比；未经复核的不公开',
  access: 'public',
  response: Type.Object({ facilities: Type.Array(OpenFacility) }),
});
export const exportOpenFacilities = route({
  id: 'emf.exportOpenFacilities',
  method: 'GET',
  path: '/api/portal/electromagnetic/file',
  summary: '公开的电磁设施与监测结果：CSV、GeoJSON',
  access: 'public',
  query: Type.Object({ format: Type.Enum(['csv', 'geojson']) }),
});
