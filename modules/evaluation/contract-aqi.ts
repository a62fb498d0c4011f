import { event, route, type Static, Type } from '@tarim/platform/contract';
import {
  Instant,
  InstantOrNull,
  IntegerOrNull,
  JudgedPeriod,
  NumberOrNull,
  Problem,
  RollupKey,
  RuleReference,
  Step,
  StringOrNull,
} from './contract-parts.ts';

// biome-ignore format: a table
/**
 * Levels of HJ 633 (the same in both editions): 级别, 类别, 颜色. The portal draws its legend from here;
 * a test holds it equal to the data of @tarim/standards.
 */
export const AQI_LEVELS = [
  { level: 1, from: 0,   to: 50,  zh: '优',       en: 'Excellent',           colour: '#00E400' },
  { level: 2, from: 51,  to: 100, zh: '良',       en: 'Good',                colour: '#FFFF00' },
  { level: 3, from: 101, to: 150, zh: '轻度污染', en: 'Lightly polluted',    colour: '#FF7E00' },
  { level: 4, from: 151, to: 200, zh: '中度污染', en: 'Moderately polluted', colour: '#FF0000' },
  { level: 5, from: 201, to: 300, zh: '重度污染', en: 'Heavily polluted',    colour: '#99004C' },
  { level: 6, from: 301, to: 500, zh: '严重污染', en: 'Severely polluted',   colour: '#7E0023' },
] as const;

// biome-ignore format: a table
/** Pollutants of the AQI, in the order people read them, with the factor code that carries each and the unit of HJ 633. */
export const AQI_POLLUTANTS = [
  { key: 'PM2.5', code: 'a34004', unit: 'µg/m³', label: 'PM₂.₅' },
  { key: 'PM10',  code: 'a34002', unit: 'µg/m³', label: 'PM₁₀' },
  { key: 'O3',    code: 'a05024', unit: 'µg/m³', label: 'O₃' },
  { key: 'O3_8h', code: 'a05024', unit: 'µg/m³', label: 'O₃-8h' },
  { key: 'NO2',   code: 'a21004', unit: 'µg/m³', label: 'NO₂' },
  { key: 'SO2',   code: 'a21026', unit: 'µg/m³', label: 'SO₂' },
  { key: 'CO',    code: 'a21005', unit: 'mg/m³', label: 'CO' },
] as const;
export type AqiPollutant = (typeof AQI_POLLUTANTS)[number]['key'];

/** Pollutant key (`PM2.5`, `O3_8h` …) → figure, or words. */
const ByPollutant = Type.Record(Type.String(), NumberOrNull);
const WordsByPollutant = Type.Record(Type.String(), Type.String());

/** AQI of a station or a city in one hour or day. */
export const AqiFact = Type.Object({
  /** Exactly one of the two is set. */
  pointId: IntegerOrNull,
  /** Code of the prefecture-level unit. */
  cityCode: StringOrNull,
  /** In the language of the request. */
  name: Type.String(),
  period: JudgedPeriod,
  time: Instant,
  /** `HJ 633-2026`: the edition in force on the date of the data. */
  standard: Type.String(),
  /** null: may not be published (pollutants are missing); then `partialAqi` tells what the present ones give. */
  aqi: IntegerOrNull,
  partialAqi: IntegerOrNull,
  /** 1…6, see `AQI_LEVELS`; null with `aqi`. */
  level: IntegerOrNull,
  /** Pollutant keys, ties together; empty at AQI ≤ 50. */
  primary: Type.Array(Type.String()),
  /** Concentrations that entered (rounded as the standard says); null: missing or not valid. */
  values: ByPollutant,
  iaqi: ByPollutant,
  revision: Type.Integer(),
  simulated: Type.Boolean(),
});
export type AqiFact = Static<typeof AqiFact>;

export const aqiNow = route({
  id: 'evaluation.aqiNow',
  method: 'GET',
  path: '/api/evaluation/aqi/now',
  summary: '各城市、各空气站最新一小时（或一日）AQI',
  access: 'signed-in',
  query: Type.Object({
    period: Type.Optional(JudgedPeriod),
    unit: Type.Optional(Type.String({ description: 'unit path prefix' })),
  }),
  response: Type.Object({ at: Instant, cities: Type.Array(AqiFact), points: Type.Array(AqiFact) }),
});

