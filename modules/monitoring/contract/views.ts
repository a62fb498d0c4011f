import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { AutomaticBeside, OriginQuery, PlainOriginQuery, RollupKey, Standing } from './origins.ts';
import { Id, orNull } from './parts.ts';

export const Month = Type.String({ pattern: '^20[0-9]{2}-(0[1-9]|1[0-2])$' });
/** Months from the first to the last, both of them in. */
export const SPAN = { from: Month, to: Month };
export const SpanOut = Type.Object(SPAN);
export type Span = Static<typeof SpanOut>;
/** The same months of the year before (同比), or as many months just before (环比). */
export const Against = Type.Enum(['year-before', 'period-before']);

export const Exceeding = Type.Object({ item: Type.String(), multiple: orNull(Type.Number()) });
/** What an evaluation rests on, as everywhere: rules, figures put in, what lacked, the steps on paper. */
export const FindingOut = Type.Object({
  rules: Type.Array(
    Type.Object({ standard: Type.String(), version: Type.String(), confidence: Type.String() }),
  ),
  used: Type.Record(Type.String(), Type.Number()),
  missing: Type.Array(Type.String()),
  steps: Type.Array(
    Type.Object({
      of: Type.String(),
      rule: Type.String(),
      formula: Type.String(),
      result: orNull(Type.Union([Type.String(), Type.Number()])),
    }),
  ),
  problems: Type.Array(Type.Object({ code: Type.String(), message: Type.String() })),
});
export type FindingOut = Static<typeof FindingOut>;

const SITE = {
  pointId: Type.Integer(),
  name: Type.String(),
  unitPath: Type.String(),
  lon: orNull(Type.Number()),
  lat: orNull(Type.Number()),
  simulated: Type.Boolean(),
};

/** A section in a period: its samples of the period as one (mean of each item), rated by 环办〔2011〕22号. */
export const SectionRow = Type.Object({
  ...SITE,
  kind: Type.Enum(['river', 'lake']),
  basin: orNull(Type.String()),
  river: orNull(Type.String()),
  /** Place along its river, from the source down. */
  order: orNull(Type.Number()),
  /** What the class is of. */
  origin: Standing,
  automatic: orNull(AutomaticBeside),
  /** Signed results of the period, or monthly means of stations, that entered. */
  n: Type.Integer(),
  class: orNull(Type.String()),
  rating: orNull(Type.String()),
  target: Type.String(),
  meets: orNull(Type.Boolean()),
  main: Type.Array(Type.String()),
  exceeding: Type.Array(Exceeding),
  before: orNull(Type.String()),
  change: orNull(Type.String()),
});
export type SectionRow = Static<typeof SectionRow>;

/** Sections together: a basin, a river, a prefecture or division, or all of them. */
export const SetRow = Type.Object({
  /** Name of the basin or river, path of the unit, `all`. */
  key: Type.String(),
  n: Type.Integer(),
  by: orNull(Type.Enum(['shares', 'mean'])),
  goodShare: orNull(Type.Number()),
  badShare: orNull(Type.Number()),
  rating: orNull(Type.String()),
  class: orNull(Type.String()),
  main: Type.Array(Type.String()),
  change: orNull(Type.String()),
  /** City water quality index; null unless all 21 items are there. */
  cwqi: orNull(Type.Number()),
  cwqiChange: orNull(Type.Number()),
  cwqiMissing: Type.Array(Type.String()),
});
export type SetRow = Static<typeof SetRow>;

const WATER_QUERY = {
  ...SPAN,
  unitPath: Type.Optional(plainText(120)),
  against: Type.Optional(Against),
  /** Absent: `both`. */
  origin: OriginQuery,
};

