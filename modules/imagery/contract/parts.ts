import { InstantInput, plainText, type Static, Type } from '@tarim/platform/contract';

export const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
export const Instant = Type.String({ format: 'date-time' });
export const Id = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 }) });
export const UnitPath = Type.String({ pattern: '^/([A-Za-z0-9]+/)*$', maxLength: 120 });
/** `west,south,east,north`, degrees. */
export const BoxText = Type.String({
  pattern: '^-?[0-9]{1,3}(\\.[0-9]{1,20})?(,-?[0-9]{1,3}(\\.[0-9]{1,20})?){3}$',
  description: 'west,south,east,north',
});

/**
 * Kinds of scenes, by what their bands mean: Sentinel-2 L2A and Landsat Collection 2 Level 2 as their agencies give them, 高分 (four
 * bands: blue, green, red, near infrared), drone orthophotos (无人机正射), thematic rasters (专题栅格: whole numbers that name classes).
 */
export const SENSORS = ['sentinel-2-l2a', 'landsat-c2-l2', 'gaofen', 'drone', 'thematic'] as const;
export type Sensor = (typeof SENSORS)[number];
export const Sensor = Type.Enum([...SENSORS]);

/** Blue, green, red, near infrared, short-wave infrared 1 and 2; opacity; classes. */
export const BAND_ROLES = ['B', 'G', 'R', 'N', 'S1', 'S2', 'alpha', 'class', 'other'] as const;
export type BandRole = (typeof BAND_ROLES)[number];
export const BandRole = Type.Enum([...BAND_ROLES]);

export const SCENE_STATES = ['queued', 'converting', 'ready', 'failed'] as const;
export type SceneState = (typeof SCENE_STATES)[number];
export const SceneState = Type.Enum([...SCENE_STATES]);

/**
 * What stands beside the bands: Sentinel-2 scene classification; QA_PIXEL of Landsat Collection 2; of composites, how many clear
 * observations each cell has (晴空观测数).
 */
export const QualityKind = Type.Enum(['scl', 'qa-pixel', 'count']);
export type QualityKind = Static<typeof QualityKind>;
/** Those that tell what hides the ground. */
export type CloudKind = Exclude<QualityKind, 'count'>;

/** Why something could not be done, in the reader's language. */
export const Failure = Type.Object({ code: Type.String(), message: Type.String() });
export type Failure = Static<typeof Failure>;

/** What scenes are found by, a page at a time. */
export const Finding = {
  bbox: Type.Optional(BoxText),
  from: Type.Optional(InstantInput),
  to: Type.Optional(InstantInput),
  sensor: Type.Optional(Sensor),
  /** At most this share of clouds, 0–1; scenes without a quality band are left out then. */
  maxCloud: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
  text: Type.Optional(plainText(100)),
  cursor: Type.Optional(Type.String({ pattern: '^[0-9]{1,16}-[0-9]{1,10}$' })),
};
