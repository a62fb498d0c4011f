import { route, type Static, Type } from '@tarim/platform/contract';
import { Finding, Instant, orNull, Sensor } from './parts.ts';

/** A scene as a layer of a map: what a reader chooses it by, and what drawing its tiles needs. */
export const MapScene = Type.Object({
  id: Type.Integer(),
  title: Type.String(),
  takenAt: Instant,
  sensor: Sensor,
  /** Side of a cell on the ground, metres. */
  gsd: Type.Number(),
  /** 0–1; null without a quality band. */
  cloudShare: orNull(Type.Number()),
  simulated: Type.Boolean(),
  /** Of a composite: from its first scene to its last. */
  period: orNull(Type.Object({ from: Instant, to: Instant })),
  /** west, south, east, north; degrees, CGCS2000. */
  box: Type.Tuple([Type.Number(), Type.Number(), Type.Number(), Type.Number()]),
  /** Deeper tiles would only be larger cells. */
  maxZoom: Type.Integer(),
  /** Styles that its bands allow, the first is the usual one. */
  styles: Type.Array(Type.String()),
  source: Type.String(),
  licence: Type.String(),
});
export type MapScene = Static<typeof MapScene>;

export const MapSceneQuery = Type.Object({
  ...Finding,
  /** Only these, parted by commas: what a saved view shows. */
  ids: Type.Optional(Type.String({ pattern: '^[0-9]{1,10}(,[0-9]{1,10}){0,99}$' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
});
export type MapSceneQuery = Static<typeof MapSceneQuery>;

/** Ready scenes that the reader may see: nobody known sees the public ones. */
export const listMapScenes = route({
  id: 'imagery.listMapScenes',
  method: 'GET',
  path: '/api/imagery/map-scenes',
  summary: '影像：可叠加到地图的各景（未登录者为公开影像），拍摄时间最新在前',
  access: 'public',
  query: MapSceneQuery,
  response: Type.Object({
    scenes: Type.Array(MapScene),
    /** For the next page; null at the end. */
    cursor: orNull(Type.String()),
  }),
});
