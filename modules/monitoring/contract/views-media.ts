import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { AutomaticBeside, PlainOriginQuery, RollupKey, Standing } from './origins.ts';
import { Id, orNull } from './parts.ts';
import { Exceeding, FindingOut, SPAN, SpanOut } from './views.ts';

export const MEDIA = ['groundwater', 'soil', 'noise'] as const;

/** How many of the measurements of a part of the day kept the limit (点次). */
const Kept = Type.Object({ n: Type.Integer(), meets: Type.Integer() });

/** By the newest result of the period, or by all of the period together. */
export const MEDIUM_BASES = ['latest', 'period'] as const;
export const MediumBasis = Type.Enum([...MEDIUM_BASES]);

/** A well, a plot or a place by its newest result of the period, or by all of them. */
export const MediumRow = Type.Object({
  pointId: Type.Integer(),
  name: Type.String(),
  unitPath: Type.String(),
  lon: orNull(Type.Number()),
  lat: orNull(Type.Number()),
  simulated: Type.Boolean(),
  /** 功能区 of noise, 用地 of soil; null: the medium has none, or the register does not tell. */
  group: orNull(Type.String()),
  origin: Standing,
  automatic: orNull(AutomaticBeside),
  /** Newest signed result and its day; of an automatic station the last day of its newest month. */
  taskId: orNull(Type.Integer()),
  day: Type.String(),
  n: Type.Integer(),
  grade: orNull(Type.String()),
  verdict: orNull(Type.Enum(['meets', 'exceeds'])),
  exceeding: Type.Array(Exceeding),
  /** Levels by day and by night, of noise. */
  Ld: orNull(Type.Number()),
  Ln: orNull(Type.Number()),
});
export type MediumRow = Static<typeof MediumRow>;

export const getMedium = route({
  id: 'monitoring.getMedium',
  method: 'GET',
  path: '/api/monitoring/media',
  summary: '地下水、土壤、声环境的时段评价',
  access: 'monitoring.read',
  query: Type.Object({
    ...SPAN,
    pointKind: Type.Enum([...MEDIA]),
    unitPath: Type.Optional(plainText(120)),
    /** Absent: `latest`. */
    basis: Type.Optional(MediumBasis),
    origin: PlainOriginQuery,
  }),
  response: Type.Object({
    span: SpanOut,
    basis: MediumBasis,
    sites: Type.Array(MediumRow),
    /** Sites that the shares are of: where any has a signed result, those alone. */
    counted: Type.Integer(),
    /** Those sites by grade. */
    grades: Type.Record(Type.String(), Type.Integer()),
    groups: Type.Array(
      Type.Object({
        group: orNull(Type.String()),
        sites: Type.Integer(),
        grades: Type.Record(Type.String(), Type.Integer()),
        /** Of all visits of the period, for noise. */
        day: Kept,
        night: Kept,
      }),
    ),
    /** Items with the number of sites where they exceed, most first. */
    items: Type.Array(Type.Object({ item: Type.String(), sites: Type.Integer() })),
    standards: Type.Array(Type.String()),
    simulated: Type.Boolean(),
  }),
});
export type MediumAnswer = Static<NonNullable<typeof getMedium.response>>;

/** How the grade of a period of one site came about. */
export const explainMedium = route({
  id: 'monitoring.explainMedium',
  method: 'GET',
  path: '/api/monitoring/media/:id/explain',
  summary: '地下水、土壤、声环境一个点位时段评价的依据、取值、缺项与步骤',
  access: 'monitoring.read',
  params: Id,
  query: Type.Object({ ...SPAN, basis: Type.Optional(MediumBasis), origin: PlainOriginQuery }),
  response: Type.Object({
    result: orNull(Type.String()),
    origin: Standing,
    /** The way in which many results become one, as its rule says. */
    method: Type.Enum(['newest', 'worst-visit', 'energy-mean']),
    finding: FindingOut,
    automatic: orNull(Type.Object({ result: orNull(Type.String()), finding: FindingOut })),
    rollups: Type.Array(RollupKey),
    tasks: Type.Array(
      Type.Object({
        taskId: Type.Integer(),
        code: Type.String(),
        day: Type.String(),
        grade: orNull(Type.String()),
      }),
    ),
  }),
});
export type MediumExplanation = Static<NonNullable<typeof explainMedium.response>>;
