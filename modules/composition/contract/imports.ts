import { Int4Id, plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Instant, IntegerOrNull, orNull, StringOrNull, Temperature, Unit } from './parts.ts';

/** `row` is as the office program numbers it: the heading is 1; of a call by machine the first row is 1. */
export const FileProblem = Type.Object({
  sheet: Type.String(),
  row: Type.Integer(),
  column: StringOrNull,
  code: Type.String(),
  message: Type.String(),
});
export type FileProblem = Static<typeof FileProblem>;

export const ComponentReport = Type.Object({
  committed: Type.Boolean(),
  uploadId: IntegerOrNull,
  rows: Type.Integer(),
  stations: Type.Integer(),
  species: Type.Integer(),
  below: Type.Integer(),
  first: orNull(Instant),
  last: orNull(Instant),
  created: Type.Integer(),
  changed: Type.Integer(),
  unchanged: Type.Integer(),
  /** Figures that say something else by now; at most 200 are listed. What an hour said before becomes a revision. */
  changes: Type.Array(
    Type.Object({
      stationName: Type.String(),
      time: Instant,
      species: Type.String(),
      before: StringOrNull,
      after: StringOrNull,
    }),
  ),
  /** With any of these nothing is brought in. */
  problems: Type.Array(FileProblem),
});
export type ComponentReport = Static<typeof ComponentReport>;

const Mode = Type.Enum(['check', 'import']);

/** `check` tells what would happen; `import` brings in a file without any problem. */
export const importComponents = route({
  id: 'composition.importComponents',
  method: 'POST',
  path: '/api/composition/import',
  summary: '导入组分小时数据（XLSX、CSV），逐行报告',
  access: 'composition.write',
  scope: 'unit',
  bodyKind: 'multipart',
  query: Type.Object({
    mode: Mode,
    /** What the figures of the file are. */
    unit: Unit,
    /** Of µg/m³. */
    temperature: Type.Optional(Temperature),
  }),
  response: ComponentReport,
});

export const ComponentRowInput = Type.Object({
  /** Code or name of the station. */
  station: plainText(120, 1),
  /** Start of the hour: `2026-11-25T13:00:00+08:00`, or Beijing wall time `2026-11-25 13:00`. */
  time: plainText(40, 1),
  /** By name, symbol, CAS number or code of HJ 212: a figure, `<0.02` or `ND` below detection. */
  values: Type.Record(
    Type.String({ maxLength: 80 }),
    Type.Union([Type.Number(), plainText(20), Type.Null()]),
    {
      maxProperties: 200,
    },
  ),
});
export type ComponentRowInput = Static<typeof ComponentRowInput>;

/** The same by a station's own system, with an API key of the scope `composition`. */
export const postComponents = route({
  id: 'composition.postComponents',
  method: 'POST',
  path: '/api/composition/hours',
  summary: '组分站系统推送小时数据',
  access: 'api-key:composition',
  query: Type.Object({ mode: Type.Optional(Mode) }),
  body: Type.Object({
    unit: Unit,
    temperature: Type.Optional(Temperature),
    rows: Type.Array(ComponentRowInput, { minItems: 1, maxItems: 2_000 }),
  }),
  response: ComponentReport,
});

export const componentTemplate = route({
  id: 'composition.componentTemplate',
  method: 'GET',
  path: '/api/composition/import/template',
  summary: '组分小时数据导入模板（XLSX）',
  access: 'composition.write',
  scope: 'unit',
});

export const ComponentUpload = Type.Object({
  id: Type.Integer(),
  sha256: Type.String(),
  name: Type.String(),
  via: Type.Enum(['file', 'api']),
  at: Instant,
  by: Type.String(),
  unit: Unit,
  temperature: IntegerOrNull,
  stations: Type.Array(Type.String()),
  first: Instant,
  last: Instant,
  rows: Type.Integer(),
  created: Type.Integer(),
  changed: Type.Integer(),
  simulated: Type.Boolean(),
});
export type ComponentUpload = Static<typeof ComponentUpload>;

export const listUploads = route({
  id: 'composition.listUploads',
  method: 'GET',
  path: '/api/composition/uploads',
  summary: '组分数据的各次导入',
  access: 'composition.read',
  response: Type.Object({ uploads: Type.Array(ComponentUpload) }),
});

export const uploadFile = route({
  id: 'composition.uploadFile',
  method: 'GET',
  path: '/api/composition/uploads/:id/file',
  summary: '一次导入的原文件',
  access: 'composition.read',
  params: Type.Object({ id: Int4Id }),
});
