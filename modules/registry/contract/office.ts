import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { orNull } from './objects.ts';

export const exportRegistry = route({
  id: 'registry.export',
  method: 'GET',
  path: '/api/registry/export',
  summary: '导出登记信息（XLSX）',
  access: 'registry.read',
  query: Type.Object({ unitPath: Type.Optional(plainText(120)) }),
});
export const importTemplate = route({
  id: 'registry.importTemplate',
  method: 'GET',
  path: '/api/registry/import/template',
  summary: '导入模板（XLSX）',
  access: 'registry.import',
  scope: 'unit',
});
/** `row` is as the office program numbers it: the heading is 1, and problems of a whole sheet stand there. */
export const RowProblem = Type.Object({
  sheet: Type.String(),
  row: Type.Integer(),
  column: orNull(Type.String()),
  code: Type.String(),
  message: Type.String(),
});
export type RowProblem = Static<typeof RowProblem>;
export const ImportReport = Type.Object({
  committed: Type.Boolean(),
  sheets: Type.Array(
    Type.Object({
      sheet: Type.String(),
      rows: Type.Integer(),
      good: Type.Integer(),
      created: Type.Integer(),
      updated: Type.Integer(),
      unchanged: Type.Integer(),
    }),
  ),
  problems: Type.Array(RowProblem),
  /** What to mind about rows that are good all the same. */
  remarks: Type.Array(RowProblem),
});
/** `mode=check` reads only; `all` takes the file when every row is good; `good` takes the good rows. */
export const importRegistry = route({
  id: 'registry.import',
  method: 'POST',
  path: '/api/registry/import',
  summary: '导入 XLSX，逐行报告',
  access: 'registry.import',
  scope: 'unit',
  bodyKind: 'multipart',
  query: Type.Object({
    mode: Type.Union([Type.Literal('check'), Type.Literal('all'), Type.Literal('good')]),
  }),
  response: ImportReport,
});
/** The uploaded file with a column that says what is wrong, row by row. */
export const importErrorFile = route({
  id: 'registry.importErrors',
  method: 'POST',
  path: '/api/registry/import/errors',
  summary: '导入错误清单（XLSX）',
  access: 'registry.import',
  scope: 'unit',
  bodyKind: 'multipart',
});
