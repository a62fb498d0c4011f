import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Day, Id, Instant, orNull, UnitPath } from './parts.ts';

const on = Day;
const words = (least: number, most = 500) => plainText(most, least);
const Key = Id.properties.id;
const page = {
  query: Type.Object({
    unit: Type.Optional(UnitPath),
    before: Type.Optional(Type.Integer({ minimum: 1 })),
  }),
};
const step = <T extends Parameters<typeof Type.Union>[0][number]>(act: T) =>
  Type.Object({ nth: Type.Integer(), act, by: Type.String(), at: Instant });

// ------------------------------------------------------------------ associated radioactive minerals

/** 待排查, 未超过, 无法判断, 超过, 公示中, 已列入, 拟移出, 已移出. */
export const NORM_STATES = [
  'registered',
  'below',
  'unclear',
  'above',
  'announced',
  'listed',
  'leaving',
  'removed',
] as const;
export const NormState = Type.Enum([...NORM_STATES]);
export type NormState = Static<typeof NormState>;

/** 原矿, 中间产品, 尾矿, 废渣, 产品. */
export const MATERIALS = ['ore', 'middling', 'tailing', 'slag', 'product'] as const;
/** 监测方案, 流出物与周边监测结果, 年度报告. */
export const DISCLOSURES = ['plan', 'results', 'annual'] as const;

export const NormAct = Type.Union([
  Type.Object({
    act: Type.Literal('screen'),
    on,
    laboratory: words(1, 100),
    materials: Type.Array(
      Type.Object({
        material: Type.Enum([...MATERIALS]),
        nuclide: Type.String({ pattern: '^[A-Z][a-z]?-[0-9]{1,3}m?$' }),
        /** Bq/g */
        value: Type.Number({ minimum: 0, maximum: 1e6 }),
      }),
      { minItems: 1, maxItems: 100 },
    ),
  }),
  Type.Object({ act: Type.Literal('announce'), on, until: Day, where: words(1, 200) }),
  Type.Object({ act: Type.Literal('list'), on, document: words(1, 100) }),
  Type.Object({
    act: Type.Literal('report'),
    on,
    year: Type.Integer({ minimum: 2000, maximum: 2100 }),
    summary: words(1, 1_000),
  }),
  Type.Object({ act: Type.Literal('disclose'), on, what: Type.Enum([...DISCLOSURES]), where: words(1, 200) }),
  Type.Object({
    act: Type.Literal('propose-removal'),
    on,
    ground: Type.Enum(['below', 'stopped']),
    note: words(1),
  }),
  Type.Object({ act: Type.Literal('retain'), on, reason: words(1) }),
  Type.Object({ act: Type.Literal('remove'), on, document: words(1, 100) }),
]);
export type NormAct = Static<typeof NormAct>;
export type NormActName = NormAct['act'];

/** What a screening came to: the largest single concentration over 1 Bq/g, by the rule of the list. */
export const Screening = Type.Object({
  on: Day,
  index: orNull(Type.Number()),
  nuclide: orNull(Type.String()),
  /** null: not to be told. */
  above: orNull(Type.Boolean()),
  rule: Type.String(),
});
export type Screening = Static<typeof Screening>;

export const NormUnit = Type.Object({
  id: Type.Integer(),
  unitPath: Type.String(),
  enterpriseId: Type.Integer(),
  name: Type.String(),
  mineral: Type.String(),
  state: NormState,
  screening: orNull(Screening),
  listedOn: orNull(Day),
  /** Years since it was listed that are over and have no report. */
  missingYears: Type.Array(Type.Integer()),
  /** Last day of each disclosure; null: none yet. */
  disclosed: Type.Object({ plan: orNull(Day), results: orNull(Day), annual: orNull(Day) }),
  simulated: Type.Boolean(),
});
export type NormUnit = Static<typeof NormUnit>;

export const NormDetail = Type.Object({
  ...NormUnit.properties,
  steps: Type.Array(step(NormAct)),
  acts: Type.Array(Type.String()),
});
export type NormDetail = Static<typeof NormDetail>;

export const listNormUnits = route({
  id: 'radnet.listNormUnits',
  method: 'GET',
  path: '/api/radnet/norm',
  summary: '伴生放射性矿企业：排查结果、名录状态、年度监测与公开',
  access: 'radnet.read',
  ...page,
  response: Type.Object({ units: Type.Array(NormUnit), before: orNull(Type.Integer()) }),
});
export const getNormUnit = route({
  id: 'radnet.getNormUnit',
  method: 'GET',
  path: '/api/radnet/norm/:id',
  summary: '一家伴生放射性矿企业：各次排查、列入与移出、监测报告、公开',
  access: 'radnet.read',
  params: Id,
  response: NormDetail,
});
export const addNormUnit = route({
  id: 'radnet.addNormUnit',
  method: 'POST',
  path: '/api/radnet/norm',
  summary: '登记一家待排查的企业（选自登记企业）',
  access: 'radnet.manage',
  scope: 'unit',
  body: Type.Object({ enterpriseId: Key, mineral: words(1, 40) }),
  response: NormDetail,
});
export const actOnNormUnit = route({
  id: 'radnet.actOnNormUnit',
  method: 'POST',
  path: '/api/radnet/norm/:id/acts',
  summary: '办理：排查、公示、列入、年度监测、公开、拟移出、保留、移出；次序不合的拒绝并说明',
  access: 'radnet.manage',
  scope: 'unit',
  params: Id,
  body: NormAct,
  response: NormDetail,
});
export const listOpenNormUnits = route({
  id: 'radnet.listOpenNormUnits',
  method: 'GET',
  path: '/api/portal/radiation/norm',
  summary: '公开：伴生放射性矿名录（公示中、已列入）与其监测信息公开情况',
  access: 'public',
  response: Type.Object({
    units: Type.Array(
      Type.Object({
        name: Type.String(),
        unitPath: Type.String(),
        mineral: Type.String(),
        state: NormState,
        listedOn: orNull(Day),
        disclosed: NormUnit.properties.disclosed,
        simulated: Type.Boolean(),
      }),
    ),
  }),
});

