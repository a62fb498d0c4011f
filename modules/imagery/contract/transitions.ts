import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { RUN_STATES } from './changes.ts';
import { BoxText, Failure, Id, Instant, orNull, UnitPath } from './parts.ts';

const Value = Type.Integer({ minimum: -32_768, maximum: 65_535 });
const SceneId = Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 });

/** A class that both dates are told in (公共类别): which values of each raster it is made of. */
export const TransitionGroup = Type.Object({
  zh: plainText(100, 1),
  en: orNull(plainText(100, 1)),
  colour: orNull(Type.String({ pattern: '^#[0-9A-Fa-f]{6}$' })),
  before: Type.Array(Value, { maxItems: 255 }),
  after: Type.Array(Value, { maxItems: 255 }),
});
export type TransitionGroup = Static<typeof TransitionGroup>;

export const TransitionParameters = Type.Object({
  /** Absent: by value, where the tables of both dates agree. Values of no group are left out and told as unknown. */
  groups: Type.Optional(Type.Array(TransitionGroup, { minItems: 1, maxItems: 255 })),
  /** Only within the outline of a county, a Corps city or a prefecture. */
  unit: Type.Optional(UnitPath),
  /** Only within this box. */
  bbox: Type.Optional(BoxText),
  /** Also make a thematic raster of what became what; absent: yes. */
  map: Type.Optional(Type.Boolean()),
});
export type TransitionParameters = Static<typeof TransitionParameters>;

/** Areas are square metres on the ellipsoid. */
export const TransitionClass = Type.Object({
  /** From 1, in the order of the groups. */
  key: Type.Integer(),
  zh: Type.String(),
  en: Type.String(),
  colour: Type.String(),
  before: Type.Number(),
  after: Type.Number(),
  kept: Type.Number(),
  gain: Type.Number(),
  loss: Type.Number(),
  net: Type.Number(),
  /** What was lost in one place and won in another (Pontius et al. 2004). */
  swap: Type.Number(),
  /** Yearly change, per cent of the earlier area (单一土地利用动态度); null where there was none. */
  dynamicDegree: orNull(Type.Number()),
});
export type TransitionClass = Static<typeof TransitionClass>;

export const TransitionOutcome = Type.Object({
  classes: Type.Array(TransitionClass),
  /** By keys, only those that occur. */
  pairs: Type.Array(
    Type.Object({
      from: Type.Integer(),
      to: Type.Integer(),
      cells: Type.Integer(),
      area: Type.Number(),
    }),
  ),
  cells: Type.Integer(),
  area: Type.Number(),
  /** Of the area that both know. */
  changedArea: Type.Number(),
  changedShare: Type.Number(),
  /** Where one of the two has no class, or one that belongs to no group. */
  unknownCells: Type.Integer(),
  unknownArea: Type.Number(),
  /** Years between the two dates. */
  years: Type.Number(),
  grid: Type.Object({
    crs: Type.String(),
    gsd: Type.Number(),
    width: Type.Integer(),
    height: Type.Integer(),
  }),
  /**
   * Which of the two was brought onto the grid of the other: the nearest cell, of a finer raster the nearest of the overview that is
   * still as fine (each overview holds the most frequent of four, 众数).
   */
  resampled: orNull(Type.Enum(['before', 'after'])),
  seconds: Type.Number(),
});
export type TransitionOutcome = Static<typeof TransitionOutcome>;

const DatedScene = Type.Object({ id: Type.Integer(), title: Type.String(), takenAt: Instant });

/** Land-cover change (土地覆盖转移) between two thematic rasters. */
export const TransitionRun = Type.Object({
  id: Type.Integer(),
  title: Type.String(),
  before: DatedScene,
  after: DatedScene,
  parameters: Type.Object({
    ...TransitionParameters.properties,
    /** As they were resolved when the run was asked for. */
    groups: Type.Array(TransitionGroup),
    /** Versions of the tables that named the classes. */
    tables: Type.Object({ before: Type.Integer(), after: Type.Integer() }),
  }),
  state: Type.Enum([...RUN_STATES]),
  progress: Type.Number(),
  failure: orNull(Failure),
  /** Of a run that is done. */
  outcome: orNull(TransitionOutcome),
  /** The thematic raster of what became what, and whether it can be drawn; null: none was wanted, or it was taken off. */
  map: orNull(Type.Object({ id: Type.Integer(), ready: Type.Boolean() })),
  simulated: Type.Boolean(),
  ownerPath: UnitPath,
  byName: Type.String(),
  mine: Type.Boolean(),
  askedAt: Instant,
  endedAt: orNull(Instant),
});
export type TransitionRun = Static<typeof TransitionRun>;

export const listTransitions = route({
  id: 'imagery.listTransitions',
  method: 'GET',
  path: '/api/imagery/transitions',
  summary: '土地覆盖转移：运行记录，最新在前',
  access: 'imagery.read',
  query: Type.Object({ before: Type.Optional(SceneId), scene: Type.Optional(SceneId) }),
  response: Type.Object({ runs: Type.Array(TransitionRun), more: Type.Boolean() }),
});

export const getTransition = route({
  id: 'imagery.getTransition',
  method: 'GET',
  path: '/api/imagery/transitions/:id',
  summary: '土地覆盖转移：一次运行的进度、转移矩阵与各类增减',
  access: 'imagery.read',
  params: Id,
  response: TransitionRun,
});

export const startTransition = route({
  id: 'imagery.startTransition',
  method: 'POST',
  path: '/api/imagery/transitions',
  summary: '土地覆盖转移：比较两期专题栅格（后台作业）',
  access: 'imagery.detect',
  scope: 'unit',
  body: Type.Object({
    title: Type.Optional(plainText(120, 1)),
    before: SceneId,
    after: SceneId,
    parameters: TransitionParameters,
    ownerPath: Type.Optional(UnitPath),
  }),
  response: Type.Object({ id: Type.Integer() }),
});

export const cancelTransition = route({
  id: 'imagery.cancelTransition',
  method: 'POST',
  path: '/api/imagery/transitions/:id/cancel',
  summary: '土地覆盖转移：取消',
  access: 'imagery.detect',
  scope: 'unit',
  params: Id,
  body: Type.Object({}),
  response: Type.Object({ ok: Type.Boolean() }),
});
