import { route, type Static, Type } from '@tarim/platform/contract';
import {
  BeijingDate,
  CityCode,
  Instant,
  IntegerOrNull,
  NumberOrNull,
  orNull,
  SourceName,
  StringOrNull,
} from './parts.ts';

/** Who forecasts, and for how long he has. */
export const ForecastSource = Type.Object({
  source: Type.String(),
  firstIssue: Type.String(),
  lastIssue: Type.String(),
  simulated: Type.Boolean(),
});
export type ForecastSource = Static<typeof ForecastSource>;

/** A forecast of one city for one day. */
export const ForecastCell = Type.Object({
  target: Type.String(),
  /** Days from the day of issue. */
  lead: Type.Integer(),
  /** As one number: the value stated, else the middle of the range. */
  aqi: IntegerOrNull,
  low: IntegerOrNull,
  high: IntegerOrNull,
  /** 1…6, of the value; null without one. */
  level: IntegerOrNull,
  primary: Type.Array(Type.String()),
  /** Made afterwards from what was known then, or brought in when the day was over (后报). */
  hindcast: Type.Boolean(),
  revision: Type.Integer(),
  simulated: Type.Boolean(),
  /** What came of the day; null: it is not over, or not measured. */
  observed: orNull(Type.Object({ aqi: Type.Integer(), level: Type.Integer() })),
});
export type ForecastCell = Static<typeof ForecastCell>;

export const CityForecast = Type.Object({
  code: Type.String(),
  name: Type.String(),
  hierarchy: Type.String(),
  division: StringOrNull,
  cells: Type.Array(ForecastCell),
});
export type CityForecast = Static<typeof CityForecast>;

/** Forecasts of all cities by one source and day of issue; absent: the baseline, and the newest issue. */
export const listForecasts = route({
  id: 'forecast.listForecasts',
  method: 'GET',
  path: '/api/forecast/cities',
  summary: '各城市未来几日 AQI 预报，按来源与起报日',
  access: 'forecast.read',
  query: Type.Object({ source: Type.Optional(SourceName), issue: Type.Optional(BeijingDate) }),
  response: Type.Object({
    sources: Type.Array(ForecastSource),
    source: Type.String(),
    /** null: the source has issued nothing yet. */
    issue: StringOrNull,
    today: Type.String(),
    days: Type.Array(Type.String()),
    cities: Type.Array(CityForecast),
    standards: Type.Array(Type.String()),
  }),
});

export const ForecastStep = Type.Object({
  of: Type.String(),
  rule: Type.String(),
  formula: Type.String(),
  result: orNull(Type.Union([Type.String(), Type.Number()])),
});

export const PollutantRange = Type.Object({
  pollutant: Type.String(),
  value: Type.Number(),
  low: NumberOrNull,
  high: NumberOrNull,
  /** `blend`, `persistence`, `climatology`; null: as the source stated it. */
  method: StringOrNull,
  /** Of persistence, 0…1. */
  weight: NumberOrNull,
});

/** How a forecast came about: of the baseline step by step, of an imported one its file and row. */
export const explainForecast = route({
  id: 'forecast.explainForecast',
  method: 'GET',
  path: '/api/forecast/explain',
  summary: '一条预报的来历：步骤、区间、原文件、修订、实况',
  access: 'forecast.read',
  query: Type.Object({ source: SourceName, city: CityCode, issue: BeijingDate, target: BeijingDate }),
  response: Type.Object({
    source: Type.String(),
    issue: Type.String(),
    city: Type.Object({ code: Type.String(), name: Type.String() }),
    cell: ForecastCell,
    madeAt: Instant,
    model: StringOrNull,
    standard: Type.Object({ code: Type.String(), confidence: Type.String() }),
    climatologyAqi: IntegerOrNull,
    persistenceAqi: IntegerOrNull,
    pollutants: Type.Array(PollutantRange),
    steps: Type.Array(ForecastStep),
    upload: orNull(
      Type.Object({
        id: Type.Integer(),
        name: Type.String(),
        sha256: Type.String(),
        by: Type.String(),
        at: Instant,
        row: IntegerOrNull,
      }),
    ),
    revisions: Type.Array(
      Type.Object({
        revision: Type.Integer(),
        aqi: IntegerOrNull,
        low: IntegerOrNull,
        high: IntegerOrNull,
        level: IntegerOrNull,
        madeAt: Instant,
        replacedAt: Instant,
      }),
    ),
  }),
});
