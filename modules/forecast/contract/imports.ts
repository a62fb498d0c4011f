import { Int4Id, plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Instant, IntegerOrNull, NumberOrNull, orNull, StringOrNull } from './parts.ts';

/** `row` is as the office program numbers it: the heading is 1; of a call by machine the first row is 1. */
export const FileProblem = Type.Object({
  sheet: Type.String(),
  row: Type.Integer(),
  column: StringOrNull,
  code: Type.String(),
  message: Type.String(),
});
export type FileProblem = Static<typeof FileProblem>;

const Figures = Type.Object({
  aqi: IntegerOrNull,
  low: IntegerOrNull,
  high: IntegerOrNull,
  level: IntegerOrNull,
});

export const ForecastReport = Type.Object({
  committed: Type.Boolean(),
  uploadId: IntegerOrNull,
  rows: Type.Integer(),
  cities: Type.Integer(),
  sources: Type.Array(Type.String()),
  firstIssue: StringOrNull,
  lastIssue: StringOrNull,
  created: Type.Integer(),
  changed: Type.Integer(),
  unchanged: Type.Integer(),
  /** Forecasts that say something else by now; what they said becomes a revision. At most 200 are listed. */
  changes: Type.Array(
    Type.Object({
      source: Type.String(),
      cityCode: Type.String(),
      cityName: Type.String(),
      issue: Type.String(),
      target: Type.String(),
      before: Figures,
      after: Figures,
    }),
  ),
  /** With any of these nothing is brought in. */
  problems: Type.Array(FileProblem),
});
export type ForecastReport = Static<typeof ForecastReport>;

const Mode = Type.Enum(['check', 'import']);

/** `check` tells what would happen; `import` brings in a file without any problem. */
export const importForecasts = route({
  id: 'forecast.importForecasts',
  method: 'POST',
  path: '/api/forecast/import',
  summary: '导入 AQI 预报（XLSX、CSV），逐行报告',
  access: 'forecast.write',
  scope: 'unit',
  bodyKind: 'multipart',
  query: Type.Object({ mode: Mode }),
  response: ForecastReport,
});

const Aqi = Type.Optional(orNull(Type.Number()));
export const ForecastRowInput = Type.Object({
  source: plainText(60),
  /** Beijing dates, `2026-11-25`. */
  issueDate: plainText(20),
  city: Type.String({ maxLength: 60, description: 'code or name of an assessed city' }),
  targetDate: plainText(20),
  aqi: Aqi,
  aqiLow: Aqi,
  aqiHigh: Aqi,
  /** 1…6, `II`, `二级` or `良`. */
  level: Type.Optional(orNull(Type.Union([Type.Number(), plainText(20)]))),
  primary: Type.Optional(Type.Array(plainText(20), { maxItems: 6 })),
  /** µg/m³, CO mg/m³: `SO2`, `NO2`, `CO`, `O3_8h`, `PM10`, `PM2.5`. */
  values: Type.Optional(Type.Record(Type.String(), NumberOrNull)),
});
export type ForecastRowInput = Static<typeof ForecastRowInput>;

/** The same by a forecasting system, with an API key of the scope `forecast`. */
export const postForecasts = route({
  id: 'forecast.postForecasts',
  method: 'POST',
  path: '/api/forecast/forecasts',
  summary: '预报系统推送 AQI 预报',
  access: 'api-key:forecast',
  query: Type.Object({ mode: Type.Optional(Mode) }),
  body: Type.Object({ rows: Type.Array(ForecastRowInput, { minItems: 1, maxItems: 5_000 }) }),
  response: ForecastReport,
});

export const importTemplate = route({
  id: 'forecast.importTemplate',
  method: 'GET',
  path: '/api/forecast/import/template',
  summary: 'AQI 预报导入模板（XLSX）',
  access: 'forecast.write',
  scope: 'unit',
});

export const ForecastUpload = Type.Object({
  id: Type.Integer(),
  sha256: Type.String(),
  name: Type.String(),
  via: Type.Enum(['file', 'api']),
  at: Instant,
  by: Type.String(),
  sources: Type.Array(Type.String()),
  firstIssue: Type.String(),
  lastIssue: Type.String(),
  rows: Type.Integer(),
  created: Type.Integer(),
  changed: Type.Integer(),
  simulated: Type.Boolean(),
});
export type ForecastUpload = Static<typeof ForecastUpload>;

export const listUploads = route({
  id: 'forecast.listUploads',
  method: 'GET',
  path: '/api/forecast/uploads',
  summary: '预报的各次导入',
  access: 'forecast.read',
  response: Type.Object({ uploads: Type.Array(ForecastUpload) }),
});

export const uploadFile = route({
  id: 'forecast.uploadFile',
  method: 'GET',
  path: '/api/forecast/uploads/:id/file',
  summary: '一次导入的原文件',
  access: 'forecast.read',
  params: Type.Object({ id: Int4Id }),
});
