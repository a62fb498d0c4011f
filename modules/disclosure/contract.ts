import { route, type Static, Type } from '@tarim/platform/contract';

/**
 * What the portal shows to everybody. Every figure carries the key by which it can be followed up the river:
 * stations and outlets to `telemetry.traceRollup`, cities to `evaluation.explainAqi`.
 */

const Instant = Type.String({ format: 'date-time' });
const InstantOrNull = Type.Union([Instant, Type.Null()]);
const NumberOrNull = Type.Union([Type.Number(), Type.Null()]);
const IntegerOrNull = Type.Union([Type.Integer(), Type.Null()]);
const StringOrNull = Type.Union([Type.String(), Type.Null()]);
const JudgedPeriod = Type.Union([Type.Literal('hour'), Type.Literal('day')]);

/** Names in the portal's languages; `null` where none is known (the page falls back to Chinese). */
export const Name = Type.Object({ zh: Type.String(), en: StringOrNull, ug: StringOrNull });
export type Name = Static<typeof Name>;

/** Key of the next step up the river. */
export const TraceKey = Type.Object({ pointId: Type.Integer(), period: JudgedPeriod, time: Instant });
export type TraceKey = Static<typeof TraceKey>;

/** Everything that the AQI of a place at a time says. Levels, names and colours: `AQI_LEVELS` of evaluation. */
const aqiFields = {
  /** null: nothing was computed yet. */
  time: InstantOrNull,
  standard: StringOrNull,
  /** null with values present: pollutants are missing, so that it may not be published (`partialAqi` is not shown then). */
  aqi: IntegerOrNull,
  level: IntegerOrNull,
  category: Type.Union([Name, Type.Null()]),
  /** `#00E400` */
  colour: StringOrNull,
  /** Pollutant keys (`PM10`). */
  primary: Type.Array(Type.String()),
  simulated: Type.Boolean(),
};

export const CityNow = Type.Object({
  /** Code of the prefecture-level unit. */
  code: Type.String(),
  name: Name,
  lon: NumberOrNull,
  lat: NumberOrNull,
  stations: Type.Integer(),
  ...aqiFields,
  /** Pollutant key → concentration. */
  values: Type.Record(Type.String(), NumberOrNull),
});
export type CityNow = Static<typeof CityNow>;

export const StationValue = Type.Object({
  pollutant: Type.String(),
  code: Type.String(),
  value: NumberOrNull,
  unit: Type.String(),
  iaqi: NumberOrNull,
  trace: TraceKey,
});
export type StationValue = Static<typeof StationValue>;

export const StationNow = Type.Object({
  pointId: Type.Integer(),
  name: Name,
  cityCode: StringOrNull,
  lon: NumberOrNull,
  lat: NumberOrNull,
  ...aqiFields,
  values: Type.Array(StationValue),
});
export type StationNow = Static<typeof StationNow>;

export const portalAirNow = route({
  id: 'disclosure.portalAirNow',
  method: 'GET',
  path: '/api/portal/air/now',
  summary: '公众：各城市、各站点空气质量实况',
  access: 'public',
  response: Type.Object({
    at: Instant,
    simulated: Type.Boolean(),
    cities: Type.Array(CityNow),
    stations: Type.Array(StationNow),
  }),
});

export const AqiPoint = Type.Object({
  time: Instant,
  standard: StringOrNull,
  aqi: IntegerOrNull,
  level: IntegerOrNull,
  colour: StringOrNull,
  primary: Type.Array(Type.String()),
  values: Type.Record(Type.String(), NumberOrNull),
});
export type AqiPoint = Static<typeof AqiPoint>;

const cityParams = Type.Object({ code: Type.String({ maxLength: 20 }) });
const citySeries = Type.Object({
  code: Type.String(),
  name: Name,
  period: JudgedPeriod,
  simulated: Type.Boolean(),
  /** One row an hour (a day), oldest first; hours without figures are rows with nulls. */
  rows: Type.Array(AqiPoint),
});

