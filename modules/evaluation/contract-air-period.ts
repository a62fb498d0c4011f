import { route, type Static, Type } from '@tarim/platform/contract';
import { BeijingDate, CityCode, DayValues, DustBasis, DustMark } from './contract-air-import.ts';
import { Instant, IntegerOrNull, NumberOrNull, Problem, StringOrNull } from './contract-parts.ts';

/** `2025`, `2025-Q1`, `2025-03` or `2025-01-01/2025-06-30`. */
export const PeriodText = Type.String({
  maxLength: 21,
  pattern: '^[0-9]{4}(-(Q[1-4]|[0-9]{2}))?$|^[0-9]{4}-[0-9]{2}-[0-9]{2}/[0-9]{4}-[0-9]{2}-[0-9]{2}$',
});
/** Generation of standards: HJ 663-2013, GB 3095-2012 and HJ 633-2012, or the three of 2026. */
export const AirEdition = Type.Union([Type.Literal('2012'), Type.Literal('2026')]);
export type AirEdition = Static<typeof AirEdition>;
/** Days of dust stay in (不扣除沙尘), or are taken out (扣除沙尘影响). */
export const DustChoice = Type.Union([Type.Literal('with'), Type.Literal('without')]);
export type DustChoice = Static<typeof DustChoice>;
const Verdict = Type.Union([Type.Literal('meets'), Type.Literal('exceeds'), Type.Literal('not-judged')]);

const Compared = Type.Object({
  value: Type.Number(),
  rounded: Type.Number(),
  limit: NumberOrNull,
  verdict: Verdict,
  exceedMultiple: NumberOrNull,
});

export const PollutantFigures = Type.Object({
  validDays: Type.Integer(),
  valid: Type.Union([Type.Boolean(), Type.Null()]),
  fewMonths: Type.Array(Type.String()),
  mean: Type.Union([Compared, Type.Null()]),
  percentile: Type.Union([Type.Interface([Compared], { percent: Type.Number() }), Type.Null()]),
  verdict: Verdict,
  exceedDays: Type.Integer(),
  complianceRate: NumberOrNull,
});

export const AirFigures = Type.Object({
  pollutants: Type.Record(Type.String(), PollutantFigures),
  verdict: Verdict,
  composite: Type.Union([
    Type.Object({
      value: Type.Number(),
      rounded: Type.Number(),
      /** Single index of each pollutant, C/S. */
      single: Type.Record(Type.String(), Type.Number()),
      /** What each adds to the composite index, weight × C/S, and its share of it in percent. */
      contribution: Type.Record(Type.String(), Type.Object({ index: Type.Number(), share: Type.Number() })),
      largest: Type.Array(Type.String()),
      confidence: Type.String(),
    }),
    Type.Null(),
  ]),
  days: Type.Object({
    validDays: Type.Integer(),
    goodDays: Type.Integer(),
    goodRatio: NumberOrNull,
    byLevel: Type.Record(Type.String(), Type.Integer()),
    primaryDays: Type.Record(Type.String(), Type.Object({ all: Type.Integer(), polluted: Type.Integer() })),
  }),
});
export type AirFigures = Static<typeof AirFigures>;

/** What an evaluation rests on, so that a person can follow it by hand. */
export const AirFinding = Type.Object({
  rules: Type.Array(
    Type.Object({ standard: Type.String(), version: Type.String(), confidence: Type.String() }),
  ),
  /** Inputs that took part. */
  used: Type.Record(Type.String(), Type.Number()),
  missing: Type.Array(Type.String()),
  steps: Type.Array(
    Type.Object({
      of: Type.String(),
      rule: Type.String(),
      formula: Type.String(),
      result: Type.Union([Type.String(), Type.Number(), Type.Null()]),
    }),
  ),
  problems: Type.Array(Problem),
});
export type AirFinding = Static<typeof AirFinding>;

/** A city that is assessed (评价城市); a division (师) by its own stations where it has no city; a single station (单站). */
export const AIR_PLACES = ['city', 'division', 'station'] as const;
export const AirCity = Type.Object({
  /** Of a station `S` and its number. */
  code: Type.String(),
  kind: Type.Enum([...AIR_PLACES]),
  name: Type.String(),
  unitPath: Type.String(),
  hierarchy: Type.String(),
  /** Of a Corps city. */
  division: StringOrNull,
  firstDay: StringOrNull,
  lastDay: StringOrNull,
});
export type AirCity = Static<typeof AirCity>;

