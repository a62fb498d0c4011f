import { Int4Id, plainText, route, SheetReport, type Static, Type } from '@tarim/platform/contract';
import {
  Code,
  DateText,
  Id,
  Instant,
  Mode,
  NumberOrNull,
  OutletPart,
  orNull,
  StringOrNull,
  UnitPath,
  Word,
} from './parts.ts';

/** 仪器、数采仪、平台、备案 */
export const PLACES = ['device', 'logger', 'platform', 'filing'] as const;
export const Place = Type.Enum([...PLACES]);
export type Place = (typeof PLACES)[number];
/** Places whose figures people enter; the other two are read from the site. */
export const DECLARED_PLACES = ['platform', 'filing'] as const;

/** What one place says of a parameter. */
export const PlaceValue = Type.Object({
  value: NumberOrNull,
  /** As the device told it, where that is no number. */
  text: StringOrNull,
  at: orNull(Instant),
  /** Position of the frame that brought it. */
  lsn: orNull(Type.Integer()),
  /** Document that it was filed with, or where the registry has it. */
  document: StringOrNull,
  differs: Type.Boolean(),
});
export type PlaceValue = Static<typeof PlaceValue>;

export const ParameterRow = Type.Object({
  item: Type.String(),
  parameter: Type.String(),
  name: Type.String(),
  /** InfoIds that 3020 asks with; null: there is no code. */
  deviceCode: StringOrNull,
  loggerCode: StringOrNull,
  tolerance: Type.Number(),
  confidence: Type.String(),
  device: PlaceValue,
  logger: PlaceValue,
  platform: PlaceValue,
  filing: PlaceValue,
  /** The figure that most places agree on; null: fewer than two places tell. */
  expected: NumberOrNull,
  /** Largest difference in percent of the expected figure; null: they agree, or nothing can be compared. */
  difference: NumberOrNull,
});
export type ParameterRow = Static<typeof ParameterRow>;

export const ParameterChange = Type.Object({
  item: Type.String(),
  parameter: Type.String(),
  name: Type.String(),
  place: Place,
  before: NumberOrNull,
  after: NumberOrNull,
  at: Instant,
  lsn: orNull(Type.Integer()),
  by: StringOrNull,
  document: StringOrNull,
  /** A filing or a record of operation covers it. */
  recorded: Type.Boolean(),
});
export type ParameterChange = Static<typeof ParameterChange>;

export const ParameterOutlet = Type.Object({
  ...OutletPart.properties,
  mn: StringOrNull,
  /** Why it cannot be read; null: it can. */
  unreadable: orNull(Type.Enum(['no-device', 'edition-2005', 'no-commands'])),
  readAt: orNull(Instant),
  told: Type.Integer(),
  mismatches: Type.Integer(),
});
export type ParameterOutlet = Static<typeof ParameterOutlet>;

export const listParameterOutlets = route({
  id: 'operation.listParameterOutlets',
  method: 'GET',
  path: '/api/operation/parameters/outlets',
  summary: '参数四方比对：各排放口最近读取时间与不一致项数',
  access: 'operation.read',
  scope: 'own',
  query: Type.Object({ unitPath: Type.Optional(UnitPath) }),
  response: Type.Object({ outlets: Type.Array(ParameterOutlet) }),
});

export const ReadingRun = Type.Object({
  id: Type.Integer(),
  by: Type.String(),
  at: Instant,
  endedAt: orNull(Instant),
  devices: Type.Integer(),
  devicesDone: Type.Integer(),
  asked: Type.Integer(),
  read: Type.Integer(),
  failed: Type.Integer(),
});
export type ReadingRun = Static<typeof ReadingRun>;

export const getOutletParameters = route({
  id: 'operation.getOutletParameters',
  method: 'GET',
  path: '/api/operation/outlets/:id/parameters',
  summary: '一个排放口的参数四方比对与变化历史',
  access: 'operation.read',
  scope: 'own',
  params: Id,
  response: Type.Object({
    outlet: ParameterOutlet,
    table: Type.Object({ version: Type.String(), confidence: Type.String() }),
    rows: Type.Array(ParameterRow),
    /** Newest first. */
    changes: Type.Array(ParameterChange),
    /** The last time it was asked alone; null: never. */
    lastRun: orNull(ReadingRun),
  }),
});

export const readParameters = route({
  id: 'operation.readParameters',
  method: 'POST',
  path: '/api/operation/parameters/read',
  summary: '反控读取参数：一个排放口、一家企业或一个行政区，由后台任务执行',
  access: 'operation.remote',
  scope: 'unit',
  body: Type.Object({
    pointId: Type.Optional(Int4Id),
    enterpriseId: Type.Optional(Int4Id),
    unitPath: Type.Optional(UnitPath),
  }),
  response: ReadingRun,
});
export const listReadingRuns = route({
  id: 'operation.listReadingRuns',
  method: 'GET',
  path: '/api/operation/parameters/runs',
  summary: '参数读取任务与进度，最新在前',
  access: 'operation.read',
  response: Type.Object({ runs: Type.Array(ReadingRun) }),
});

export const declareParameter = route({
  id: 'operation.declareParameter',
  method: 'POST',
  path: '/api/operation/outlets/:id/parameters',
  summary: '登记平台值或备案值，附文件依据；原值保留',
  access: 'operation.configure',
  scope: 'unit',
  params: Id,
  body: Type.Object({
    item: Code,
    parameter: Word,
    place: Type.Enum([...DECLARED_PLACES]),
    value: Type.Number({ minimum: -1e9, maximum: 1e9 }),
    validFrom: DateText,
    document: plainText(200, 2),
  }),
  response: ParameterRow,
});
export const importParameters = route({
  id: 'operation.importParameters',
  method: 'POST',
  path: '/api/operation/parameters/import',
  summary: '导入备案参数表（XLSX、CSV）；mode=check 只检查，有错则全部不入库',
  access: 'operation.configure',
  scope: 'unit',
  query: Mode,
  bodyKind: 'multipart',
  response: SheetReport,
});
export const parameterTemplate = route({
  id: 'operation.parameterTemplate',
  method: 'GET',
  path: '/api/operation/parameters/template',
  summary: '备案参数表模板（XLSX）',
  access: 'operation.read',
  scope: 'own',
});