// ------------------------------------------------------------------ legacy points of uranium exploration

/** 登记, 调查, 方案, 治理, 验收, 长期监护. */
export const LEGACY_STATES = ['registered', 'surveyed', 'planned', 'treated', 'accepted', 'care'] as const;
export const LegacyState = Type.Enum([...LEGACY_STATES]);
export type LegacyState = Static<typeof LegacyState>;
/** 坑道竖井, 废石堆, 尾矿, 钻孔. */
export const LEGACY_KINDS = ['working', 'heap', 'tailings', 'hole'] as const;
export const LegacyKind = Type.Enum([...LEGACY_KINDS]);

export const LegacyAct = Type.Union([
  Type.Object({
    act: Type.Literal('survey'),
    on,
    /** Highest of the grid, nGy/h. */
    gamma: Type.Number({ minimum: 0, maximum: 1e6 }),
    /** Bq/(m²·s) */
    radon: orNull(Type.Number({ minimum: 0, maximum: 1e4 })),
    note: words(1, 1_000),
  }),
  Type.Object({ act: Type.Literal('plan'), on, document: words(1, 100), note: words(1, 1_000) }),
  Type.Object({ act: Type.Literal('treat'), on, note: words(1, 1_000) }),
  Type.Object({
    act: Type.Literal('accept'),
    on,
    document: words(1, 100),
    landUse: words(1),
    nextLook: Day,
  }),
  Type.Object({
    act: Type.Literal('look'),
    on,
    gamma: Type.Number({ minimum: 0, maximum: 1e6 }),
    note: words(1, 1_000),
    nextLook: Day,
  }),
]);
export type LegacyAct = Static<typeof LegacyAct>;

export const LegacyPoint = Type.Object({
  id: Type.Integer(),
  unitPath: Type.String(),
  name: Type.String(),
  kind: LegacyKind,
  lon: Type.Number(),
  lat: Type.Number(),
  state: LegacyState,
  /** The newest highest dose rate, nGy/h. */
  gamma: orNull(Type.Number()),
  landUse: orNull(Type.String()),
  nextLook: orNull(Day),
  overdue: Type.Boolean(),
  simulated: Type.Boolean(),
});
export type LegacyPoint = Static<typeof LegacyPoint>;
export const LegacyDetail = Type.Object({
  ...LegacyPoint.properties,
  steps: Type.Array(step(LegacyAct)),
  acts: Type.Array(Type.String()),
});
export type LegacyDetail = Static<typeof LegacyDetail>;

export const listLegacyPoints = route({
  id: 'radnet.listLegacyPoints',
  method: 'GET',
  path: '/api/radnet/legacy',
  summary: '铀矿地质勘探遗留点：治理状态、下次巡查',
  access: 'radnet.read',
  ...page,
  response: Type.Object({ points: Type.Array(LegacyPoint), before: orNull(Type.Integer()) }),
});
export const getLegacyPoint = route({
  id: 'radnet.getLegacyPoint',
  method: 'GET',
  path: '/api/radnet/legacy/:id',
  summary: '一处遗留点：调查、方案、治理、验收、长期监护',
  access: 'radnet.read',
  params: Id,
  response: LegacyDetail,
});
export const addLegacyPoint = route({
  id: 'radnet.addLegacyPoint',
  method: 'POST',
  path: '/api/radnet/legacy',
  summary: '登记一处遗留点',
  access: 'radnet.manage',
  scope: 'unit',
  body: Type.Object({
    unitPath: UnitPath,
    name: words(1, 100),
    kind: LegacyKind,
    lon: Type.Number({ minimum: -180, maximum: 180 }),
    lat: Type.Number({ minimum: -90, maximum: 90 }),
  }),
  response: LegacyDetail,
});
export const actOnLegacyPoint = route({
  id: 'radnet.actOnLegacyPoint',
  method: 'POST',
  path: '/api/radnet/legacy/:id/acts',
  summary: '办理遗留点的一个环节；次序不合的拒绝并说明',
  access: 'radnet.manage',
  scope: 'unit',
  params: Id,
  body: LegacyAct,
  response: LegacyDetail,
});