export const DaySources = Type.Object({
  imported: Type.Integer(),
  computed: Type.Integer(),
  uploads: Type.Array(Type.Integer()),
});

export const airCities = route({
  id: 'evaluation.airCities',
  method: 'GET',
  path: '/api/evaluation/air/cities',
  summary: '参加空气质量评价的城市，及其日数据的起止',
  access: 'evaluation.read',
  response: Type.Object({
    cities: Type.Array(AirCity),
    /** Divisions and stations, whose days can be looked at like a city's, but which are not ranked. */
    others: Type.Array(AirCity),
    yesterday: Type.String(),
  }),
});

/** The four figures (四套数): with and without dust × by 2012 and by 2026. */
export const airPeriod = route({
  id: 'evaluation.airPeriod',
  method: 'GET',
  path: '/api/evaluation/air/period',
  summary: '一个城市一个时段的空气质量：扣除与不扣除沙尘、新旧标准四套数',
  access: 'evaluation.read',
  query: Type.Object({ city: CityCode, period: PeriodText }),
  response: Type.Object({
    city: AirCity,
    period: Type.Object({ text: Type.String(), kind: Type.String(), from: Type.String(), to: Type.String() }),
    /** Days of the period that are over. */
    elapsed: Type.Integer(),
    four: Type.Array(
      Type.Object({
        edition: AirEdition,
        dust: DustChoice,
        /** This edition is in force on the last day. */
        inForce: Type.Boolean(),
        figures: Type.Union([AirFigures, Type.Null()]),
        finding: AirFinding,
      }),
    ),
    dustDays: Type.Integer(),
    dustSource: Type.Union([DustBasis, Type.Null()]),
    sources: DaySources,
    simulated: Type.Boolean(),
  }),
});

export const CalendarDay = Type.Object({
  date: Type.String(),
  aqi: IntegerOrNull,
  level: IntegerOrNull,
  primary: Type.Array(Type.String()),
  dust: Type.Boolean(),
  source: Type.Union([Type.Literal('imported'), Type.Literal('computed')]),
});
export type CalendarDay = Static<typeof CalendarDay>;

export const airCalendar = route({
  id: 'evaluation.airCalendar',
  method: 'GET',
  path: '/api/evaluation/air/calendar',
  summary: '一个城市一年的空气质量日历',
  access: 'evaluation.read',
  query: Type.Object({ city: CityCode, year: Type.Integer({ minimum: 1990, maximum: 2999 }) }),
  response: Type.Object({
    city: AirCity,
    days: Type.Array(CalendarDay),
    /** AQI of each day by the edition in force on it. */
    standards: Type.Array(Type.String()),
    simulated: Type.Boolean(),
  }),
});

/** One day of a city: its figures, how its index comes about, where it comes from, and what it was before. */
export const airDay = route({
  id: 'evaluation.airDay',
  method: 'GET',
  path: '/api/evaluation/air/day',
  summary: '一个城市一天：数值、来源、AQI 的计算、修订与沙尘标记',
  access: 'evaluation.read',
  query: Type.Object({ city: CityCode, date: BeijingDate }),
  response: Type.Object({
    city: AirCity,
    date: Type.String(),
    values: DayValues,
    source: Type.Union([Type.Literal('imported'), Type.Literal('computed')]),
    simulated: Type.Boolean(),
    aqi: IntegerOrNull,
    level: IntegerOrNull,
    primary: Type.Array(Type.String()),
    rule: Type.Object({ standard: Type.String(), version: Type.String(), confidence: Type.String() }),
    steps: Type.Array(
      Type.Object({
        pollutant: Type.String(),
        value: NumberOrNull,
        rounded: NumberOrNull,
        formula: StringOrNull,
        iaqi: IntegerOrNull,
      }),
    ),
    /** Of an imported figure. */
    upload: Type.Union([
      Type.Object({
        id: Type.Integer(),
        name: Type.String(),
        sha256: Type.String(),
        by: StringOrNull,
        at: Instant,
        row: Type.Integer(),
      }),
      Type.Null(),
    ]),
    /** The platform has an index of its own for the day, which `explainAqi` explains. */
    computedToo: Type.Boolean(),
    dust: Type.Boolean(),
    dustMarks: Type.Array(DustMark),
    /** What the imported figure was before, newest first. */
    revisions: Type.Array(
      Type.Object({
        revision: Type.Integer(),
        values: DayValues,
        uploadId: Type.Integer(),
        replacedAt: Instant,
        replacedBy: Type.Integer(),
      }),
    ),
  }),
});
