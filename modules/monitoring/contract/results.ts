import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { DateText, Instant, orNull } from './parts.ts';

const Month = Type.String({ pattern: '^20[0-9]{2}-(0[1-9]|1[0-2])$' });

export const OfficialRow = Type.Object({
  taskId: Type.Integer(),
  code: Type.String(),
  pointId: Type.Integer(),
  pointName: Type.String(),
  pointKind: Type.String(),
  unitPath: Type.String(),
  lon: orNull(Type.Number()),
  lat: orNull(Type.Number()),
  sampledAt: Instant,
  signedAt: Instant,
  grade: orNull(Type.String()),
  verdict: orNull(Type.Enum(['meets', 'exceeds'])),
  exceeding: Type.Array(Type.Object({ item: Type.String(), multiple: orNull(Type.Number()) })),
  standard: orNull(Type.String()),
  revision: Type.Integer(),
  simulated: Type.Boolean(),
});
export type OfficialRow = Static<typeof OfficialRow>;

/** Signed results; with `latest` only the newest of each site, as the map shows them. */
export const listResults = route({
  id: 'monitoring.listResults',
  method: 'GET',
  path: '/api/monitoring/results',
  summary: '已签发的手工监测结果',
  access: 'monitoring.read',
  query: Type.Object({
    pointKind: Type.Optional(plainText(30)),
    month: Type.Optional(Month),
    unitPath: Type.Optional(plainText(120)),
    latest: Type.Optional(Type.Boolean()),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_000 })),
  }),
  response: Type.Object({ results: Type.Array(OfficialRow) }),
});

/** One row for each county-level unit, with what it has of each medium (覆盖分析). */
export const getCoverage = route({
  id: 'monitoring.getCoverage',
  method: 'GET',
  path: '/api/monitoring/coverage',
  summary: '监测网络覆盖：哪些县市没有点位',
  access: 'monitoring.read',
  query: Type.Object({
    hierarchy: Type.Optional(Type.Enum(['region', 'corps'])),
    asOf: Type.Optional(DateText),
  }),
  response: Type.Object({
    asOf: DateText,
    kinds: Type.Array(Type.String()),
    units: Type.Array(
      Type.Object({
        code: Type.String(),
        path: Type.String(),
        names: Type.Record(Type.String(), Type.String()),
        hierarchy: Type.String(),
        level: Type.String(),
        lon: orNull(Type.Number()),
        lat: orNull(Type.Number()),
        /** Sites in service, by kind; a kind without any is absent. */
        sites: Type.Record(Type.String(), Type.Integer()),
      }),
    ),
    /** Enterprises in use without an outlet point, and sites without coordinates. */
    enterprisesWithoutOutlet: Type.Array(
      Type.Object({ id: Type.Integer(), name: Type.String(), unitPath: Type.String() }),
    ),
    sitesWithoutPlace: Type.Integer(),
    simulated: Type.Boolean(),
  }),
});

/** How much of what was planned is done, by the body that does it (完成率). */
export const getCompletion = route({
  id: 'monitoring.getCompletion',
  method: 'GET',
  path: '/api/monitoring/completion',
  summary: '监测任务完成率（按承担单位）',
  access: 'monitoring.read',
  query: Type.Object({ year: Type.Integer({ minimum: 2000, maximum: 2100 }) }),
  response: Type.Object({
    bodies: Type.Array(
      Type.Object({
        body: Type.String(),
        /** Tasks that are due by now, without the cancelled ones. */
        due: Type.Integer(),
        official: Type.Integer(),
        underWay: Type.Integer(),
        overdue: Type.Integer(),
        cancelled: Type.Integer(),
        /** official / due; null: nothing is due yet. */
        rate: orNull(Type.Number()),
      }),
    ),
  }),
});
