import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { orNull } from './parts.ts';
import { Exceeding, SPAN, SpanOut } from './views.ts';

export const MEDIA = ['groundwater', 'soil', 'noise'] as const;

/** How many of the measurements of a part of the day kept the limit (点次). */
const Kept = Type.Object({ n: Type.Integer(), meets: Type.Integer() });

/** A well, a plot or a place by its newest signed result of the period. */
export const MediumRow = Type.Object({
  pointId: Type.Integer(),
  name: Type.String(),
  unitPath: Type.String(),
  lon: orNull(Type.Number()),
  lat: orNull(Type.Number()),
  simulated: Type.Boolean(),
  /** 功能区 of noise, 用地 of soil; null: the medium has none, or the register does not tell. */
  group: orNull(Type.String()),
  taskId: Type.Integer(),
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
  query: Type.Object({ ...SPAN, pointKind: Type.Enum([...MEDIA]), unitPath: Type.Optional(plainText(120)) }),
  response: Type.Object({
    span: SpanOut,
    sites: Type.Array(MediumRow),
    /** Sites by grade. */
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