export const getWater = route({
  id: 'monitoring.getWater',
  method: 'GET',
  path: '/api/monitoring/water',
  summary: '地表水：断面、河流、流域、地市的时段评价',
  access: 'monitoring.read',
  query: Type.Object(WATER_QUERY),
  response: Type.Object({
    span: SpanOut,
    before: SpanOut,
    sections: Type.Array(SectionRow),
    /** Sections by class, month by month, over the period and a year at least; a month without any has no row. */
    months: Type.Array(Type.Object({ month: Month, classes: Type.Record(Type.String(), Type.Integer()) })),
    all: orNull(SetRow),
    basins: Type.Array(SetRow),
    rivers: Type.Array(SetRow),
    areas: Type.Array(SetRow),
    withoutBasin: Type.Integer(),
    withoutRiver: Type.Integer(),
    /** Sections by what they are judged by. */
    origins: Type.Record(Type.String(), Type.Integer()),
    standards: Type.Array(Type.String()),
    simulated: Type.Boolean(),
  }),
});
export type WaterAnswer = Static<NonNullable<typeof getWater.response>>;

export const WATER_SUBJECTS = ['section', 'basin', 'river', 'area', 'all', 'cwqi'] as const;
/** How one figure of that page came about; the key is the id of the section, or as in the sets. */
export const explainWater = route({
  id: 'monitoring.explainWater',
  method: 'GET',
  path: '/api/monitoring/water/explain',
  summary: '地表水评价结论的依据、取值、缺项与步骤',
  access: 'monitoring.read',
  query: Type.Object({
    ...WATER_QUERY,
    of: Type.Enum([...WATER_SUBJECTS]),
    key: plainText(120, 1),
  }),
  response: Type.Object({
    result: orNull(Type.String()),
    finding: FindingOut,
    change: orNull(FindingOut),
    /** What stands first, section by section: how many by each. */
    origins: Type.Record(Type.String(), Type.Integer()),
    /** Of one section: what its automatic stations come to, beside the signed results. */
    automatic: orNull(Type.Object({ result: orNull(Type.String()), finding: FindingOut })),
    /** Monthly means of automatic stations that entered or stand beside. */
    rollups: Type.Array(RollupKey),
    /** Signed results that entered. */
    tasks: Type.Array(
      Type.Object({ taskId: Type.Integer(), code: Type.String(), name: Type.String(), day: Type.String() }),
    ),
  }),
});

/** 市级, 县级, 农村千吨万人 by the attribute `sourceLevel`. */
export const SOURCE_LEVELS = ['city', 'county', 'rural'] as const;
const RATES = {
  n: Type.Integer(),
  compliant: Type.Integer(),
  /** Percent; by volume null unless every source tells its own. */
  byCount: orNull(Type.Number()),
  byVolume: orNull(Type.Number()),
};
export const SourceRow = Type.Object({
  ...SITE,
  kind: Type.String(),
  level: orNull(Type.String()),
  /** 万 m³ of the period, as the register has it. */
  volume: orNull(Type.Number()),
  origin: Standing,
  automatic: orNull(AutomaticBeside),
  n: Type.Integer(),
  compliant: orNull(Type.Boolean()),
  exceeding: Type.Array(Exceeding),
  missing: Type.Integer(),
});
export type SourceRow = Static<typeof SourceRow>;
export const getSources = route({
  id: 'monitoring.getSources',
  method: 'GET',
  path: '/api/monitoring/sources',
  summary: '集中式饮用水水源达标情况',
  access: 'monitoring.read',
  query: Type.Object({ ...SPAN, unitPath: Type.Optional(plainText(120)), origin: PlainOriginQuery }),
  response: Type.Object({
    span: SpanOut,
    sources: Type.Array(SourceRow),
    all: Type.Object(RATES),
    levels: Type.Array(Type.Object({ level: Type.String(), ...RATES })),
    withoutLevel: Type.Integer(),
    months: Type.Array(Type.Object({ month: Month, n: Type.Integer(), compliant: Type.Integer() })),
    finding: FindingOut,
    simulated: Type.Boolean(),
  }),
});

export const explainSource = route({
  id: 'monitoring.explainSource',
  method: 'GET',
  path: '/api/monitoring/sources/:id/explain',
  summary: '一个水源达标结论的依据、取值、缺项与步骤',
  access: 'monitoring.read',
  params: Id,
  query: Type.Object({ ...SPAN, origin: PlainOriginQuery }),
  response: Type.Object({
    result: orNull(Type.Boolean()),
    finding: FindingOut,
    origin: Standing,
    automatic: orNull(Type.Object({ result: orNull(Type.Boolean()), finding: FindingOut })),
    rollups: Type.Array(RollupKey),
  }),
});
