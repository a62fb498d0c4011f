import { Int4Id, plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Instant, IntegerOrNull, NumberOrNull, StringOrNull } from './contract-parts.ts';

/** Who decided which days are of dust: the national centre's list (总站名单), or others. */
export const DustBasis = Type.Union([Type.Literal('official'), Type.Literal('proposed')]);
export type DustBasis = Static<typeof DustBasis>;

/** An upload of daily figures; the file is kept by the SHA-256 of its bytes. */
export const AirUpload = Type.Object({
  id: Type.Integer(),
  sha256: Type.String(),
  name: Type.String(),
  uploadedAt: Instant,
  /** null: the platform itself, for the demonstration. */
  uploadedBy: StringOrNull,
  dustBasis: DustBasis,
  firstDay: Type.String(),
  lastDay: Type.String(),
  rows: Type.Integer(),
  created: Type.Integer(),
  changed: Type.Integer(),
  unchanged: Type.Integer(),
  simulated: Type.Boolean(),
});
export type AirUpload = Static<typeof AirUpload>;

/** `row` is as the office program numbers it: the heading is 1, and problems of the whole file stand there. */
export const AirFileProblem = Type.Object({
  sheet: Type.String(),
  row: Type.Integer(),
  column: StringOrNull,
  code: Type.String(),
  message: Type.String(),
});
export type AirFileProblem = Static<typeof AirFileProblem>;

const Figures = Type.Record(Type.String(), Type.Union([Type.Number(), Type.Boolean(), Type.Null()]));

export const AirImportReport = Type.Object({
  committed: Type.Boolean(),
  uploadId: IntegerOrNull,
  rows: Type.Integer(),
  cities: Type.Integer(),
  firstDay: StringOrNull,
  lastDay: StringOrNull,
  created: Type.Integer(),
  changed: Type.Integer(),
  unchanged: Type.Integer(),
  /** Days that have another figure by now; what they were becomes a revision. At most 200 are listed. */
  changes: Type.Array(
    Type.Object({
      cityCode: Type.String(),
      cityName: Type.String(),
      date: Type.String(),
      before: Figures,
      after: Figures,
    }),
  ),
  /** With any of these nothing is brought in. */
  problems: Type.Array(AirFileProblem),
  remarks: Type.Array(AirFileProblem),
});
export type AirImportReport = Static<typeof AirImportReport>;

/** `check` tells what would happen; `import` brings in a file without any problem. */
export const importAirDays = route({
  id: 'evaluation.importAirDays',
  method: 'POST',
  path: '/api/evaluation/air/import',
  summary: '导入城市空气质量日评价值（XLSX、CSV），逐行报告',
  access: 'evaluation.write',
  scope: 'unit',
  bodyKind: 'multipart',
  query: Type.Object({
    mode: Type.Union([Type.Literal('check'), Type.Literal('import')]),
    dustBasis: Type.Optional(DustBasis),
  }),
  response: AirImportReport,
});

export const airImportTemplate = route({
  id: 'evaluation.airImportTemplate',
  method: 'GET',
  path: '/api/evaluation/air/import/template',
  summary: '城市日评价值导入模板（XLSX）',
  access: 'evaluation.write',
  scope: 'unit',
});

export const listAirUploads = route({
  id: 'evaluation.listAirUploads',
  method: 'GET',
  path: '/api/evaluation/air/uploads',
  summary: '城市日评价值的各次上传',
  access: 'evaluation.read',
  response: Type.Object({ uploads: Type.Array(AirUpload) }),
});

export const airUploadFile = route({
  id: 'evaluation.airUploadFile',
  method: 'GET',
  path: '/api/evaluation/air/uploads/:id/file',
  summary: '一次上传的原文件',
  access: 'evaluation.read',
  params: Type.Object({ id: Int4Id }),
});

/** Code of a unit in a query. */
export const CityCode = Type.String({ minLength: 1, maxLength: 20, pattern: '^[0-9A-Z]+$' });
export const BeijingDate = Type.String({ format: 'date', pattern: '^(19|2[0-9])[0-9]{2}-' });

export const DustMark = Type.Object({
  dust: Type.Boolean(),
  basis: DustBasis,
  reason: Type.String(),
  by: Type.String(),
  at: Instant,
  revision: Type.Integer(),
});

/** Marks a day as one of dust, or as none; what was said before becomes a revision. */
export const markDustDay = route({
  id: 'evaluation.markDustDay',
  method: 'POST',
  path: '/api/evaluation/air/dust-days',
  summary: '标记或取消一个沙尘日',
  access: 'evaluation.write',
  scope: 'unit',
  body: Type.Object({
    city: CityCode,
    date: BeijingDate,
    dust: Type.Boolean(),
    basis: DustBasis,
    reason: plainText(500, 2),
  }),
  response: DustMark,
});

/** Figures of a day by pollutant. */
export const DayValues = Type.Record(Type.String(), NumberOrNull);
