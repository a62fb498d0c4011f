import { DATASET_ELEMENTS, plainText, SHARING_CLASSES, type Static, Type } from '@tarim/platform/contract';

/** How a pipeline (汇聚任务) reads, judges and keeps what it collects. Versioned: a run names the version that it ran with. */

export const orNull = <S extends Parameters<typeof Type.Union>[0][number]>(schema: S) =>
  Type.Union([schema, Type.Null()]);

export const FIELD_TYPES = ['text', 'integer', 'number', 'boolean', 'date', 'instant', 'json'] as const;
export type TargetType = (typeof FIELD_TYPES)[number];
/** How dates and times are written; `iso` also takes `2026/7/1` and compact digits. Times without a zone are Beijing time. */
export const DATE_FORMATS = ['iso', 'ymd', 'dmy', 'mdy', 'unix-s', 'unix-ms', 'excel'] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];

/** Names that answers or the set itself use for something else. */
export const RESERVED_FIELDS: readonly string[] = [
  'id',
  'geometry',
  'bbox',
  'type',
  'simulated',
  'convertedFrom',
  'sourceLine',
  'runId',
  'changedAt',
];

const FieldName = Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,40}$', maxLength: 41 });
/** As the source calls it; Chinese headings are common. */
const SourceName = plainText(200, 1);

/** 字段映射: one field of the collected set and where it comes from. */
export const FieldMapping = Type.Object({
  name: FieldName,
  titleZh: plainText(60, 1),
  titleEn: plainText(60, 1),
  type: Type.Enum([...FIELD_TYPES]),
  unit: Type.Optional(plainText(30)),
  from: orNull(SourceName),
  /** Where nothing comes from the source, or the source's cell is empty. */
  constant: Type.Optional(orNull(plainText(500))),
  /** `,`: decimal comma, full stop parts thousands. */
  decimal: Type.Optional(Type.Enum(['.', ','])),
  dateFormat: Type.Optional(Type.Enum([...DATE_FORMATS])),
  /** Codes of the source → ours; `otherwise` says what becomes of a code that is not listed. */
  lookup: Type.Optional(
    Type.Object({
      codes: Type.Array(Type.Object({ from: plainText(120), to: plainText(120) }), {
        minItems: 1,
        maxItems: 500,
      }),
      otherwise: Type.Enum(['reject', 'keep', 'empty']),
    }),
  ),
  /** Only for people of the platform; never in open or shared answers. */
  internal: Type.Optional(Type.Boolean()),
});
export type FieldMapping = Static<typeof FieldMapping>;

/** Where the place of a row stands. `source`: the file's own geometry. */
export const PlaceMapping = Type.Union([
  Type.Object({ kind: Type.Literal('none') }),
  Type.Object({ kind: Type.Literal('source') }),
  Type.Object({ kind: Type.Literal('columns'), x: SourceName, y: SourceName }),
  Type.Object({ kind: Type.Literal('wkt'), column: SourceName }),
]);
export type PlaceMapping = Static<typeof PlaceMapping>;
export const GEOMETRY_TYPES = ['Point', 'LineString', 'Polygon'] as const;

/** 不合格怎么办: the row stays out, comes in with a mark in the log, or nothing is loaded. */
export const SEVERITIES = ['reject', 'warn', 'stop'] as const;
export type Severity = (typeof SEVERITIES)[number];
const severity = Type.Enum([...SEVERITIES]);
const field = FieldName;
export const Check = Type.Union([
  Type.Object({ kind: Type.Literal('required'), field, severity }),
  Type.Object({
    kind: Type.Literal('range'),
    field,
    severity,
    min: Type.Optional(orNull(Type.Number())),
    max: Type.Optional(orNull(Type.Number())),
  }),
  /** The whole text; see `domain/pattern.ts` for what may stand in it. */
  Type.Object({ kind: Type.Literal('pattern'), field, severity, pattern: plainText(120, 1) }),
  Type.Object({ kind: Type.Literal('unique'), field, severity }),
  /** The place lies in the region (`region`) or in the owner's unit (`unit`). */
  Type.Object({ kind: Type.Literal('in-region'), severity, within: Type.Enum(['region', 'unit']) }),
  /** Shapes that had to be repaired (rings that cross themselves). What cannot be repaired is always rejected. */
  Type.Object({ kind: Type.Literal('geometry'), severity }),
  /** A row has a place. */
  Type.Object({ kind: Type.Literal('place'), severity }),
]);
export type Check = Static<typeof Check>;

