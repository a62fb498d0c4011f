import { route, type Static, Type } from '@tarim/platform/contract';
import {
  broughtBy,
  Mode,
  orNull,
  Remark,
  Rule,
  SheetReport,
  SourceText,
  Step,
  UnitCode,
  UnitPath,
  Year,
} from './parts.ts';

/** EI: HJ 192-2015 生态环境状况指数. EQI: 环监测〔2021〕99号 区域生态质量指数. */
export const METHODS = ['EI', 'EQI'] as const;
export type Method = (typeof METHODS)[number];
const MethodName = Type.Enum([...METHODS]);

/** Sub-indices of each method, as science names them. */
export const SUB_INDICES: Readonly<Record<Method, readonly string[]>> = {
  EI: ['bio', 'veg', 'water', 'land_stress', 'pollution_load'],
  EQI: ['pattern', 'function', 'biodiversity', 'stress'],
};
/** Habitat classes of HJ 192 (生境类型): 其他 stands in two groups and carries the group's name. */
export const HABITATS = [
  '有林地',
  '灌木林地',
  '疏林地和其他林地',
  '高覆盖',
  '中覆盖',
  '低覆盖',
  '河流(渠)',
  '湖泊(库)',
  '滩涂湿地',
  '永久性冰川雪地',
  '水田',
  '旱地',
  '城镇',
  '农村居民点',
  '其他_built',
  '沙地',
  '盐碱地',
  '裸土地',
  '裸岩石砾',
  '其他_unused',
] as const;
export const STRESSES = ['severe_erosion', 'moderate_erosion', 'built_up', 'other'] as const;
export const EMISSIONS = ['COD', 'NH3-N', 'SO2', 'dust', 'NOx', 'solid waste dumped'] as const;
export const EVENTS = ['moderate', 'serious'] as const;

const figure = Type.Number({ minimum: 0, maximum: 1_000_000_000_000 });
const figures = (most: number) =>
  Type.Record(Type.String({ maxLength: 40 }), figure, { maxProperties: most });
const opt = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Optional(orNull(schema));

/** What an evaluation is made of. Areas km², lengths km, water million m³, emissions t, precipitation as a volume, million m³ (区域年降水总量). */
export const StatusInput = Type.Object({
  /** 国土面积: for EI the denominator, for both the weight of a unit in shares of area. */
  area: opt(figure),
  /** EQI that somebody else made. */
  eqi: opt(Type.Number({ minimum: 0, maximum: 100 })),
  /** What is given is not computed. */
  indices: Type.Optional(figures(5)),
  habitat: Type.Optional(figures(20)),
  BI: opt(figure),
  /** × 10 000 */
  ndvi: opt(figure),
  river_km: opt(figure),
  lake_km2: opt(figure),
  water: opt(figure),
  water_mean: opt(figure),
  stress: Type.Optional(figures(4)),
  emissions: Type.Optional(figures(6)),
  precipitation: opt(figure),
  event: opt(Type.Enum([...EVENTS])),
});
export type StatusInput = Static<typeof StatusInput>;

/** 变化分级 against another year. */
export const Change = Type.Object({
  against: Type.Integer(),
  previous: Type.Number(),
  difference: Type.Number(),
  /** 无明显变化 … 显著变化 (EI), 基本稳定 … 明显变化 (EQI). */
  zh: Type.String(),
  direction: Type.Enum(['better', 'worse', 'same']),
});
export type Change = Static<typeof Change>;

const judged = {
  value: Type.Number(),
  /** 优 … 差 (EI), 一类 … 五类 (EQI); an event has lowered it already. */
  grade: Type.String(),
  indices: Type.Record(Type.String(), Type.Number()),
};
export const UnitStatus = Type.Object({
  code: UnitCode,
  path: UnitPath,
  level: Type.String(),
  hierarchy: Type.String(),
  area: orNull(Type.Number()),
  ...judged,
  event: orNull(Type.Enum([...EVENTS])),
  change: orNull(Change),
  revision: Type.Integer(),
  simulated: Type.Boolean(),
});
export type UnitStatus = Static<typeof UnitStatus>;

