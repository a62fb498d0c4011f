import { route, type Static, Type } from '@tarim/platform/contract';
import { Instant, orNull } from './parts.ts';

/**
 * A station as the public sees it: its newest hour, what is normal there, and whether rain may explain more. Levels of alarm that nobody
 * has checked are not public: `band` only says where the value lies.
 */
export const OpenRadiationStation = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  unitPath: Type.String(),
  level: orNull(Type.String()),
  lon: orNull(Type.Number()),
  lat: orNull(Type.Number()),
  time: orNull(Instant),
  /** nGy/h; null: missing, or the instrument is at fault. */
  value: orNull(Type.Number()),
  /** nGy/h, dry weather; null: not known yet. */
  normalFrom: orNull(Type.Number()),
  normalTo: orNull(Type.Number()),
  band: orNull(Type.Enum(['below', 'within', 'above'])),
  wet: Type.Boolean(),
  /** A person has checked what is above (核实). */
  checked: Type.Boolean(),
  /** valid hours / hours of thirty days */
  availability: orNull(Type.Number()),
  simulated: Type.Boolean(),
});
export type OpenRadiationStation = Static<typeof OpenRadiationStation>;

export const listOpenRadiationStations = route({
  id: 'radnet.listOpenStations',
  method: 'GET',
  path: '/api/portal/radiation',
  summary: '公开的 γ 辐射自动站：最近小时值、当地正常范围、降雨说明；未经审核的如实标明',
  access: 'public',
  response: Type.Object({ stations: Type.Array(OpenRadiationStation) }),
});
