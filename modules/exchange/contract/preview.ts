import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { EXCHANGE_WRITE } from './pipelines.ts';
import { Check, FieldMapping, FORMATS, orNull, PipelineSpec, PlaceMapping, SourceSpec } from './spec.ts';

const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
export const FileRef = Type.Object({ sha256: Sha256, name: plainText(200, 1) });
export type FileRef = Static<typeof FileRef>;

export const uploadFile = route({
  id: 'exchange.uploadFile',
  method: 'POST',
  path: '/api/exchange/files',
  summary: '数据汇聚：上传一个文件，用于预览或运行',
  access: EXCHANGE_WRITE,
  scope: 'unit',
  bodyKind: 'multipart',
  response: Type.Object({ sha256: Sha256, name: Type.String(), size: Type.Integer() }),
});

/** A defect of a row or of the whole file, in the language of the request. */
export const Told = Type.Object({
  line: orNull(Type.Integer()),
  field: orNull(Type.String()),
  severity: Type.Enum(['reject', 'warn', 'stop', 'note']),
  code: Type.String(),
  message: Type.String(),
});
export type Told = Static<typeof Told>;

export const PREVIEW_ROWS = 50;
/** Rows that a dry run looks at. */
export const DRY_ROWS = 5_000;

export const Preview = Type.Object({
  format: Type.String(),
  layers: Type.Array(Type.String()),
  layer: Type.String(),
  fields: Type.Array(
    Type.Object({
      name: Type.String(),
      type: Type.String(),
      /** Of the rows looked at: how many have something in it, and some of it. */
      filled: Type.Integer(),
      samples: Type.Array(Type.String()),
    }),
  ),
  looked: Type.Integer(),
  more: Type.Boolean(),
  rows: Type.Array(
    Type.Object({ line: Type.Integer(), values: Type.Record(Type.String(), orNull(Type.String())) }),
  ),
  /** What would be set if nobody said otherwise. */
  proposal: Type.Object({
    place: PlaceMapping,
    geometryType: orNull(Type.String()),
    fields: Type.Array(FieldMapping),
    checks: Type.Array(Check),
    keys: Type.Array(Type.String()),
  }),
  /** Of a dry run by `spec`. */
  result: orNull(
    Type.Object({
      accepted: Type.Integer(),
      rejected: Type.Integer(),
      warned: Type.Integer(),
      stopped: Type.Boolean(),
      rows: Type.Array(
        Type.Object({ line: Type.Integer(), values: Type.Record(Type.String(), Type.Unknown()) }),
      ),
    }),
  ),
  problems: Type.Array(Told),
  /** The first shapes, in degrees on CGCS2000, as GeoJSON. */
  shapes: Type.Array(Type.Object({ line: Type.Integer(), geometry: Type.Unknown() })),
});
export type Preview = Static<typeof Preview>;

export const previewSource = route({
  id: 'exchange.preview',
  method: 'POST',
  path: '/api/exchange/preview',
  summary: '数据汇聚：试读来源，给出字段、样例、映射建议与检查结果，不入库',
  access: EXCHANGE_WRITE,
  scope: 'unit',
  body: Type.Object({
    source: SourceSpec,
    file: Type.Optional(FileRef),
    /** Of a pipeline that is there: its secret is used when none is given. */
    pipelineId: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647 })),
    secret: Type.Optional(plainText(8_000)),
    format: Type.Enum([...FORMATS]),
    layer: Type.Optional(orNull(plainText(200))),
    crs: Type.Optional(orNull(plainText(4_000))),
    place: Type.Optional(PlaceMapping),
    /** The whole setting: rows are mapped and checked by it. */
    spec: Type.Optional(PipelineSpec),
    unitPath: Type.Optional(Type.String({ maxLength: 200 })),
  }),
  response: Preview,
});
