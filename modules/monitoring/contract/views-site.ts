import { IdList, plainText, route, type Static, Type } from '@tarim/platform/contract';
import { PlainOriginQuery } from './origins.ts';
import { Id, Instant, Item, orNull } from './parts.ts';
import { Exceeding, FindingOut, Month, SPAN, SpanOut } from './views.ts';

export const SitePlace = Type.Object({
  pointId: Type.Integer(),
  code: Type.String(),
  name: Type.String(),
  kind: Type.String(),
  unitPath: Type.String(),
  simulated: Type.Boolean(),
});
/** A value as it was signed; null and a detection limit: nothing was found above it. */
const VALUE = {
  taskId: Type.Integer(),
  sampledAt: Instant,
  value: orNull(Type.Number()),
  detectionLimit: orNull(Type.Number()),
};
/** A mean of an automatic station. */
const AUTOMATIC = {
  /** The station, and the key of its rollup. */
  pointId: Type.Integer(),
  period: Type.Enum(['day', 'month']),
  time: Instant,
  value: Type.Number(),
};
/** A limit of the medium's standard, drawn as a line: the class it ends, or what it is. */
const Limit = Type.Object({ label: Type.String(), value: Type.Number() });
export const TREND_BASES = ['years', 'months', 'seasonal'] as const;

export const getSiteHistory = route({
  id: 'monitoring.getSiteHistory',
  method: 'GET',
  path: '/api/monitoring/sites/:id/history',
  summary: '点位历史：某一项目的已签发结果、限值与变化趋势',
  access: 'monitoring.read',
  params: Id,
  query: Type.Object({
    ...SPAN,
    item: Type.Optional(Item),
    origin: PlainOriginQuery,
    /** Of automatic values; absent: months. Days for a year and a month at most. */
    grain: Type.Optional(Type.Enum(['day', 'month'])),
  }),
  response: Type.Object({
    site: SitePlace,
    span: SpanOut,
    /** Items of the period with how many values they have. */
    items: Type.Array(Type.Object({ item: Type.String(), unit: Type.String(), n: Type.Integer() })),
    /** What was asked for, else the first that decides at such a site; null: the site has no result in the period. */
    item: orNull(Type.String()),
    unit: Type.String(),
    values: Type.Array(Type.Object(VALUE)),
    /** Valid means of the automatic stations of the site; `period` is what was asked for. */
    automatic: Type.Array(Type.Object(AUTOMATIC)),
    grain: Type.Enum(['day', 'month']),
    stations: Type.Array(Type.Object({ pointId: Type.Integer(), name: Type.String() })),
    /** What the trends are of: signed results where there are any. */
    trendsOf: Type.Enum(['manual', 'automatic']),
    /** Values in a unit that cannot be told in `unit`: neither drawn nor tested. */
    leftOut: Type.Integer(),
    limits: Type.Array(Limit),
    standard: orNull(Type.String()),
    /** Each test for which there are enough values, by yearly means, monthly means, or months against themselves. */
    trends: Type.Array(
      Type.Object({
        basis: Type.Enum([...TREND_BASES]),
        n: Type.Integer(),
        verdict: orNull(Type.String()),
        /** Sen's slope, in the unit of the item a year. */
        slope: orNull(Type.Number()),
        p: orNull(Type.Number()),
        rs: orNull(Type.Number()),
        finding: FindingOut,
      }),
    ),
    visits: Type.Array(
      Type.Object({
        taskId: Type.Integer(),
        code: Type.String(),
        sampledAt: Instant,
        grade: orNull(Type.String()),
        verdict: orNull(Type.Enum(['meets', 'exceeds'])),
        exceeding: Type.Array(Exceeding),
        simulated: Type.Boolean(),
      }),
    ),
  }),
});
export type SiteHistory = Static<NonNullable<typeof getSiteHistory.response>>;

/** How much may stand on one sheet of comparison. */
export const COMPARE_BOUNDS = { sites: 12, items: 6, months: 120 } as const;
/** Stands between items in the address: names of organics have commas. */
export const ITEM_SEPARATOR = '|';

export const compareSites = route({
  id: 'monitoring.compareSites',
  method: 'GET',
  path: '/api/monitoring/compare',
  summary: '任意点位 × 项目 × 时段的对比',
  access: 'monitoring.read',
  query: Type.Object({
    ...SPAN,
    /** `12,15,103` */
    sites: IdList,
    /** `pH|氨氮`; absent: only what there is to choose. */
    items: Type.Optional(plainText(800)),
    origin: PlainOriginQuery,
  }),
  response: Type.Object({
    span: SpanOut,
    sites: Type.Array(SitePlace),
    /** What these sites have in the period. */
    available: Type.Array(Type.Object({ item: Type.String(), unit: Type.String(), sites: Type.Integer() })),
    series: Type.Array(
      Type.Object({
        pointId: Type.Integer(),
        item: Type.String(),
        unit: Type.String(),
        origin: Type.Enum(['manual', 'automatic']),
        /** Mean of the month; `below` when nothing of it was found, with half the limit as its value. */
        months: Type.Array(
          Type.Object({
            month: Month,
            value: Type.Number(),
            below: Type.Boolean(),
            n: Type.Integer(),
            /** Of an automatic mean: the station whose rollup of the month it is. */
            station: orNull(Type.Integer()),
          }),
        ),
      }),
    ),
  }),
});
export type CompareAnswer = Static<NonNullable<typeof compareSites.response>>;
