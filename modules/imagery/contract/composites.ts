import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { BandRole, BoxText, Failure, Instant, orNull, UnitPath } from './parts.ts';

/** Scenes that one composite is made of. By judgement: forty are the clear passes of a growing season, or the tiles of a prefecture. */
export const LEAST_INPUTS = 2;
export const MOST_INPUTS = 40;

/**
 * Which clear observation a cell gets. `first` (镶嵌): of the first scene, in the order, that shows it. `median` (中值合成): of each band
 * by itself. `best` (最大植被合成): all bands of the scene with the greatest NDVI.
 */
export const COMPOSITE_METHODS = ['first', 'median', 'best'] as const;
export type CompositeMethod = (typeof COMPOSITE_METHODS)[number];

/** Which scene comes first: the newest, the oldest, the one with the least clouds (without a quality band: last). */
export const COMPOSITE_ORDERS = ['newest', 'oldest', 'clearest'] as const;
export type CompositeOrder = (typeof COMPOSITE_ORDERS)[number];

export const CompositeParameters = Type.Object({
  method: Type.Enum([...COMPOSITE_METHODS]),
  order: Type.Enum([...COMPOSITE_ORDERS]),
  /** Only within this box; absent: all that any of the scenes covers. */
  bbox: Type.Optional(BoxText),
  /** Metres by which clouds and their shadows are grown; 60 when absent. */
  dilate: Type.Optional(Type.Number({ minimum: 0, maximum: 2_000 })),
  hideSnow: Type.Optional(Type.Boolean()),
});
export type CompositeParameters = Static<typeof CompositeParameters>;

const SceneNumber = '[1-9][0-9]{0,9}';
export const CompositePlanQuery = Type.Object({
  /** Parted by commas. */
  scenes: Type.String({ pattern: `^${SceneNumber}(,${SceneNumber}){0,199}$` }),
  method: CompositeParameters.properties.method,
  order: CompositeParameters.properties.order,
  bbox: Type.Optional(BoxText),
});
export type CompositePlanQuery = Static<typeof CompositePlanQuery>;

/** What would come out of it. */
export const CompositePlan = Type.Object({
  width: Type.Integer(),
  height: Type.Integer(),
  crs: Type.String(),
  /** Side of a cell, metres. */
  gsd: Type.Number(),
  roles: Type.Array(BandRole),
  /** Bytes that it may need on disk at most, while it is made. */
  room: Type.Number(),
  from: Instant,
  to: Instant,
  /** Scenes in the order in which they count. */
  scenes: Type.Array(Type.Integer()),
  /** Of those, scenes without a quality band: their clouds stay. */
  unmasked: Type.Array(Type.Integer()),
  /** Only of public scenes comes a public composite. */
  mayBePublic: Type.Boolean(),
  simulated: Type.Boolean(),
});
export type CompositePlan = Static<typeof CompositePlan>;

export const planComposite = route({
  id: 'imagery.planComposite',
  method: 'GET',
  path: '/api/imagery/composites/plan',
  summary: '影像合成：提交前检查所选各景能否合成，及结果的格网、波段、时段与所需磁盘',
  access: 'imagery.read',
  query: CompositePlanQuery,
  response: Type.Object({
    /** Null where it cannot be made; then the reason is told. */
    plan: orNull(CompositePlan),
    problem: orNull(Failure),
  }),
});

export const startComposite = route({
  id: 'imagery.startComposite',
  method: 'POST',
  path: '/api/imagery/composites',
  summary: '影像合成：由多景镶嵌，或作无云合成，后台进行；结果是一景影像',
  access: 'imagery.ingest',
  scope: 'unit',
  body: Type.Object({
    scenes: Type.Array(Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 }), { minItems: 1, maxItems: 200 }),
    parameters: CompositeParameters,
    title: plainText(200, 1),
    public: Type.Optional(Type.Boolean()),
    ownerPath: Type.Optional(UnitPath),
  }),
  response: Type.Object({ id: Type.Integer() }),
});

/** In lists. */
export const CompositeMark = Type.Object({
  method: CompositeParameters.properties.method,
  inputs: Type.Integer(),
  /** Its period: from the first to the last of its scenes. The scene's own time is the middle of it. */
  from: Instant,
  to: Instant,
});
export type CompositeMark = Static<typeof CompositeMark>;

/** From what a composite was made, and how. */
export const CompositeOrigin = Type.Object({
  /** Of the method. */
  version: Type.String(),
  method: CompositeParameters.properties.method,
  order: CompositeParameters.properties.order,
  bbox: orNull(BoxText),
  dilate: Type.Number(),
  hideSnow: Type.Boolean(),
  from: Instant,
  to: Instant,
  /** In the order in which they counted. */
  inputs: Type.Array(
    Type.Object({
      id: Type.Integer(),
      title: Type.String(),
      takenAt: Instant,
      /** Its clouds were masked. */
      masked: Type.Boolean(),
      /** The COG that was read. */
      sha256: Type.String(),
      /** Taken off since. */
      removed: Type.Boolean(),
    }),
  ),
  /** Null until it is ready. */
  outcome: orNull(
    Type.Object({
      /** Cells in which some scene has data. */
      covered: Type.Integer(),
      /** Of these: cells that some scene shows clearly. */
      seen: Type.Integer(),
      /** Of the covered: cells with no, one, two … clear observations. */
      counts: Type.Array(Type.Integer()),
      seconds: Type.Number(),
    }),
  ),
});
export type CompositeOrigin = Static<typeof CompositeOrigin>;
