import { Int4Id, route, type Static, Type } from '@tarim/platform/contract';
import { BeijingDate, CityCode, DustBasis } from './contract-air-import.ts';
import { AirCity, AirEdition, DustChoice, PeriodText } from './contract-air-period.ts';
import { IntegerOrNull, NumberOrNull, Problem, StringOrNull } from './contract-parts.ts';

/** Figures of a period that cities are ranked by. */
const Ranked = Type.Object({
  composite: NumberOrNull,
  goodRatio: NumberOrNull,
  pm25: NumberOrNull,
  pm10: NumberOrNull,
  o3: NumberOrNull,
});
export type RankedFigures = Static<typeof Ranked>;

export const RankingRow = Type.Object({
  code: Type.String(),
  name: Type.String(),
  hierarchy: Type.String(),
  division: StringOrNull,
  now: Ranked,
  before: Ranked,
  /** 1 is the best; cities with the same figure share it. Null without a figure. */
  rank: Type.Object({ composite: IntegerOrNull, goodRatio: IntegerOrNull, pm25: IntegerOrNull }),
  rankBefore: Type.Object({ composite: IntegerOrNull, goodRatio: IntegerOrNull, pm25: IntegerOrNull }),
  validDays: Type.Integer(),
  dustDays: Type.Integer(),
  verdict: Type.Union([Type.Literal('meets'), Type.Literal('exceeds'), Type.Literal('not-judged')]),
  largest: Type.Array(Type.String()),
  simulated: Type.Boolean(),
});
export type RankingRow = Static<typeof RankingRow>;

/** A region, the Corps or a division: the arithmetic mean of its cities' figures. */
export const RankingGroup = Type.Object({
  code: Type.String(),
  name: Type.String(),
  level: Type.String(),
  /** Cities with figures, of those that belong to it. */
  cities: Type.Integer(),
  of: Type.Integer(),
  now: Ranked,
  before: Ranked,
});
export type RankingGroup = Static<typeof RankingGroup>;

export const airRanking = route({
  id: 'evaluation.airRanking',
  method: 'GET',
  path: '/api/evaluation/air/ranking',
  summary: '城市空气质量排名、同比与名次变化，及区域、师市平均',
  access: 'evaluation.read',
  query: Type.Object({
    period: PeriodText,
    dust: DustChoice,
    /** Absent: the edition in force on the last day. */
    edition: Type.Optional(AirEdition),
    hierarchy: Type.Optional(Type.Union([Type.Literal('region'), Type.Literal('corps')])),
  }),
  response: Type.Object({
    period: Type.String(),
    previous: Type.String(),
    edition: AirEdition,
    dust: DustChoice,
    /** The year before was judged by the same edition: figures compare. */
    rows: Type.Array(RankingRow),
    groups: Type.Array(RankingGroup),
    rules: Type.Array(
      Type.Object({ standard: Type.String(), version: Type.String(), confidence: Type.String() }),
    ),
    compositeConfidence: StringOrNull,
    problems: Type.Array(Problem),
    simulated: Type.Boolean(),
  }),
});

const MonthFigures = Type.Object({
  month: Type.String(),
  goodRatio: NumberOrNull,
  composite: NumberOrNull,
  /** Means; of CO the 95th, of O3 the 90th percentile. */
  concentrations: Type.Record(Type.String(), NumberOrNull),
  /** What each pollutant adds to the composite index, weight × C/S. */
  contribution: Type.Record(Type.String(), Type.Number()),
  dustDays: Type.Integer(),
  validDays: Type.Integer(),
});
export type MonthFigures = Static<typeof MonthFigures>;

export const airCompare = route({
  id: 'evaluation.airCompare',
  method: 'GET',
  path: '/api/evaluation/air/compare',
  summary: '一个城市逐月同比，及各污染物对综合指数的贡献',
  access: 'evaluation.read',
  query: Type.Object({
    city: CityCode,
    year: Type.Integer({ minimum: 1991, maximum: 2999 }),
    dust: DustChoice,
    edition: Type.Optional(AirEdition),
  }),
  response: Type.Object({
    city: AirCity,
    edition: AirEdition,
    dust: DustChoice,
    /** Twelve months of the year, and of the year before. */
    now: Type.Array(MonthFigures),
    before: Type.Array(MonthFigures),
    compositeConfidence: StringOrNull,
    simulated: Type.Boolean(),
  }),
});

export const DustDay = Type.Object({
  date: Type.String(),
  dust: Type.Boolean(),
  basis: Type.Union([DustBasis, Type.Null()]),
  marked: Type.Boolean(),
  pm10: NumberOrNull,
  pm25: NumberOrNull,
  /** Hours of dust that the city's hourly PM10 tells (proposed), and the daily mean without them. */
  hours: IntegerOrNull,
  pm10Without: NumberOrNull,
});
export type DustDay = Static<typeof DustDay>;

export const dustDays = route({
  id: 'evaluation.dustDays',
  method: 'GET',
  path: '/api/evaluation/air/dust-days',
  summary: '一个城市的沙尘日：标记与按小时浓度的推算',
  access: 'evaluation.read',
  query: Type.Object({ city: CityCode, from: BeijingDate, to: BeijingDate }),
  response: Type.Object({
    city: AirCity,
    days: Type.Array(DustDay),
    /** Hours that identification could look at. */
    hours: Type.Integer(),
    rule: Type.Object({ standard: Type.String(), version: Type.String(), confidence: Type.String() }),
    problems: Type.Array(Problem),
    simulated: Type.Boolean(),
  }),
});

/** Sectors of 22.5°, N first, clockwise. */
export const airRose = route({
  id: 'evaluation.airRose',
  method: 'GET',
  path: '/api/evaluation/air/rose',
  summary: '一个空气站一段时间的风玫瑰与污染玫瑰',
  access: 'evaluation.read',
  query: Type.Object({
    pointId: Int4Id,
    from: BeijingDate,
    to: BeijingDate,
    code: Type.Optional(Type.String({ maxLength: 12, pattern: '^[a-zA-Z0-9]+$' })),
  }),
  response: Type.Object({
    pointId: Type.Integer(),
    pointName: Type.String(),
    code: Type.String(),
    hours: Type.Integer(),
    /** Wind below 0.3 m/s has no direction. */
    calm: Type.Integer(),
    sectors: Type.Array(
      Type.Object({
        /** Middle of the sector, degrees from north. */
        direction: Type.Number(),
        hours: Type.Integer(),
        /** Percent of all hours. */
        share: Type.Number(),
        meanSpeed: NumberOrNull,
        /** Hours by wind speed: up to 1.5, 3.3, 5.4, 7.9 m/s and above (Beaufort 1 to 4). */
        bySpeed: Type.Array(Type.Integer()),
        meanConcentration: NumberOrNull,
      }),
    ),
    simulated: Type.Boolean(),
  }),
});