export const aqiSeries = route({
  id: 'evaluation.aqiSeries',
  method: 'GET',
  path: '/api/evaluation/aqi/series',
  summary: '一个空气站或城市一段时间的 AQI',
  access: 'signed-in',
  query: Type.Object({
    pointId: Type.Optional(Type.Integer()),
    cityCode: Type.Optional(Type.String({ maxLength: 20 })),
    period: JudgedPeriod,
    from: Instant,
    to: Instant,
  }),
  response: Type.Object({ rows: Type.Array(AqiFact), truncated: Type.Boolean() }),
});

export const AqiRevision = Type.Object({
  revision: Type.Integer(),
  computedAt: Instant,
  replacedAt: InstantOrNull,
  /** Why it had to go: a code (`rolled-up`, `stations-changed` …) or an operator's words; '' for the present one. */
  reason: Type.String(),
  /** The reason for people. */
  reasonText: Type.String(),
  standard: Type.String(),
  aqi: IntegerOrNull,
  partialAqi: IntegerOrNull,
  primary: Type.Array(Type.String()),
  values: ByPollutant,
});

/** Of a city: how many of its stations must have a valid value, pollutant by pollutant (HJ 663). */
export const CityStations = Type.Object({
  standard: Type.String(),
  version: Type.String(),
  /** Public stations of the city. */
  total: Type.Integer(),
  reporting: Type.Integer(),
  confidence: Type.String(),
  /** Pollutant → valid stations of those that monitor it, and how many the rule asks for. */
  byPollutant: Type.Record(
    Type.String(),
    Type.Object({ valid: Type.Integer(), of: Type.Integer(), needed: Type.Integer() }),
  ),
});

/** A value beside the limit of GB 3095 (class II) for the same averaging time: what the index itself does not tell. */
export const AirLimitComparison = Type.Object({
  pollutant: Type.String(),
  value: Type.Number(),
  limit: Type.Number(),
  /** (C − S)/S above it; null when met. */
  exceedMultiple: NumberOrNull,
  standard: Type.String(),
});

export const AqiExplanation = Type.Object({
  fact: AqiFact,
  computedAt: Instant,
  rules: Type.Array(RuleReference),
  /** A station: its rollup. A city: the rollups of its stations. */
  inputs: Type.Array(
    Type.Object({
      pointName: Type.String(),
      rollup: RollupKey,
      /** In the units of HJ 633. */
      values: ByPollutant,
      /** Pollutant → why it did not enter, as a code and for people. */
      excluded: WordsByPollutant,
      excludedText: WordsByPollutant,
    }),
  ),
  stations: Type.Union([CityStations, Type.Null()]),
  comparisons: Type.Array(AirLimitComparison),
  steps: Type.Array(Step),
  problems: Type.Array(Problem),
  /** Newest first; the first is the present one (`replacedAt` null). */
  revisions: Type.Array(AqiRevision),
});

/** Open for public points and cities, else needs `evaluation.read`; the handler decides. */
export const explainAqi = route({
  id: 'evaluation.explainAqi',
  method: 'GET',
  path: '/api/evaluation/explain/aqi',
  summary: '一个 AQI 如何得出：输入、步骤、标准条款、各次修订',
  access: 'public',
  query: Type.Object({
    pointId: Type.Optional(Type.Integer()),
    cityCode: Type.Optional(Type.String({ maxLength: 20 })),
    period: JudgedPeriod,
    time: Instant,
  }),
  response: AqiExplanation,
});

/** AQI of stations and cities was computed or computed anew. */
export const aqiComputed = event(
  'evaluation.aqi-computed.v1',
  Type.Object({
    items: Type.Array(
      Type.Object({
        pointId: IntegerOrNull,
        cityCode: StringOrNull,
        period: JudgedPeriod,
        time: Instant,
        aqi: IntegerOrNull,
        level: IntegerOrNull,
        primary: Type.Array(Type.String()),
        revision: Type.Integer(),
      }),
    ),
  }),
);
