import { plainText, route, SheetReport, type Static, Type } from '@tarim/platform/contract';
import { Code, Instant, orNull, UnitPath } from './parts.ts';

/** Whose a yearly figure is: of a red-line unit, a protected area, or a unit of administration. */
export const YEARLY_KINDS = ['redline', 'protected', 'unit'] as const;
export type YearlyKind = (typeof YEARLY_KINDS)[number];
const YearlyKind = Type.Enum([...YEARLY_KINDS]);
/** Satellite records of yearly figures begin here. */
export const FIRST_YEAR = 2000;
export const Year = Type.Integer({ minimum: FIRST_YEAR, maximum: 2100 });

/** 指标登记: name, unit, direction and range of a yearly indicator. */
export const Indicator = Type.Object({
  code: Type.String(),
  names: Type.Object({ zh: Type.String(), en: Type.String() }),
  unit: Type.String(),
  better: Type.Enum(['more', 'less']),
  low: Type.Number(),
  high: Type.Number(),
  /** `import`: brought in files; the others are made by the platform. */
  source: Type.Enum(['import', 'computed', 'scene', 'patch']),
  basis: Type.String(),
});
export type Indicator = Static<typeof Indicator>;

/** Weights and cut points of the EQI in force, and how far they are to be trusted. */
export const EqiTable = Type.Object({
  standard: Type.String(),
  title: Type.String(),
  version: Type.Integer(),
  effectiveFrom: orNull(Type.String()),
  confidence: Type.String(),
  weights: Type.Record(Type.String(), Type.Number()),
  /** Least EQI of each class, the best first. */
  classes: Type.Array(orNull(Type.Number())),
  changes: Type.Array(Type.Number()),
});
export type EqiTable = Static<typeof EqiTable>;

export const listIndicators = route({
  id: 'redline.listIndicators',
  method: 'GET',
  path: '/api/redline/indicators',
  summary: '年度指标登记（名称、单位、方向、取值范围）与 EQI 权重、分级及其可信程度',
  access: 'redline.read',
  response: Type.Object({ indicators: Type.Array(Indicator), eqi: EqiTable }),
});

export const indicatorTemplate = route({
  id: 'redline.indicatorTemplate',
  method: 'GET',
  path: '/api/redline/indicators/template',
  summary: '年度指标填报表（XLSX）',
  access: 'redline.read',
});
export const importIndicators = route({
  id: 'redline.importIndicators',
  method: 'POST',
  path: '/api/redline/indicators/import',
  summary: '导入年度指标（XLSX、CSV）；有错则全部不入库，已有的数值成为新修订，旧值保留',
  access: 'redline.record',
  scope: 'unit',
  query: Type.Object({
    mode: Type.Enum(['check', 'commit']),
    /** 数据来源: product, model or report. */
    origin: plainText(200, 2),
    simulated: Type.Optional(Type.Boolean()),
  }),
  bodyKind: 'multipart',
  response: SheetReport,
});

export const IndicatorImport = Type.Object({
  id: Type.Integer(),
  sha256: Type.String(),
  fileName: Type.String(),
  origin: Type.String(),
  /** Rows of the file; figures that were new. */
  rows: Type.Integer(),
  added: Type.Integer(),
  simulated: Type.Boolean(),
  by: Type.String(),
  at: Instant,
});
export type IndicatorImport = Static<typeof IndicatorImport>;
export const listIndicatorImports = route({
  id: 'redline.listIndicatorImports',
  method: 'GET',
  path: '/api/redline/indicators/imports',
  summary: '年度指标导入记录，最新在前',
  access: 'redline.read',
  response: Type.Object({ imports: Type.Array(IndicatorImport) }),
});

/** A figure with every revision it had, the newest first: the first counts. */
export const YearlyFigure = Type.Object({
  indicator: Type.String(),
  year: Type.Integer(),
  value: Type.Number(),
  simulated: Type.Boolean(),
  revisions: Type.Array(
    Type.Object({
      id: Type.Integer(),
      revision: Type.Integer(),
      value: Type.Number(),
      import: IndicatorImport,
    }),
  ),
});
export type YearlyFigure = Static<typeof YearlyFigure>;

export const EqiOfYear = Type.Object({
  year: Type.Integer(),
  value: Type.Number(),
  /** 一类 (1) to 五类 (5) */
  class: Type.Integer(),
  /** From its four parts, or as it was brought. */
  computed: Type.Boolean(),
  formula: orNull(Type.String()),
  rule: Type.String(),
  /** From the year before that has one. */
  change: orNull(
    Type.Object({
      from: Type.Integer(),
      difference: Type.Number(),
      /** 基本稳定 (0), 轻微 (1), 一般 (2), 明显 (3) */
      size: Type.Integer(),
      direction: Type.Enum(['better', 'worse', 'same']),
    }),
  ),
});
export type EqiOfYear = Static<typeof EqiOfYear>;

export const getYearly = route({
  id: 'redline.getYearly',
  method: 'GET',
  path: '/api/redline/yearly/:kind/:code',
  summary: '一个片区或行政单元的年度指标（含历次修订与来源文件）、EQI 及其年际变化',
  access: 'redline.read',
  params: Type.Object({ kind: YearlyKind, code: Code }),
  response: Type.Object({
    figures: Type.Array(YearlyFigure),
    eqi: Type.Array(EqiOfYear),
    /** The unit of administration it lies in, where that has an EQI of its own. */
    unit: orNull(Type.Object({ code: Type.String(), unitPath: Type.String(), eqi: Type.Array(EqiOfYear) })),
  }),
});

const Change = Type.Object({ before: orNull(Type.Number()), now: orNull(Type.Number()) });
export const YearlyRow = Type.Object({
  kind: YearlyKind,
  code: Type.String(),
  /** Null: a unit of administration, which the reader's catalogue names. */
  name: orNull(Type.String()),
  unitPath: Type.String(),
  values: Type.Record(Type.String(), Change),
  eqi: orNull(EqiOfYear),
  simulated: Type.Boolean(),
});
export type YearlyRow = Static<typeof YearlyRow>;
export const listYearly = route({
  id: 'redline.listYearly',
  method: 'GET',
  path: '/api/redline/yearly',
  summary: '各片区、行政单元某年的年度指标与 EQI，及与另一年之比',
  access: 'redline.read',
  query: Type.Object({
    kind: Type.Optional(YearlyKind),
    unitPath: Type.Optional(UnitPath),
    /** The newest year there is when absent. */
    year: Type.Optional(Year),
    /** The year before when absent. */
    against: Type.Optional(Year),
  }),
  response: Type.Object({
    year: orNull(Type.Integer()),
    against: orNull(Type.Integer()),
    years: Type.Array(Type.Integer()),
    rows: Type.Array(YearlyRow),
  }),
});
