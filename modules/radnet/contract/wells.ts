import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Day, Id, orNull, UnitPath } from './parts.ts';

/** 采区内, 环状监测井, 上含水层, 下含水层, 下游与公共井. */
export const RINGS = ['field', 'ring', 'above', 'below', 'downstream'] as const;
export const Ring = Type.Enum([...RINGS]);
/** Indicators that rise when solution escapes; each in one unit: mg/L, µS/cm, Bq/L. */
export const WELL_INDICATORS = ['U', 'SO4', 'Cl', 'TDS', 'EC', 'Ra-226'] as const;
export const WellIndicator = Type.Enum([...WELL_INDICATORS]);
export type WellIndicator = Static<typeof WellIndicator>;
export const INDICATOR_UNITS: Readonly<Record<WellIndicator, string>> = {
  U: 'mg/L',
  SO4: 'mg/L',
  Cl: 'mg/L',
  TDS: 'mg/L',
  EC: 'µS/cm',
  'Ra-226': 'Bq/L',
};

/** 正常, 待复测, 异常（扩散）, 本底不足. */
export const WellState = Type.Enum(['normal', 'suspected', 'excursion', 'no-baseline']);
export type WellState = Static<typeof WellState>;

/** Baseline of an indicator, and the upper control limit that follows from it. */
export const ControlLimit = Type.Object({
  indicator: WellIndicator,
  n: Type.Integer(),
  mean: Type.Number(),
  sd: Type.Number(),
  limit: Type.Number(),
});
export type ControlLimit = Static<typeof ControlLimit>;

export const WellDay = Type.Object({
  on: Day,
  baseline: Type.Boolean(),
  values: Type.Array(Type.Object({ indicator: WellIndicator, value: Type.Number() })),
  /** Indicators above their limits. */
  above: Type.Array(WellIndicator),
  state: orNull(WellState),
});
export type WellDay = Static<typeof WellDay>;

export const Well = Type.Object({
  id: Type.Integer(),
  unitPath: Type.String(),
  facility: Type.String(),
  name: Type.String(),
  ring: Ring,
  lon: Type.Number(),
  lat: Type.Number(),
  state: WellState,
  lastOn: orNull(Day),
  above: Type.Array(WellIndicator),
  simulated: Type.Boolean(),
});
export type Well = Static<typeof Well>;
export const WellDetail = Type.Object({
  ...Well.properties,
  limits: Type.Array(ControlLimit),
  days: Type.Array(WellDay),
  rule: Type.Object({
    code: Type.String(),
    confidence: Type.String(),
    deviations: Type.Number(),
    least: Type.Integer(),
    indicators: Type.Integer(),
    alonePercent: Type.Number(),
  }),
});
export type WellDetail = Static<typeof WellDetail>;

export const listWells = route({
  id: 'radnet.listWells',
  method: 'GET',
  path: '/api/radnet/wells',
  summary: '铀矿地下水监测井：本底与异常',
  access: 'radnet.read',
  query: Type.Object({ unit: Type.Optional(UnitPath) }),
  response: Type.Object({ wells: Type.Array(Well) }),
});
export const getWell = route({
  id: 'radnet.getWell',
  method: 'GET',
  path: '/api/radnet/wells/:id',
  summary: '一口井：各指标本底与上控制限、逐次结果与判别',
  access: 'radnet.read',
  params: Id,
  response: WellDetail,
});
export const addWell = route({
  id: 'radnet.addWell',
  method: 'POST',
  path: '/api/radnet/wells',
  summary: '登记一口监测井',
  access: 'radnet.manage',
  scope: 'unit',
  body: Type.Object({
    unitPath: UnitPath,
    facility: plainText(100, 1),
    name: plainText(60, 1),
    ring: Ring,
    lon: Type.Number({ minimum: -180, maximum: 180 }),
    lat: Type.Number({ minimum: -90, maximum: 90 }),
  }),
  response: WellDetail,
});
export const addWellDay = route({
  id: 'radnet.addWellDay',
  method: 'POST',
  path: '/api/radnet/wells/:id/days',
  summary: '录入一次采样的结果（本底或运行期）；同一日只录一次，只增不改',
  access: 'radnet.manage',
  scope: 'unit',
  params: Id,
  body: Type.Object({
    on: Day,
    baseline: Type.Boolean(),
    values: Type.Array(
      Type.Object({ indicator: WellIndicator, value: Type.Number({ minimum: 0, maximum: 1e9 }) }),
      { minItems: 1, maxItems: 6 },
    ),
  }),
  response: WellDetail,
});
