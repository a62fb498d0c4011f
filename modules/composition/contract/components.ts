import { route, type Static, Type } from '@tarim/platform/contract';
import {
  Instant,
  IntegerOrNull,
  NumberOrNull,
  orNull,
  Period,
  StationName,
  StringOrNull,
  Temperature,
  Unit,
} from './parts.ts';

const Rule = Type.Object({ standard: Type.String(), version: Type.String(), confidence: Type.String() });
/** Figures in the order of `groups` of the answer; null: nothing was measured. */
const ByGroup = Type.Array(NumberOrNull);

export const ComponentMoment = Type.Object({
  /** Start of the hour or the day. */
  time: Instant,
  /** Hours that are in it. */
  hours: Type.Integer(),
  groups: ByGroup,
  total: NumberOrNull,
  /** Ozone formation potential, µg/m³. */
  ofp: NumberOrNull,
  toluene: NumberOrNull,
  benzene: NumberOrNull,
});
export type ComponentMoment = Static<typeof ComponentMoment>;

export const SpeciesFigures = Type.Object({
  key: Type.String(),
  nameZh: Type.String(),
  nameEn: Type.String(),
  group: Type.String(),
  mean: NumberOrNull,
  max: NumberOrNull,
  ofp: NumberOrNull,
  ofpShare: NumberOrNull,
  mir: NumberOrNull,
  /** Hours with a figure, below detection among them. */
  hours: Type.Integer(),
  below: Type.Integer(),
});
export type SpeciesFigures = Static<typeof SpeciesFigures>;

export const GroupFigures = Type.Object({
  group: Type.String(),
  species: Type.Integer(),
  mean: NumberOrNull,
  share: NumberOrNull,
  ofp: NumberOrNull,
  ofpShare: NumberOrNull,
  /** Figures that a full period has of these species: species × hours. */
  due: Type.Integer(),
  measured: Type.Integer(),
  below: Type.Integer(),
});
export type GroupFigures = Static<typeof GroupFigures>;

export const ComponentRatio = Type.Object({
  name: Type.String(),
  value: NumberOrNull,
  hint: StringOrNull,
});

/** VOC components of a station in a period, worked out from its hours when asked. */
export const components = route({
  id: 'composition.components',
  method: 'GET',
  path: '/api/composition/components',
  summary: '组分站时段：分类序列、占比、OFP、日变化、特征比值、完整率',
  access: 'composition.read',
  query: Type.Object({
    ...Period,
    grain: Type.Optional(Type.Enum(['hour', 'day'])),
    /** Of the figures; OFP is always µg/m³ at the temperature. */
    unit: Type.Optional(Unit),
    temperature: Type.Optional(Temperature),
  }),
  response: Type.Object({
    station: StationName,
    from: Type.String(),
    to: Type.String(),
    grain: Type.Enum(['hour', 'day']),
    unit: Unit,
    temperature: Type.Number(),
    /** Hours of the period that are over, and those with data. */
    due: Type.Integer(),
    present: Type.Integer(),
    simulated: Type.Boolean(),
    groups: Type.Array(GroupFigures),
    total: NumberOrNull,
    ofp: NumberOrNull,
    species: Type.Array(SpeciesFigures),
    series: Type.Array(ComponentMoment),
    /** Means of each hour of the day, 0 … 23. */
    diurnal: Type.Array(Type.Object({ hour: Type.Integer(), groups: ByGroup, total: NumberOrNull })),
    ratios: Type.Array(ComponentRatio),
    withoutMir: Type.Array(Type.String()),
    rules: Type.Array(Rule),
  }),
});

/** How figures came about: of one hour, or of the means of the period. */
export const explainComponents = route({
  id: 'composition.explainComponents',
  method: 'GET',
  path: '/api/composition/explain',
  summary: '组分数值的来历：逐步列式、原文件、修订',
  access: 'composition.read',
  query: Type.Object({
    ...Period,
    /** Start of an hour; absent: the means of the period. */
    time: Type.Optional(Instant),
    unit: Type.Optional(Unit),
    temperature: Type.Optional(Temperature),
  }),
  response: Type.Object({
    station: StationName,
    time: orNull(Instant),
    from: Type.String(),
    to: Type.String(),
    temperature: Type.Number(),
    means: Type.Array(
      Type.Object({
        key: Type.String(),
        hours: Type.Integer(),
        below: Type.Integer(),
        ppbv: Type.Number(),
      }),
    ),
    steps: Type.Array(
      Type.Object({
        of: Type.String(),
        rule: Type.String(),
        formula: Type.String(),
        result: orNull(Type.Union([Type.String(), Type.Number()])),
      }),
    ),
    problems: Type.Array(Type.Object({ code: Type.String(), message: Type.String() })),
    rules: Type.Array(Rule),
    uploads: Type.Array(
      Type.Object({
        id: Type.Integer(),
        name: Type.String(),
        sha256: Type.String(),
        unit: Unit,
        temperature: IntegerOrNull,
        by: Type.String(),
        at: Instant,
        row: IntegerOrNull,
      }),
    ),
    revisions: Type.Array(
      Type.Object({
        revision: Type.Integer(),
        replacedAt: Instant,
        changes: Type.Array(Type.Object({ key: Type.String(), before: StringOrNull, after: StringOrNull })),
      }),
    ),
  }),
});

export const exportComponents = route({
  id: 'composition.exportComponents',
  method: 'GET',
  path: '/api/composition/export',
  summary: '组分小时数据导出（XLSX、CSV），一行一小时，一列一物种',
  access: 'composition.read',
  query: Type.Object({
    ...Period,
    unit: Type.Optional(Unit),
    temperature: Type.Optional(Temperature),
    format: Type.Enum(['xlsx', 'csv']),
  }),
});
