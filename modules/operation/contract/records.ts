import { Int4Id, plainText, route, SheetReport, type Static, Type } from '@tarim/platform/contract';
import {
  Code,
  Id,
  Instant,
  Mode,
  NumberOrNull,
  OutletPart,
  orNull,
  Sha256,
  StringOrNull,
  UnitPath,
  Word,
} from './parts.ts';

export const CHECK_KINDS = ['drift', 'gas-comparison', 'standard', 'water-comparison'] as const;
/** Records that answer to no plan. */
export const OTHER_KINDS = ['replacement', 'repair', 'remote-calibration', 'other'] as const;
const Figure = Type.Number({ minimum: -1e9, maximum: 1e9 });

export const CheckBody = Type.Object({
  code: Code,
  kind: Type.Enum([...CHECK_KINDS]),
  span: Type.Optional(Type.Enum(['zero', 'span'])),
  measured: Type.Optional(Figure),
  standard: Type.Optional(Figure),
  range: Type.Optional(Figure),
  unit: Type.Optional(plainText(20, 1)),
  pairs: Type.Optional(Type.Array(Type.Object({ measured: Figure, reference: Figure }), { maxItems: 100 })),
  standardUsed: Type.Optional(Type.Boolean()),
});
export type CheckBody = Static<typeof CheckBody>;

export const CheckRow = Type.Object({
  id: Type.Integer(),
  code: Type.String(),
  kind: Type.String(),
  item: StringOrNull,
  passed: orNull(Type.Boolean()),
  outOfControl: orNull(Type.Boolean()),
  figures: Type.Record(Type.String(), Type.Number()),
  limit: orNull(Type.Object({ value: Type.Number(), as: Type.String(), confidence: Type.String() })),
  rules: Type.Array(
    Type.Object({ standard: Type.String(), version: Type.String(), confidence: Type.String() }),
  ),
  steps: Type.Array(
    Type.Object({
      of: Type.String(),
      rule: Type.String(),
      formula: Type.String(),
      result: Type.Union([Type.String(), Type.Number(), Type.Null()]),
    }),
  ),
  problems: Type.Array(Type.Object({ code: Type.String(), message: Type.String() })),
  /** After a failure: data from the last passed check on are in doubt. */
  doubt: orNull(Type.Object({ from: orNull(Instant), to: Instant })),
});
export type CheckRow = Static<typeof CheckRow>;

export const OperationRecord = Type.Object({
  id: Type.Integer(),
  outlet: OutletPart,
  kind: Type.String(),
  name: Type.String(),
  from: Instant,
  to: Instant,
  operatorName: StringOrNull,
  staff: Type.String(),
  items: Type.Array(
    Type.Object({ key: Type.String(), name: Type.String(), ok: Type.Boolean(), note: StringOrNull }),
  ),
  note: Type.String(),
  detail: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Null()])),
  evidence: Type.Array(Type.String()),
  signature: Type.String(),
  by: Type.String(),
  at: Instant,
  simulated: Type.Boolean(),
  checks: Type.Array(CheckRow),
});
export type OperationRecord = Static<typeof OperationRecord>;

export const RecordInput = Type.Object({
  kind: Word,
  from: Instant,
  to: Instant,
  staff: plainText(60, 1),
  items: Type.Array(Type.Object({ key: Word, ok: Type.Boolean(), note: Type.Optional(plainText(200)) }), {
    maxItems: 60,
  }),
  note: plainText(1000),
  evidence: Type.Array(Sha256, { maxItems: 20 }),
  checks: Type.Array(CheckBody, { maxItems: 20 }),
  /** Of a replaced instrument: `item`, `oldSerial`, `newSerial`, `maker`, `model`. */
  detail: Type.Optional(Type.Record(Word, plainText(80))),
  parts: Type.Optional(
    Type.Array(
      Type.Object({ partId: Int4Id, quantity: Type.Number({ exclusiveMinimum: 0, maximum: 1e6 }) }),
      {
        maxItems: 20,
      },
    ),
  ),
});
export type RecordInput = Static<typeof RecordInput>;

