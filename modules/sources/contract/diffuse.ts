import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { DateText, Id, Instant, Mode, orNull, SheetReport, UnitPath, Year } from './parts.ts';

export const LOAD_ITEMS = ['COD', 'TN', 'TP', 'NH3-N'] as const;
export const COEFFICIENT_KINDS = ['crop', 'fertiliser', 'livestock', 'loss'] as const;

const facts = {
  name: plainText(80, 1),
  /** 流域：塔里木河、伊犁河 … */
  basin: plainText(80, 1),
  areaKm2: Type.Number({ exclusiveMinimum: 0, maximum: 1_000_000 }),
  unitPath: UnitPath,
};
export const CatchmentInput = Type.Object(facts);
export type CatchmentInput = Static<typeof CatchmentInput>;

const amount = Type.Number({ minimum: 0, maximum: 1_000_000_000 });
/** What is farmed in a catchment in a year. */
export const Activity = Type.Object({
  crops: Type.Array(Type.Object({ name: plainText(40, 1), hectares: amount }), { maxItems: 40 }),
  /** Pure nutrient (折纯), t. */
  fertiliserN: orNull(amount),
  fertiliserP: orNull(amount),
  livestock: Type.Array(
    Type.Object({
      name: plainText(40, 1),
      heads: amount,
      treatedShare: orNull(Type.Number({ minimum: 0, maximum: 1 })),
    }),
    { maxItems: 40 },
  ),
});
export type Activity = Static<typeof Activity>;

/** kg a year by item; null: nothing of it can be told. */
const Loads = Type.Record(Type.String(), orNull(Type.Number()));
export const YearLoad = Type.Object({
  year: Type.Integer(),
  loads: Loads,
  missing: Type.Array(Type.String()),
  verified: Type.Boolean(),
});
export type YearLoad = Static<typeof YearLoad>;
export const Catchment = Type.Object({
  ...facts,
  id: Type.Integer(),
  simulated: Type.Boolean(),
  /** Every year that there are figures of, newest first. */
  years: Type.Array(YearLoad),
});
export type Catchment = Static<typeof Catchment>;

export const listCatchments = route({
  id: 'sources.listCatchments',
  method: 'GET',
  path: '/api/sources/catchments',
  summary: '农业面源：各流域单元逐年负荷估算（输出系数法）',
  access: 'sources.read',
  query: Type.Object({ unitPath: Type.Optional(UnitPath) }),
  response: Type.Object({ catchments: Type.Array(Catchment) }),
});
const Step = Type.Object({
  of: Type.String(),
  rule: Type.String(),
  formula: Type.String(),
  result: orNull(Type.Union([Type.String(), Type.Number()])),
});
export const CatchmentYear = Type.Object({
  ...YearLoad.properties,
  revision: Type.Integer(),
  activity: Activity,
  source: orNull(Type.String()),
  by: Type.String(),
  at: Instant,
  parts: Type.Array(
    Type.Object({ kind: Type.String(), name: Type.String(), item: Type.String(), kg: Type.Number() }),
  ),
  steps: Type.Array(Step),
});
export type CatchmentYear = Static<typeof CatchmentYear>;
export const getCatchment = route({
  id: 'sources.getCatchment',
  method: 'GET',
  path: '/api/sources/catchments/:id',
  summary: '一个流域单元：活动水平、负荷与计算步骤',
  access: 'sources.read',
  params: Id,
  response: Type.Object({ catchment: Catchment, years: Type.Array(CatchmentYear) }),
});
export const createCatchment = route({
  id: 'sources.createCatchment',
  method: 'POST',
  path: '/api/sources/catchments',
  summary: '登记流域单元',
  access: 'sources.write',
  scope: 'unit',
  body: CatchmentInput,
  response: Type.Object({ id: Type.Integer() }),
});
export const updateCatchment = route({
  id: 'sources.updateCatchment',
  method: 'PUT',
  path: '/api/sources/catchments/:id',
  summary: '更正流域单元',
  access: 'sources.write',
  scope: 'unit',
  params: Id,
  body: CatchmentInput,
  response: Type.Object({ id: Type.Integer() }),
});
export const putActivity = route({
  id: 'sources.putActivity',
  method: 'PUT',
  path: '/api/sources/catchments/:id/activity/:year',
  summary: '填报一年的农业活动水平；改动成为新的一版',
  access: 'sources.write',
  scope: 'unit',
  params: Type.Object({ id: Id.properties.id, year: Year }),
  body: Type.Object({ ...Activity.properties, source: orNull(plainText(200)) }),
  response: Type.Object({ revision: Type.Integer() }),
});
export const activityTemplate = route({
  id: 'sources.activityTemplate',
  method: 'GET',
  path: '/api/sources/diffuse/template',
  summary: '农业活动水平表（XLSX）',
  access: 'sources.read',
});
export const importActivity = route({
  id: 'sources.importActivity',
  method: 'POST',
  path: '/api/sources/diffuse/import',
  summary: '导入农业活动水平（XLSX）；有错则全部不入库',
  access: 'sources.write',
  scope: 'unit',
  query: Mode,
  bodyKind: 'multipart',
  response: SheetReport,
});

export const CoefficientInput = Type.Object({
  unitPath: UnitPath,
  kind: Type.Enum([...COEFFICIENT_KINDS]),
  name: plainText(40, 1),
  item: Type.Enum([...LOAD_ITEMS]),
  value: Type.Number({ minimum: 0, maximum: 100_000 }),
  source: plainText(300, 2),
  effectiveFrom: DateText,
});
export type CoefficientInput = Static<typeof CoefficientInput>;
export const Coefficient = Type.Object({
  /** Null: a national one. */
  id: orNull(Type.Integer()),
  unitPath: orNull(Type.String()),
  kind: Type.String(),
  name: Type.String(),
  item: Type.String(),
  value: Type.Number(),
  unit: Type.String(),
  source: Type.String(),
  /** `local` for what an administrator set. */
  confidence: Type.String(),
  effectiveFrom: DateText,
  effectiveTo: orNull(DateText),
});
export type Coefficient = Static<typeof Coefficient>;
export const listCoefficients = route({
  id: 'sources.listCoefficients',
  method: 'GET',
  path: '/api/sources/coefficients',
  summary: '面源输出系数：全国默认与本地，含来源与可信度',
  access: 'sources.read',
  response: Type.Object({ coefficients: Type.Array(Coefficient) }),
});
export const createCoefficient = route({
  id: 'sources.createCoefficient',
  method: 'POST',
  path: '/api/sources/coefficients',
  summary: '设定本地系数（自某日起；同一系数的前一条随之截止）',
  access: 'sources.coefficients',
  scope: 'unit',
  body: CoefficientInput,
  response: Type.Object({ id: Type.Integer() }),
});
export const endCoefficient = route({
  id: 'sources.endCoefficient',
  method: 'POST',
  path: '/api/sources/coefficients/:id/end',
  summary: '截止一条本地系数',
  access: 'sources.coefficients',
  scope: 'unit',
  params: Id,
  body: Type.Object({ effectiveTo: DateText }),
  response: Type.Object({ id: Type.Integer() }),
});