const Header = Type.Object({
  name: Type.String({ pattern: '^[A-Za-z0-9-]{1,60}$' }),
  value: plainText(400),
});
export const SourceSpec = Type.Union([
  /** Files that a person brings. */
  Type.Object({ kind: Type.Literal('upload') }),
  /** 投放目录: `<data>/exchange/drop/<id>/` on the server. */
  Type.Object({
    kind: Type.Literal('folder'),
    /** `*` any text, `?` one sign. */
    pattern: plainText(120, 1),
    /** Into `done` beside it once it was read. */
    move: Type.Boolean(),
  }),
  Type.Object({
    kind: Type.Literal('http'),
    url: Type.String({ pattern: '^https?://', maxLength: 1_000 }),
    headers: Type.Array(Header, { maxItems: 20 }),
    /** Header that carries the pipeline's secret, such as `Authorization`. */
    secretHeader: Type.Optional(orNull(Type.String({ pattern: '^[A-Za-z0-9-]{1,60}$' }))),
    /** JSON Pointer (RFC 6901) to the array of rows; absent: the answer is a file of `format`. */
    rows: Type.Optional(orNull(Type.String({ maxLength: 200, pattern: '^(/.*)?$' }))),
    paging: Type.Union([
      Type.Object({ kind: Type.Literal('none') }),
      /** JSON Pointer to the address of the next page. */
      Type.Object({
        kind: Type.Literal('next'),
        pointer: Type.String({ maxLength: 200, pattern: '^/' }),
      }),
      Type.Object({
        kind: Type.Literal('page'),
        parameter: Type.String({ pattern: '^[A-Za-z0-9_.-]{1,40}$' }),
        first: Type.Integer({ minimum: 0, maximum: 1 }),
      }),
    ]),
    timeoutSeconds: Type.Integer({ minimum: 1, maximum: 600 }),
  }),
  /** 投放目录（SFTP）: a folder on another's server, looked through on schedule; password or private key is the pipeline's secret. */
  Type.Object({
    kind: Type.Literal('sftp'),
    host: Type.String({ pattern: '^[0-9A-Za-z.:-]{1,120}$' }),
    port: Type.Integer({ minimum: 1, maximum: 65_535 }),
    user: plainText(100, 1),
    /** What `ssh-keygen -lf` prints of the server's key: who answers with another is not talked to. */
    hostKey: Type.String({ pattern: '^SHA256:[A-Za-z0-9+/]{43}$' }),
    path: Type.String({ pattern: '^[^\\u0000-\\u001f]{1,500}$' }),
    /** `*` any text, `?` one sign. */
    pattern: plainText(120, 1),
    /** Into `done` beside it once it was read. */
    move: Type.Boolean(),
    timeoutSeconds: Type.Integer({ minimum: 1, maximum: 3_600 }),
  }),
  /** One reading statement on a PostgreSQL server; the connection string is the pipeline's secret. */
  Type.Object({
    kind: Type.Literal('database'),
    statement: plainText(4_000, 1),
    timeoutSeconds: Type.Integer({ minimum: 1, maximum: 3_600 }),
  }),
]);
export type SourceSpec = Static<typeof SourceSpec>;

export const FORMATS = [
  'auto',
  'csv',
  'xlsx',
  'geojson',
  'geojsonseq',
  'geopackage',
  'shapefile',
  'geotiff',
] as const;

export const PipelineSpec = Type.Object({
  titleZh: plainText(80, 1),
  titleEn: plainText(80, 1),
  abstractZh: plainText(1_000),
  abstractEn: plainText(1_000),
  element: Type.Enum([...DATASET_ELEMENTS]),
  /** Where the data come from, as a reader should cite it. */
  sourceZh: plainText(200, 1),
  sourceEn: plainText(200, 1),
  source: SourceSpec,
  format: Type.Enum([...FORMATS]),
  /** Of a file with several: layer, table, sheet. */
  layer: Type.Optional(orNull(plainText(200))),
  /** `EPSG:4547`, well-known text, `GCJ-02`, `BD-09`; absent: what the file says, else CGCS2000. */
  crs: Type.Optional(orNull(plainText(4_000))),
  place: PlaceMapping,
  geometryType: orNull(Type.Enum([...GEOMETRY_TYPES])),
  fields: Type.Array(FieldMapping, { minItems: 1, maxItems: 120 }),
  checks: Type.Array(Check, { maxItems: 200 }),
  /** Rows are rejected up to this share of those read; beyond it nothing is loaded. */
  maxRejectedShare: Type.Number({ minimum: 0, maximum: 1 }),
  /** 更新、追加、整体替换 */
  mode: Type.Enum(['upsert', 'append', 'replace']),
  keys: Type.Array(FieldName, { maxItems: 6 }),
  /** When the fact held: a date or instant field. */
  timeField: Type.Optional(orNull(FieldName)),
  labelField: Type.Optional(orNull(FieldName)),
  /** Five fields, Beijing time; absent: only by hand. */
  cron: Type.Optional(orNull(Type.String({ maxLength: 60 }))),
  retry: Type.Object({
    attempts: Type.Integer({ minimum: 1, maximum: 10 }),
    /** The wait doubles with every attempt. */
    waitSeconds: Type.Integer({ minimum: 5, maximum: 86_400 }),
  }),
  sharing: Type.Enum([...SHARING_CLASSES]),
  /** How often it changes: ISO 8601 duration or `irregular`. */
  rhythm: Type.String({ pattern: '^(irregular|P[0-9TDHMWYS]{1,12})$' }),
  /** The data are made by a simulator and say so. */
  simulated: Type.Boolean(),
});
export type PipelineSpec = Static<typeof PipelineSpec>;