export const listRecords = route({
  id: 'operation.listRecords',
  method: 'GET',
  path: '/api/operation/records',
  summary: '运维记录与校准、比对结果，最新在前',
  access: 'operation.read',
  scope: 'own',
  query: Type.Object({
    unitPath: Type.Optional(UnitPath),
    pointId: Type.Optional(Int4Id),
    failed: Type.Optional(Type.Boolean()),
    before: Type.Optional(Int4Id),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  }),
  response: Type.Object({ records: Type.Array(OperationRecord), next: orNull(Type.Integer()) }),
});
export const addRecord = route({
  id: 'operation.addRecord',
  method: 'POST',
  path: '/api/operation/outlets/:id/records',
  summary: '填写运维记录；校准、核查、比对当即判定，记录签名后不再改动',
  access: 'operation.record',
  scope: 'unit',
  params: Id,
  body: RecordInput,
  response: OperationRecord,
});
export const importRecords = route({
  id: 'operation.importRecords',
  method: 'POST',
  path: '/api/operation/records/import',
  summary: '导入运维记录表（XLSX、CSV）；mode=check 只检查，有错则全部不入库',
  access: 'operation.record',
  scope: 'unit',
  query: Mode,
  bodyKind: 'multipart',
  response: SheetReport,
});
export const recordTemplate = route({
  id: 'operation.recordTemplate',
  method: 'GET',
  path: '/api/operation/records/template',
  summary: '运维记录表模板（XLSX）',
  access: 'operation.read',
  scope: 'own',
});
export const uploadFile = route({
  id: 'operation.uploadFile',
  method: 'POST',
  path: '/api/operation/files',
  summary: '上传运维照片或文件，按内容寻址',
  access: 'operation.record',
  scope: 'unit',
  bodyKind: 'multipart',
  response: Type.Object({ sha256: Type.String(), size: Type.Integer() }),
});
export const getFile = route({
  id: 'operation.getFile',
  method: 'GET',
  path: '/api/operation/outlets/:id/files/:sha256',
  summary: '一个排放口运维记录的照片或文件',
  access: 'operation.read',
  scope: 'own',
  params: Type.Object({ id: Int4Id, sha256: Sha256 }),
});

export const Fault = Type.Object({
  id: Type.Integer(),
  outlet: OutletPart,
  what: Type.String(),
  beganAt: Instant,
  reportedAt: Instant,
  repairedAt: orNull(Instant),
  repair: StringOrNull,
  allowedHours: Type.Number(),
  downHours: Type.Number(),
  light: Type.Enum(['green', 'yellow', 'red']),
  by: Type.String(),
  simulated: Type.Boolean(),
});
export type Fault = Static<typeof Fault>;
export const listFaults = route({
  id: 'operation.listFaults',
  method: 'GET',
  path: '/api/operation/faults',
  summary: '故障：开始、报告、修复、停用时长与是否超过时限，最新在前',
  access: 'operation.read',
  scope: 'own',
  query: Type.Object({ unitPath: Type.Optional(UnitPath), pointId: Type.Optional(Int4Id) }),
  response: Type.Object({ faults: Type.Array(Fault) }),
});
export const addFault = route({
  id: 'operation.addFault',
  method: 'POST',
  path: '/api/operation/outlets/:id/faults',
  summary: '报告故障',
  access: 'operation.record',
  scope: 'unit',
  params: Id,
  body: Type.Object({ what: plainText(300, 2), beganAt: Instant }),
  response: Fault,
});
export const repairFault = route({
  id: 'operation.repairFault',
  method: 'POST',
  path: '/api/operation/faults/:id/repair',
  summary: '登记故障已修复',
  access: 'operation.record',
  scope: 'unit',
  params: Id,
  body: Type.Object({ repairedAt: Instant, repair: plainText(500, 2) }),
  response: Fault,
});

export const RemoteCheck = Type.Object({
  id: Type.Integer(),
  code: Type.String(),
  kind: Type.String(),
  state: Type.Enum(['queued', 'running', 'done', 'failed']),
  by: Type.String(),
  at: Instant,
  endedAt: orNull(Instant),
  recordId: orNull(Type.Integer()),
  steps: Type.Array(
    Type.Object({ at: StringOrNull, text: Type.String(), lsn: orNull(Type.Integer()), value: NumberOrNull }),
  ),
});
export type RemoteCheck = Static<typeof RemoteCheck>;
export const REMOTE_KINDS = ['zero', 'span', 'standard'] as const;
export const startRemoteCheck = route({
  id: 'operation.startRemoteCheck',
  method: 'POST',
  path: '/api/operation/outlets/:id/remote-checks',
  summary: '远程校准：向仪器下发零点、量程校准或标样核查命令，跟踪应答并存为记录',
  access: 'operation.remote',
  scope: 'unit',
  params: Id,
  body: Type.Object({ code: Code, kind: Type.Enum([...REMOTE_KINDS]) }),
  response: RemoteCheck,
});
export const listRemoteChecks = route({
  id: 'operation.listRemoteChecks',
  method: 'GET',
  path: '/api/operation/outlets/:id/remote-checks',
  summary: '一个排放口的远程校准及其应答，最新在前',
  access: 'operation.read',
  scope: 'own',
  params: Id,
  response: Type.Object({ checks: Type.Array(RemoteCheck), codes: Type.Array(Type.String()) }),
});
