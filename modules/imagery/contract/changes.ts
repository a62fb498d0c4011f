import { InstantInput, plainText, route, type Static, Type } from '@tarim/platform/contract';
import { BoxText, Failure, Id, Instant, orNull, UnitPath } from './parts.ts';

/** Change vector analysis, or iteratively reweighted multivariate alteration detection. */
export const METHODS = ['cva', 'ir-mad'] as const;
export const THRESHOLDS = ['otsu', 'kapur', 'mad'] as const;
const SPECTRAL = ['B', 'G', 'R', 'N', 'S1', 'S2'] as const;
export const RUN_STATES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;
export type RunState = (typeof RUN_STATES)[number];

/**
 * What the rules take a change for, by its index changes and shape (人类活动初判): a first guess with a confidence, never a finding.
 * `natural` is what people did not make (snow, water that comes and goes, season).
 */
export const CHANGE_CLASSES = [
  'mining',
  'road',
  'building',
  'photovoltaic',
  'farm',
  'water',
  'bare',
  'natural',
] as const;
export type ChangeClass = (typeof CHANGE_CLASSES)[number];
export const ChangeClass = Type.Enum([...CHANGE_CLASSES]);

export const ChangeParameters = Type.Object({
  method: Type.Enum([...METHODS]),
  threshold: Type.Union([Type.Enum([...THRESHOLDS]), Type.Number({ minimum: 0, maximum: 1e6 })]),
  /** Deviations for `mad`. */
  k: Type.Optional(Type.Number({ minimum: 0.5, maximum: 20 })),
  /** Bands to compare, by role; absent: all that both scenes have. */
  roles: Type.Optional(Type.Array(Type.Enum([...SPECTRAL]), { minItems: 1, maxItems: 6 })),
  /** Least area of a patch, square metres (最小图斑面积). */
  leastArea: Type.Number({ minimum: 1, maximum: 1e9 }),
  /** Holes smaller than this are closed, square metres. */
  leastHole: Type.Optional(Type.Number({ minimum: 0, maximum: 1e9 })),
  /** Opening and closing with four neighbours before patches are made. */
  cleanUp: Type.Optional(Type.Boolean()),
  /** Triangles of the outline's steps that are taken off, in cells; 0 keeps them. */
  simplify: Type.Optional(Type.Number({ minimum: 0, maximum: 100 })),
  /** Metres by which clouds and shadows are grown. */
  dilate: Type.Optional(Type.Number({ minimum: 0, maximum: 2_000 })),
  /** Also hide snow, where the quality band tells it. */
  hideSnow: Type.Optional(Type.Boolean()),
  /** Only within this box. */
  bbox: Type.Optional(BoxText),
});
export type ChangeParameters = Static<typeof ChangeParameters>;

export const ChangeRun = Type.Object({
  id: Type.Integer(),
  title: Type.String(),
  before: Type.Object({ id: Type.Integer(), title: Type.String(), takenAt: Instant }),
  after: Type.Object({ id: Type.Integer(), title: Type.String(), takenAt: Instant }),
  parameters: ChangeParameters,
  state: Type.Enum([...RUN_STATES]),
  progress: Type.Number(),
  note: orNull(Type.String()),
  failure: orNull(Failure),
  /** Of a run that is done. */
  outcome: orNull(
    Type.Object({
      detector: Type.String(),
      version: Type.String(),
      threshold: Type.Number(),
      roles: Type.Array(Type.String()),
      gsd: Type.Number(),
      /** Cells of the common area, those that both dates show, those that changed. */
      cells: Type.Integer(),
      observed: Type.Integer(),
      observedShare: Type.Number(),
      changed: Type.Integer(),
      components: Type.Integer(),
      area: Type.Number(),
      /** How IR-MAD ended. */
      end: orNull(Type.String()),
      classes: Type.Record(Type.String(), Type.Integer()),
      seconds: Type.Number(),
    }),
  ),
  patches: Type.Integer(),
  simulated: Type.Boolean(),
  ownerPath: UnitPath,
  byName: Type.String(),
  mine: Type.Boolean(),
  askedAt: Instant,
  endedAt: orNull(Instant),
});
export type ChangeRun = Static<typeof ChangeRun>;

export const listChangeRuns = route({
  id: 'imagery.listChangeRuns',
  method: 'GET',
  path: '/api/imagery/changes',
  summary: '影像变化检测：运行记录，最新在前',
  access: 'imagery.read',
  query: Type.Object({
    before: Type.Optional(Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 })),
    scene: Type.Optional(Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 })),
  }),
  response: Type.Object({ runs: Type.Array(ChangeRun), more: Type.Boolean() }),
});

export const getChangeRun = route({
  id: 'imagery.getChangeRun',
  method: 'GET',
  path: '/api/imagery/changes/:id',
  summary: '影像变化检测：一次运行的进度与结果',
  access: 'imagery.read',
  params: Id,
  response: ChangeRun,
});

export const startChangeRun = route({
  id: 'imagery.startChangeRun',
  method: 'POST',
  path: '/api/imagery/changes',
  summary: '影像变化检测：比较两期影像，变化成为图斑（后台作业）',
  access: 'imagery.detect',
  scope: 'unit',
  body: Type.Object({
    title: Type.Optional(plainText(120, 1)),
    before: Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 }),
    after: Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 }),
    parameters: ChangeParameters,
    ownerPath: Type.Optional(UnitPath),
  }),
  response: Type.Object({ id: Type.Integer() }),
});

export const cancelChangeRun = route({
  id: 'imagery.cancelChangeRun',
  method: 'POST',
  path: '/api/imagery/changes/:id/cancel',
  summary: '影像变化检测：取消',
  access: 'imagery.detect',
  scope: 'unit',
  params: Id,
  body: Type.Object({}),
  response: Type.Object({ ok: Type.Boolean() }),
});

/** GeoJSON (RFC 7946): `ref`, `class`, `confidence`, `areaM2`, `indexChange`, shape. */
export const getChangePatches = route({
  id: 'imagery.getChangePatches',
  method: 'GET',
  path: '/api/imagery/changes/:id/patches',
  summary: '影像变化检测：一次运行的检测图斑（GeoJSON）',
  access: 'imagery.read',
  params: Id,
});

/** Scenes that show a place, the newest first: what before/after pictures are made of. */
export const scenesAt = route({
  id: 'imagery.scenesAt',
  method: 'GET',
  path: '/api/imagery/scenes-at',
  summary: '影像：覆盖一处的各期影像，供前后对照与时间条',
  access: 'imagery.read',
  query: Type.Object({
    bbox: BoxText,
    from: Type.Optional(InstantInput),
    to: Type.Optional(InstantInput),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  }),
  response: Type.Object({
    scenes: Type.Array(
      Type.Object({
        id: Type.Integer(),
        title: Type.String(),
        takenAt: Instant,
        sensor: Type.String(),
        gsd: Type.Number(),
        cloudShare: orNull(Type.Number()),
        simulated: Type.Boolean(),
        /** Made of scenes of several dates: it shows no day, and is no evidence of one. */
        composite: Type.Boolean(),
        /** The box lies wholly within what the scene shows. */
        whole: Type.Boolean(),
        styles: Type.Array(Type.String()),
      }),
    ),
  }),
});