export const portalCityHours = route({
  id: 'disclosure.portalCityHours',
  method: 'GET',
  path: '/api/portal/air/city/:code/24h',
  summary: '公众：一个城市近 24 小时空气质量',
  access: 'public',
  params: cityParams,
  response: citySeries,
});

export const portalCityDays = route({
  id: 'disclosure.portalCityDays',
  method: 'GET',
  path: '/api/portal/air/city/:code/30d',
  summary: '公众：一个城市近 30 日空气质量',
  access: 'public',
  params: cityParams,
  response: Type.Interface([citySeries], {
    /** Days of each level 1…6 among the days with an AQI (优良天数 are levels 1 and 2). */
    daysByLevel: Type.Array(Type.Integer()),
    judgedDays: Type.Integer(),
  }),
});

export const portalStation = route({
  id: 'disclosure.portalStation',
  method: 'GET',
  path: '/api/portal/air/station/:id',
  summary: '公众：一个空气站的实况与近 24 小时',
  access: 'public',
  params: Type.Object({ id: Type.Integer({ minimum: 1 }) }),
  response: Type.Object({
    station: StationNow,
    city: Type.Union([Name, Type.Null()]),
    hours: Type.Array(AqiPoint),
    days: Type.Array(AqiPoint),
  }),
});

// ------------------------------------------------------------------ enterprises

const VerdictWord = Type.Union([Type.Literal('meets'), Type.Literal('exceeds'), Type.Literal('not-judged')]);

/** Newest figure of a factor of an outlet, judged against its limit. */
export const FactorNow = Type.Object({
  code: Type.String(),
  name: Name,
  unit: StringOrNull,
  /** Flue gas: the hour's mean at reference oxygen (折算); wastewater: the day's flow-weighted mean, and the hour's mean unjudged. */
  period: JudgedPeriod,
  measure: Type.Union([Type.Literal('mean'), Type.Literal('converted'), Type.Literal('flow-weighted')]),
  value: NumberOrNull,
  /** As measured, where `measure` is converted, in the registered unit. */
  measured: NumberOrNull,
  measuredUnit: StringOrNull,
  upper: NumberOrNull,
  lower: NumberOrNull,
  standard: StringOrNull,
  verdict: VerdictWord,
  reason: StringOrNull,
  exceedMultiple: NumberOrNull,
  /** Policy targets (超低排放) that the value was compared with beside the limit. They are no emission standards. */
  targets: Type.Array(
    Type.Object({ standard: Type.String(), upper: NumberOrNull, unit: StringOrNull, missed: Type.Boolean() }),
  ),
  trace: TraceKey,
});
export type FactorNow = Static<typeof FactorNow>;

export const OutletNow = Type.Object({
  pointId: Type.Integer(),
  name: Name,
  kind: Type.Union([Type.Literal('outlet-gas'), Type.Literal('outlet-water')]),
  lon: NumberOrNull,
  lat: NumberOrNull,
  time: InstantOrNull,
  simulated: Type.Boolean(),
  factors: Type.Array(FactorNow),
});
export type OutletNow = Static<typeof OutletNow>;

export const EnterpriseRow = Type.Object({
  id: Type.Integer(),
  name: Name,
  unitName: Name,
  industry: StringOrNull,
  lon: NumberOrNull,
  lat: NumberOrNull,
  outlets: Type.Integer(),
  /** Newest judgement over all public factors: exceeds when any does. */
  verdict: VerdictWord,
  exceeding: Type.Array(
    Type.Object({
      pointId: Type.Integer(),
      outlet: Type.String(),
      code: Type.String(),
      name: Name,
      /** Leads to the judged value. */
      trace: TraceKey,
      ratio: NumberOrNull,
    }),
  ),
  /** Judged hours and days that exceeded and ended within the last 24 hours, the last 30 days. */
  exceed24h: Type.Integer(),
  exceed30d: Type.Integer(),
  time: InstantOrNull,
  simulated: Type.Boolean(),
});
export type EnterpriseRow = Static<typeof EnterpriseRow>;

