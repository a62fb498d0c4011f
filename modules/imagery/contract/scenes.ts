import { InstantInput, plainText, route, type Static, Type } from '@tarim/platform/contract';
import { SceneClasses } from './classes.ts';
import { CompositeMark, CompositeOrigin } from './composites.ts';
import {
  BandRole,
  Failure,
  Finding,
  Id,
  Instant,
  orNull,
  QualityKind,
  SceneState,
  Sensor,
  UnitPath,
} from './parts.ts';

/** Largest file that is taken, bytes: a Sentinel-2 stack of six bands has 1.5 GB, a drone mosaic of a large mine some more. */
export const MOST_FILE_BYTES = 8 * 2 ** 30;
export const MOST_FILES = 16;

export const BandStatistics = Type.Object({
  /** Cells with data. */
  count: Type.Integer(),
  min: Type.Number(),
  max: Type.Number(),
  mean: Type.Number(),
  deviation: Type.Number(),
  /** Second and ninety-eighth percentile, over the smallest overview. */
  p2: Type.Number(),
  p98: Type.Number(),
});
/** Statistics are of values, not of stored numbers: value = scale × stored + offset. */
export const SceneBand = Type.Object({
  /** From 1. */
  number: Type.Integer(),
  name: Type.String(),
  role: BandRole,
  scale: Type.Number(),
  offset: Type.Number(),
  statistics: orNull(BandStatistics),
});
export type SceneBand = Static<typeof SceneBand>;

export const SceneFile = Type.Object({
  part: Type.Enum(['bands', 'quality']),
  name: Type.String(),
  size: Type.Integer(),
  /** Null while it waits to be converted. */
  sha256: orNull(Type.String()),
});
export type SceneFile = Static<typeof SceneFile>;

export const Scene = Type.Object({
  id: Type.Integer(),
  collection: Type.String(),
  sensor: Sensor,
  title: Type.String(),
  takenAt: Instant,
  platform: orNull(Type.String()),
  source: Type.String(),
  licence: Type.String(),
  simulated: Type.Boolean(),
  public: Type.Boolean(),
  /** Unit of whoever brought it: competent for it. */
  ownerPath: UnitPath,
  /** County or Corps city that its middle lies in; null outside the outlines, or while it is not read. */
  unitPath: orNull(UnitPath),
  state: SceneState,
  progress: Type.Number(),
  failure: orNull(Failure),
  crs: orNull(Type.String()),
  /** Side of a cell on the ground, metres. */
  gsd: orNull(Type.Number()),
  box: orNull(Type.Tuple([Type.Number(), Type.Number(), Type.Number(), Type.Number()])),
  /** Share of cells that clouds or their shadows hide, by the quality band; null without one. */
  cloudShare: orNull(Type.Number()),
  /** Checksum and size of the COG. */
  sha256: orNull(Type.String()),
  size: orNull(Type.Integer()),
  byName: Type.String(),
  recordedAt: Instant,
  readyAt: orNull(Instant),
  /** Null of scenes that were brought. */
  composite: orNull(CompositeMark),
  /** May the reader retry or take it off. */
  mine: Type.Boolean(),
});
export type Scene = Static<typeof Scene>;

export const SceneDetail = Type.Object({
  scene: Scene,
  bands: Type.Array(SceneBand),
  width: orNull(Type.Integer()),
  height: orNull(Type.Integer()),
  type: orNull(Type.String()),
  noData: orNull(Type.Union([Type.Number(), Type.String()])),
  /** Share of cells with data. */
  validShare: orNull(Type.Number()),
  /** Processing baseline of Sentinel-2. */
  baseline: orNull(Type.String()),
  /** Where there are data, degrees, CGCS2000 (GeoJSON polygon). */
  footprint: orNull(Type.Unknown()),
  quality: orNull(Type.Object({ kind: QualityKind, sha256: Type.String(), size: Type.Integer() })),
  /** Classes of a thematic raster; null of others, and while it is not read. */
  classes: orNull(SceneClasses),
  /** As they were brought. */
  originals: Type.Array(SceneFile),
  /** Null of scenes that were brought. */
  composite: orNull(CompositeOrigin),
  /** Styles that its bands allow, the first is the usual one. */
  styles: Type.Array(Type.String()),
});
export type SceneDetail = Static<typeof SceneDetail>;

