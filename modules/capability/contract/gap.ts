import { route, type Static, Type } from '@tarim/platform/contract';
import { HierarchyName, UnitLevel } from '@tarim/region/contract';
import { Day, Field, Id, Instant, orNull, Sheet, UnitPath } from './parts.ts';

export const GapCell = Type.Object({
  code: Type.String(),
  /** Equipment in use that counts. */
  have: Type.Integer(),
  /** Equipment that is there but does not count: under repair, lent, without valid calibration. */
  idle: Type.Integer(),
  /** null: the list asks nothing of a unit of this level. */
  required: orNull(Type.Integer()),
  short: Type.Integer(),
});
export type GapCell = Static<typeof GapCell>;

export const GapUnit = Type.Object({
  unitPath: Type.String(),
  name: Type.String(),
  level: UnitLevel,
  hierarchy: HierarchyName,
  /** People who count where a quantity is per officer. */
  officers: Type.Integer(),
  /** Which version of the list holds for it; null: none does. */
  listId: orNull(Type.Integer()),
  cells: Type.Array(GapCell),
  /** Items of which it has too few. */
  short: Type.Integer(),
});
export type GapUnit = Static<typeof GapUnit>;

/** Required against there (缺口): the unit asked about, and those right below it. */
export const Gap = Type.Object({
  field: Field,
  unitPath: Type.String(),
  on: Day,
  /** Columns of the matrix: all items of the lists that hold for the units. */
  items: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), counted: Type.String() })),
  /** The lists that were applied. */
  lists: Type.Array(
    Type.Object({
      id: Type.Integer(),
      unitPath: Type.String(),
      version: Type.Integer(),
      effectiveFrom: Day,
      source: Type.String(),
      simulated: Type.Boolean(),
    }),
  ),
  units: Type.Array(GapUnit),
  simulated: Type.Boolean(),
});
export type Gap = Static<typeof Gap>;

const asked = { field: Field, unit: UnitPath, on: Type.Optional(Day) };

export const getGap = route({
  id: 'capability.getGap',
  method: 'GET',
  path: '/api/capability/gap',
  summary: '装备缺口：所选单元与其下一级，按当日有效的配备标准与在用、检定有效的装备',
  access: 'capability.read',
  query: Type.Object(asked),
  response: Gap,
});

export const exportGap = route({
  id: 'capability.exportGap',
  method: 'GET',
  path: '/api/capability/gap/export',
  summary: '导出装备缺口为 XLSX 或 CSV',
  access: 'capability.read',
  query: Type.Object({ ...asked, format: Sheet }),
});

export const GapReportSummary = Type.Object({
  id: Type.Integer(),
  unitPath: Type.String(),
  field: Field,
  on: Day,
  lists: Type.Array(Type.Object({ id: Type.Integer(), version: Type.Integer() })),
  units: Type.Integer(),
  shortUnits: Type.Integer(),
  /** Pieces missing in all. */
  missing: Type.Integer(),
  by: Type.String(),
  at: Instant,
  simulated: Type.Boolean(),
});
export type GapReportSummary = Static<typeof GapReportSummary>;

export const listReports = route({
  id: 'capability.listReports',
  method: 'GET',
  path: '/api/capability/reports',
  summary: '已存的缺口报告，最新在前',
  access: 'capability.read',
  query: Type.Object({
    field: Type.Optional(Field),
    unit: Type.Optional(UnitPath),
    before: Type.Optional(Type.Integer({ minimum: 1 })),
  }),
  response: Type.Object({ reports: Type.Array(GapReportSummary), before: orNull(Type.Integer()) }),
});

export const getReport = route({
  id: 'capability.getReport',
  method: 'GET',
  path: '/api/capability/reports/:id',
  summary: '一份已存的缺口报告：当时的标准与台账，不再改变',
  access: 'capability.read',
  params: Id,
  response: Type.Object({ ...GapReportSummary.properties, gap: Gap }),
});

export const keepReport = route({
  id: 'capability.keepReport',
  method: 'POST',
  path: '/api/capability/reports',
  summary: '存下一份缺口报告，供日后对比',
  access: 'capability.manage',
  scope: 'unit',
  body: Type.Object({ field: Field, unitPath: UnitPath, on: Day }),
  response: GapReportSummary,
});