/** Why a prefecture or a division has no index of its own figures; `missing` counts what lacks. */
export const ROLLUP_REASONS = [
  'method',
  'no-county',
  'counties-missing',
  'figures-missing',
  'field-index',
] as const;
/** A prefecture or a division (地州市、师): entered as such, or computed of all its counties' figures together. */
export const Rollup = Type.Object({
  code: UnitCode,
  path: UnitPath,
  hierarchy: Type.String(),
  /** `entered`: its own input; `summed`: the formula on the summed figures of all its counties. */
  basis: Type.Enum(['entered', 'summed', 'none']),
  value: orNull(Type.Number()),
  grade: orNull(Type.String()),
  indices: Type.Record(Type.String(), Type.Number()),
  change: orNull(Change),
  reason: orNull(Type.Enum([...ROLLUP_REASONS])),
  /** Counties it has, and how many of them lack what the computation needs. */
  counties: Type.Integer(),
  lacking: Type.Integer(),
});
export type Rollup = Static<typeof Rollup>;

export const Grade = Type.Object({ zh: Type.String(), ge: orNull(Type.Number()) });

export const listStatus = route({
  id: 'ecology.listStatus',
  method: 'GET',
  path: '/api/ecology/status',
  summary: '生态质量：一年各县市区的指数、分级、与另一年的变化，及地州市、师的汇总',
  access: 'ecology.read',
  query: Type.Object({
    method: MethodName,
    /** Absent: the newest year there is. */
    year: Type.Optional(Year),
    /** Absent: the year before it that there is. */
    against: Type.Optional(Year),
    unitPath: Type.Optional(UnitPath),
  }),
  response: Type.Object({
    method: MethodName,
    year: orNull(Type.Integer()),
    against: orNull(Type.Integer()),
    /** Newest first. */
    years: Type.Array(Type.Integer()),
    grades: Type.Array(Grade),
    units: Type.Array(UnitStatus),
    /** County-level units without an index in the year. */
    without: Type.Integer(),
    rollups: Type.Array(Rollup),
    rules: Type.Array(Rule),
    simulated: Type.Boolean(),
  }),
});

export const StatusRevision = Type.Object({
  year: Type.Integer(),
  ...judged,
  gradeOfIndex: Type.String(),
  input: StatusInput,
  rule: Rule,
  steps: Type.Array(Step),
  remarks: Type.Array(Remark),
  ...broughtBy,
});
export type StatusRevision = Static<typeof StatusRevision>;

export const getStatus = route({
  id: 'ecology.getStatus',
  method: 'GET',
  path: '/api/ecology/status/:code/:method',
  summary: '一个单元的生态质量：逐年分指数、计算步骤与修订',
  access: 'ecology.read',
  params: Type.Object({ code: UnitCode, method: MethodName }),
  response: Type.Object({
    code: UnitCode,
    path: UnitPath,
    grades: Type.Array(Grade),
    /** The newest revision of each year, newest year first. */
    years: Type.Array(StatusRevision),
    /** What was replaced, newest first. */
    replaced: Type.Array(StatusRevision),
  }),
});

export const putStatus = route({
  id: 'ecology.putStatus',
  method: 'PUT',
  path: '/api/ecology/status/:code/:method/:year',
  summary: '填报一个单元一年的生态质量数据并评价；改动成为新的一版',
  access: 'ecology.write',
  scope: 'unit',
  params: Type.Object({ code: UnitCode, method: MethodName, year: Year }),
  body: Type.Object({ input: StatusInput, source: SourceText }),
  response: Type.Object({
    revision: Type.Integer(),
    value: Type.Number(),
    grade: Type.String(),
    /** False: the same as before, nothing was added. */
    added: Type.Boolean(),
  }),
});
export const statusTemplate = route({
  id: 'ecology.statusTemplate',
  method: 'GET',
  path: '/api/ecology/status-template',
  summary: '生态质量填报表（XLSX）',
  access: 'ecology.read',
  query: Type.Object({ method: MethodName }),
});
export const importStatus = route({
  id: 'ecology.importStatus',
  method: 'POST',
  path: '/api/ecology/status-import',
  summary: '导入生态质量数据（XLSX）；有错则全部不入库',
  access: 'ecology.write',
  scope: 'unit',
  query: Type.Object({ method: MethodName, mode: Mode }),
  bodyKind: 'multipart',
  response: SheetReport,
});