export const SceneQuery = Type.Object({
  ...Finding,
  collection: Type.Optional(Type.String({ maxLength: 61 })),
  state: Type.Optional(SceneState),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
});
export type SceneQuery = Static<typeof SceneQuery>;

export const listScenes = route({
  id: 'imagery.listScenes',
  method: 'GET',
  path: '/api/imagery/scenes',
  summary: '影像：查找，拍摄时间最新在前',
  access: 'imagery.read',
  query: SceneQuery,
  response: Type.Object({
    scenes: Type.Array(Scene),
    /** For the next page; null at the end. */
    cursor: orNull(Type.String()),
    collections: Type.Array(Type.String()),
  }),
});

export const getScene = route({
  id: 'imagery.getScene',
  method: 'GET',
  path: '/api/imagery/scenes/:id',
  summary: '影像：一景的波段、统计、来源与文件',
  access: 'imagery.read',
  params: Id,
  response: SceneDetail,
});

export const SceneMetadata = Type.Object({
  collection: Type.String({ pattern: '^[a-z][a-z0-9-]{1,60}$' }),
  sensor: Sensor,
  title: plainText(200, 1),
  takenAt: InstantInput,
  platform: Type.Optional(plainText(100, 1)),
  source: plainText(500, 2),
  licence: plainText(200, 1),
  /** Of Sentinel-2, as in the product's name: `05.09`, `N0509`. From 04.00 on stored numbers are shifted by 1000. */
  baseline: Type.Optional(Type.String({ pattern: '^[Nn]?[0-9]{2}\\.?[0-9]{2}$' })),
  /** Of files that name no system. */
  epsg: Type.Optional(Type.Integer({ minimum: 1024, maximum: 999_999 })),
  /** The stored number that means no data, of files that do not say. */
  noData: Type.Optional(Type.Number({ minimum: -3.5e38, maximum: 3.5e38 })),
  /** Roles of all bands in the order of the files: `B,G,R,N`; absent: by names of bands and files, then by the habits of the sensor. */
  roles: Type.Optional(
    Type.String({
      maxLength: 200,
      pattern: '^(B|G|R|N|S1|S2|alpha|class|other)(,(B|G|R|N|S1|S2|alpha|class|other))*$',
    }),
  ),
  /** A prepared table of classes, of thematic rasters; a table in field `classes` of the form goes before it. */
  classTable: Type.Optional(Type.String({ pattern: '^[a-z0-9-]{1,40}$' })),
  simulated: Type.Optional(Type.Boolean()),
  public: Type.Optional(Type.Boolean()),
  /** Unit that is competent for it; absent: that of the sender's post. */
  ownerPath: Type.Optional(UnitPath),
});
export type SceneMetadata = Static<typeof SceneMetadata>;

/** Files of the form: one or more in fields `bands`, at most one in `quality`, at most one in `classes` (a table of classes). They are written to disk as they arrive. */
export const ingestScene = route({
  id: 'imagery.ingestScene',
  method: 'POST',
  path: '/api/imagery/scenes',
  summary: '影像：上传一景（多波段文件或逐波段文件，可附质量波段），后台转为 COG',
  access: 'imagery.ingest',
  scope: 'unit',
  query: SceneMetadata,
  bodyKind: 'multipart',
  response: Type.Object({ id: Type.Integer() }),
});

export const retryScene = route({
  id: 'imagery.retryScene',
  method: 'POST',
  path: '/api/imagery/scenes/:id/retry',
  summary: '影像：转换失败的一景，改正说明后重新转换',
  access: 'imagery.ingest',
  scope: 'unit',
  params: Id,
  body: Type.Object({
    baseline: SceneMetadata.properties.baseline,
    epsg: SceneMetadata.properties.epsg,
    noData: SceneMetadata.properties.noData,
    roles: SceneMetadata.properties.roles,
  }),
  response: Type.Object({ id: Type.Integer() }),
});

export const removeScene = route({
  id: 'imagery.removeScene',
  method: 'DELETE',
  path: '/api/imagery/scenes/:id',
  summary: '影像：撤下一景；已转换的文件保留，进行中的合成随之停止',
  access: 'imagery.ingest',
  scope: 'unit',
  params: Id,
});

/** Live topic (`imagery.read`): `{scene}` or `{run}`, an id; pages read again. */
export const LIVE_IMAGERY = 'imagery.changes';