export const portalEnterprises = route({
  id: 'disclosure.portalEnterprises',
  method: 'GET',
  path: '/api/portal/enterprises',
  summary: '公众：自动监测企业及其最新判定',
  access: 'public',
  query: Type.Object({
    q: Type.Optional(Type.String({ maxLength: 100, description: 'part of the name' })),
    unit: Type.Optional(Type.String({ maxLength: 200, description: 'unit path prefix' })),
    verdict: Type.Optional(VerdictWord),
    cursor: Type.Optional(Type.String({ maxLength: 200 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  }),
  response: Type.Object({ at: Instant, enterprises: Type.Array(EnterpriseRow), next: StringOrNull }),
});

export const FactorSeries = Type.Object({
  pointId: Type.Integer(),
  code: Type.String(),
  unit: StringOrNull,
  measure: Type.Union([Type.Literal('mean'), Type.Literal('converted'), Type.Literal('flow-weighted')]),
  upper: NumberOrNull,
  lower: NumberOrNull,
  period: JudgedPeriod,
  rows: Type.Array(
    Type.Object({
      time: Instant,
      value: NumberOrNull,
      /** null when valid, else why not. */ invalid: StringOrNull,
      verdict: Type.Union([VerdictWord, Type.Null()]),
    }),
  ),
});
export type FactorSeries = Static<typeof FactorSeries>;

export const portalEnterprise = route({
  id: 'disclosure.portalEnterprise',
  method: 'GET',
  path: '/api/portal/enterprises/:id',
  summary: '公众：一家企业的排放口、限值、最新值与近 24 小时',
  access: 'public',
  params: Type.Object({ id: Type.Integer({ minimum: 1 }) }),
  response: Type.Object({
    enterprise: EnterpriseRow,
    address: StringOrNull,
    outlets: Type.Array(OutletNow),
    /** Last 24 hours of each limited factor (hourly); last 30 days where the limit is a daily one. */
    series: Type.Array(FactorSeries),
  }),
});

// ------------------------------------------------------------------ water

export const WaterStation = Type.Object({
  pointId: Type.Integer(),
  name: Name,
  kind: Type.String(),
  unitPath: Type.String(),
  unitName: Name,
  lon: NumberOrNull,
  lat: NumberOrNull,
  time: InstantOrNull,
  simulated: Type.Boolean(),
  values: Type.Array(
    Type.Object({
      code: Type.String(),
      name: Name,
      value: NumberOrNull,
      unit: StringOrNull,
      invalid: StringOrNull,
      trace: TraceKey,
    }),
  ),
});
export type WaterStation = Static<typeof WaterStation>;

export const portalWaterStations = route({
  id: 'disclosure.portalWaterStations',
  method: 'GET',
  path: '/api/portal/water/stations',
  summary: '公众：水质自动站最新值（不作类别评价）',
  access: 'public',
  response: Type.Object({ at: Instant, simulated: Type.Boolean(), stations: Type.Array(WaterStation) }),
});

// ------------------------------------------------------------------ about the data

export const portalMeta = route({
  id: 'disclosure.portalMeta',
  method: 'GET',
  path: '/api/portal/meta',
  summary: '公众：数据说明、所用标准、更新时间、是否模拟',
  access: 'public',
  response: Type.Object({
    at: Instant,
    simulated: Type.Boolean(),
    updatedAt: InstantOrNull,
    regionName: Name,
    publicStations: Type.Integer(),
    publicEnterprises: Type.Integer(),
    /** Plain words, to be shown as paragraphs. */
    notes: Type.Array(Type.Object({ key: Type.String(), text: Name })),
    standards: Type.Array(
      Type.Object({
        code: Type.String(),
        title: Name,
        effectiveFrom: StringOrNull,
        confidence: Type.String(),
        use: Type.String(),
      }),
    ),
  }),
});

// ------------------------------------------------------------------ what is public (staff)

export const PublicationSubject = Type.Union([
  Type.Literal('point'),
  Type.Literal('enterprise'),
  Type.Literal('code'),
]);
export const Publication = Type.Object({
  subject: PublicationSubject,
  /** Point id, enterprise id or factor code, as text. */
  key: Type.String(),
  label: Name,
  /** Unit that is competent for it; `/` for a factor, which is hidden everywhere. */
  unitPath: Type.String(),
  public: Type.Boolean(),
  reason: Type.String(),
  changedBy: StringOrNull,
  changedAt: Instant,
});
export type Publication = Static<typeof Publication>;

/** Exceptions from the rule "public as the registry says". */
export const listPublications = route({
  id: 'disclosure.listPublications',
  method: 'GET',
  path: '/api/disclosure/publications',
  summary: '公开设置（与登记的公开标志不同者）',
  access: 'disclosure.publish',
  scope: 'unit',
  response: Type.Object({ publications: Type.Array(Publication) }),
});

/** What keeps a point off the portal: the registry's own mark, or a setting on it or on its enterprise. */
export const HiddenBy = Type.Union([
  Type.Literal('registry'),
  Type.Literal('point'),
  Type.Literal('enterprise'),
]);
export const PublicationPoint = Type.Object({
  id: Type.Integer(),
  code: Type.String(),
  name: Type.String(),
  kind: Type.String(),
  unitPath: Type.String(),
  unitName: Name,
  enterpriseId: IntegerOrNull,
  enterpriseName: StringOrNull,
  /** Unit that is competent for the enterprise. */
  enterpriseUnitPath: StringOrNull,
  shown: Type.Boolean(),
  /** The first reason; null: it is shown. */
  hiddenBy: Type.Union([HiddenBy, Type.Null()]),
  /** Factors that are measured here, and which of them the portal leaves out. */
  factors: Type.Array(
    Type.Object({
      code: Type.String(),
      name: Name,
      hiddenBy: Type.Union([Type.Literal('registry'), Type.Literal('code'), Type.Null()]),
    }),
  ),
});
export type PublicationPoint = Static<typeof PublicationPoint>;

export const listPublicationPoints = route({
  id: 'disclosure.listPublicationPoints',
  method: 'GET',
  path: '/api/disclosure/points',
  summary: '各点位在门户是否公开，不公开的因何不公开',
  access: 'disclosure.publish',
  scope: 'unit',
  query: Type.Object({
    q: Type.Optional(Type.String({ maxLength: 100, description: 'part of name, code or enterprise' })),
    kind: Type.Optional(Type.String({ maxLength: 40 })),
    shown: Type.Optional(Type.Boolean()),
    after: Type.Optional(Type.Integer({ description: 'cursor: id above' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
  }),
  response: Type.Object({
    points: Type.Array(PublicationPoint),
    next: IntegerOrNull,
    /** Of all points in use, whatever the filter. */
    counts: Type.Object({ shown: Type.Integer(), hidden: Type.Integer() }),
  }),
});

export const PublicationFactor = Type.Object({
  code: Type.String(),
  name: Name,
  /** Points of the portal that measure it, and at how many of them the registry keeps it back. */
  points: Type.Integer(),
  closedAt: Type.Integer(),
  /** false: a setting hides it from the whole portal. */
  shown: Type.Boolean(),
});
export type PublicationFactor = Static<typeof PublicationFactor>;

export const listPublicationFactors = route({
  id: 'disclosure.listPublicationFactors',
  method: 'GET',
  path: '/api/disclosure/factors',
  summary: '各因子在门户是否公开',
  access: 'disclosure.publish',
  scope: 'unit',
  response: Type.Object({ factors: Type.Array(PublicationFactor) }),
});

export const setPublication = route({
  id: 'disclosure.setPublication',
  method: 'PUT',
  path: '/api/disclosure/publications',
  summary: '公开或不公开一个点位、企业或因子；public 为 null 即恢复登记的标志',
  access: 'disclosure.publish',
  scope: 'unit',
  body: Type.Object({
    subject: PublicationSubject,
    key: Type.String({ minLength: 1, maxLength: 64 }),
    public: Type.Union([Type.Boolean(), Type.Null()]),
    reason: Type.String({ minLength: 2, maxLength: 500 }),
  }),
  response: Type.Object({ publications: Type.Array(Publication) }),
});
