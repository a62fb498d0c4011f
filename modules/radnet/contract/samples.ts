import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Day, Id, Instant, orNull, UnitPath } from './parts.ts';

/** What is sampled (介质): 气溶胶, 沉降物, 空气碘, 水蒸气与降水, 地表水, 饮用水水源, 地下水, 土壤, 生物. */
export const MEDIA = [
  'aerosol',
  'deposition',
  'iodine',
  'vapour',
  'surface-water',
  'drinking-water',
  'groundwater',
  'soil',
  'biota',
] as const;
export const Medium = Type.Enum([...MEDIA]);
export type Medium = Static<typeof Medium>;

/** 待采样, 待测量, 一审, 二审, 三审 (waits for each), 待发布, 已发布, 已取消. */
export const SAMPLE_STATES = [
  'planned',
  'collected',
  'review-1',
  'review-2',
  'review-3',
  'reviewed',
  'published',
  'cancelled',
] as const;
export const SampleState = Type.Enum([...SAMPLE_STATES]);
export type SampleState = Static<typeof SampleState>;

export const RESULT_UNITS = ['Bq/L', 'mBq/L', 'µg/L', 'Bq/kg', 'mg/kg', 'mBq/m³', 'µBq/m³', 'Bq/m²'] as const;

/**
 * A result. Below the detection limit is a state of its own: there is no value then, and it is never zero. Uncertainty is expanded, k = 2.
 */
export const SampleResult = Type.Object({
  indicator: plainText(40, 1),
  value: orNull(Type.Number({ minimum: 0, maximum: 1e12 })),
  below: Type.Boolean(),
  detectionLimit: orNull(Type.Number({ exclusiveMinimum: 0, maximum: 1e12 })),
  uncertainty: orNull(Type.Number({ minimum: 0, maximum: 1e12 })),
  unit: Type.Enum([...RESULT_UNITS]),
});
export type SampleResult = Static<typeof SampleResult>;

const on = Day;
export const SampleAct = Type.Union([
  Type.Object({
    act: Type.Literal('collect'),
    on,
    collector: plainText(60, 1),
    barcode: plainText(40, 1),
    amount: plainText(40, 1),
    note: plainText(500),
  }),
  Type.Object({
    act: Type.Literal('measure'),
    on,
    laboratory: plainText(100, 1),
    method: plainText(100, 1),
    instrument: plainText(100, 1),
    results: Type.Array(SampleResult, { minItems: 1, maxItems: 40 }),
  }),
  Type.Object({
    act: Type.Literal('review'),
    on,
    pass: Type.Boolean(),
    opinion: plainText(500, 1),
  }),
  Type.Object({ act: Type.Literal('publish'), on }),
  Type.Object({ act: Type.Literal('cancel'), on, reason: plainText(300, 1) }),
]);
export type SampleAct = Static<typeof SampleAct>;
export type SampleActName = SampleAct['act'];

export const RadiationSample = Type.Object({
  id: Type.Integer(),
  number: Type.String(),
  unitPath: Type.String(),
  year: Type.Integer(),
  medium: Medium,
  place: Type.String(),
  lon: orNull(Type.Number()),
  lat: orNull(Type.Number()),
  indicators: Type.Array(Type.String()),
  plannedOn: Day,
  state: SampleState,
  simulated: Type.Boolean(),
});
export type RadiationSample = Static<typeof RadiationSample>;

export const SampleDetail = Type.Object({
  ...RadiationSample.properties,
  by: Type.String(),
  /** Of the measurement that stands; empty before. */
  results: Type.Array(SampleResult),
  steps: Type.Array(Type.Object({ nth: Type.Integer(), act: SampleAct, by: Type.String(), at: Instant })),
  /** What the reader may do next; the server asks again. */
  acts: Type.Array(Type.Enum(['collect', 'measure', 'review', 'publish', 'cancel'])),
});
export type SampleDetail = Static<typeof SampleDetail>;

const Year = Type.Integer({ minimum: 2000, maximum: 2100 });

export const listSamples = route({
  id: 'radnet.listSamples',
  method: 'GET',
  path: '/api/radnet/samples',
  summary: '辐射环境样品（HJ 61 监测方案）：介质、状态，新的在前',
  access: 'radnet.read',
  query: Type.Object({
    unit: Type.Optional(UnitPath),
    year: Type.Optional(Year),
    medium: Type.Optional(Medium),
    state: Type.Optional(SampleState),
    before: Type.Optional(Type.Integer({ minimum: 1 })),
  }),
  response: Type.Object({
    samples: Type.Array(RadiationSample),
    before: orNull(Type.Integer()),
    /** What the standard is said to ask for; recalled, and shown as such. */
    programme: Type.Array(
      Type.Object({
        medium: Type.String(),
        frequency: Type.String(),
        measured: Type.String(),
        confidence: Type.String(),
      }),
    ),
  }),
});

export const getSample = route({
  id: 'radnet.getSample',
  method: 'GET',
  path: '/api/radnet/samples/:id',
  summary: '一个样品：采样、测量、三级审核与结果',
  access: 'radnet.read',
  params: Id,
  response: SampleDetail,
});

export const planSample = route({
  id: 'radnet.planSample',
  method: 'POST',
  path: '/api/radnet/samples',
  summary: '安排一个样品：介质、地点、项目、计划采样日',
  access: 'radnet.manage',
  scope: 'unit',
  body: Type.Object({
    unitPath: UnitPath,
    medium: Medium,
    place: plainText(100, 1),
    lon: orNull(Type.Number({ minimum: -180, maximum: 180 })),
    lat: orNull(Type.Number({ minimum: -90, maximum: 90 })),
    indicators: Type.Array(plainText(40, 1), { minItems: 1, maxItems: 40, uniqueItems: true }),
    plannedOn: Day,
  }),
  response: SampleDetail,
});

export const actOnSample = route({
  id: 'radnet.actOnSample',
  method: 'POST',
  path: '/api/radnet/samples/:id/acts',
  summary: '办理样品的一个环节：采样、测量、审核（三级，三人）、发布、取消；次序不合的拒绝并说明',
  access: 'radnet.manage',
  scope: 'unit',
  params: Id,
  body: SampleAct,
  response: SampleDetail,
});

export const OpenSample = Type.Object({
  number: Type.String(),
  medium: Medium,
  place: Type.String(),
  unitPath: Type.String(),
  collectedOn: Day,
  publishedOn: Day,
  results: Type.Array(SampleResult),
  simulated: Type.Boolean(),
});
export type OpenSample = Static<typeof OpenSample>;

export const listOpenSamples = route({
  id: 'radnet.listOpenSamples',
  method: 'GET',
  path: '/api/portal/radiation/samples',
  summary: '已发布的辐射环境样品结果：低于探测下限的如实标明',
  access: 'public',
  query: Type.Object({ before: Type.Optional(Type.Integer({ minimum: 1 })) }),
  response: Type.Object({ samples: Type.Array(OpenSample), before: orNull(Type.Integer()) }),
});
