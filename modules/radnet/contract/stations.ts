import { event, InstantInput, plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Basis, Day, FindingKind, HourState, Id, Instant, JudgedHour, orNull, UnitPath } from './parts.ts';

/** How steadily a station measured (数据可用率、修复天数), of the last thirty days or since it began. */
export const Availability = Type.Object({
  hours: Type.Integer(),
  valid: Type.Integer(),
  /** valid / hours; null: no hours yet. */
  share: orNull(Type.Number()),
  /** Runs of hours without a valid value. */
  outages: Type.Integer(),
  longestHours: Type.Integer(),
  /** Mean days from the first bad hour to the first good one, of outages that are over; null: none is. */
  repairDays: orNull(Type.Number()),
  /** The last hour is bad. */
  down: Type.Boolean(),
});
export type Availability = Static<typeof Availability>;

/** Background of a station: nGy/h. */
export const Background = Type.Object({
  basis: Basis,
  mean: Type.Number(),
  sd: Type.Number(),
  /** Dry hours; null for an entered one. */
  n: orNull(Type.Integer()),
});
export type Background = Static<typeof Background>;

export const Station = Type.Object({
  id: Type.Integer(),
  code: Type.String(),
  name: Type.String(),
  unitPath: Type.String(),
  /** 国控, 区控, 兵控 … as registered. */
  level: orNull(Type.String()),
  /** 运行管理单位 */
  body: orNull(Type.String()),
  lon: orNull(Type.Number()),
  lat: orNull(Type.Number()),
  public: Type.Boolean(),
  simulated: Type.Boolean(),
  /** The newest hour that was judged. */
  latest: orNull(JudgedHour),
  availability: Availability,
  /** Findings that nobody has closed, those of rain aside. */
  open: Type.Integer(),
});
export type Station = Static<typeof Station>;

export const EnteredBackground = Type.Object({
  id: Type.Integer(),
  mean: Type.Number(),
  sd: Type.Number(),
  effectiveFrom: Day,
  /** Where the figures come from, in the words of whoever entered them. */
  source: Type.String(),
  by: Type.String(),
  at: Instant,
});
export type EnteredBackground = Static<typeof EnteredBackground>;

export const StationDetail = Type.Object({
  ...Station.properties,
  hours: Type.Array(JudgedHour),
  backgrounds: Type.Array(EnteredBackground),
  /** The rule in force, and how far it can be trusted. */
  rule: Type.Object({
    standard: Type.String(),
    version: Type.String(),
    confidence: Type.String(),
    windowDays: Type.Integer(),
    leastHours: Type.Integer(),
    deviations: Type.Number(),
    urgentTimes: Type.Number(),
    wetMm: Type.Number(),
    wetHours: Type.Integer(),
  }),
});
export type StationDetail = Static<typeof StationDetail>;

export const listStations = route({
  id: 'radnet.listStations',
  method: 'GET',
  path: '/api/radnet/stations',
  summary: 'γ 辐射自动站：最近一小时的判别、本底、可用率与修复天数',
  access: 'radnet.read',
  query: Type.Object({ unit: Type.Optional(UnitPath) }),
  response: Type.Object({ stations: Type.Array(Station) }),
});

export const getStation = route({
  id: 'radnet.getStation',
  method: 'GET',
  path: '/api/radnet/stations/:id',
  summary: 'γ 辐射自动站：一段时间逐时剂量率、雨量与判别（最长 92 天，缺省近 7 天），录入的本底与判别规则',
  access: 'radnet.read',
  params: Id,
  query: Type.Object({ from: Type.Optional(InstantInput), to: Type.Optional(InstantInput) }),
  response: StationDetail,
});

export const addBackground = route({
  id: 'radnet.addBackground',
  method: 'POST',
  path: '/api/radnet/stations/:id/backgrounds',
  summary: '录入站点本底（均值、标准差、来源、生效日）；自有无雨小时不足时据此判别，以往判别不变',
  access: 'radnet.manage',
  scope: 'unit',
  params: Id,
  body: Type.Object({
    mean: Type.Number({ exclusiveMinimum: 0, maximum: 10_000 }),
    sd: Type.Number({ minimum: 0, maximum: 1_000 }),
    effectiveFrom: Day,
    source: plainText(300, 1),
  }),
  response: EnteredBackground,
});

/** Hours of gamma stations were judged, or judged otherwise. Only those that are not plainly normal, or no longer are what they were. */
export const hoursJudged = event(
  'radnet.hours-judged.v1',
  Type.Object({
    items: Type.Array(
      Type.Object({
        pointId: Type.Integer(),
        time: Type.String(),
        state: HourState,
        /** nGy/h */
        value: orNull(Type.Number()),
        limit: orNull(Type.Number()),
        revision: Type.Integer(),
      }),
    ),
  }),
);

/** A finding was raised or became worse, or a fault went on for another hour: what duty and supervision may take up. */
export const findingRaised = event(
  'radnet.finding-raised.v1',
  Type.Object({
    items: Type.Array(
      Type.Object({
        id: Type.Integer(),
        pointId: Type.Integer(),
        pointName: Type.String(),
        unitPath: Type.String(),
        kind: FindingKind,
        worst: HourState,
        from: Type.String(),
        /** nGy/h */
        peak: orNull(Type.Number()),
        limit: orNull(Type.Number()),
        simulated: Type.Boolean(),
      }),
    ),
  }),
);
