import { event, route, type Static, Type } from '@tarim/platform/contract';

const Instant = Type.String({ format: 'date-time' });
const DateText = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
const opt = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Optional(orNull(schema));
const Name = Type.String({ minLength: 1, maxLength: 120 });

/** Kinds of monitoring point (监测点位), in the order of pages. */
export const POINT_KINDS = [
  'air',
  'surface-water',
  'drinking-water',
  'groundwater',
  'soil',
  'noise',
  'ecology',
  'radiation',
  'outlet-gas',
  'outlet-water',
] as const;
export type PointKind = (typeof POINT_KINDS)[number];
export const PointKind = Type.Union([
  Type.Literal('air'),
  Type.Literal('surface-water'),
  Type.Literal('drinking-water'),
  Type.Literal('groundwater'),
  Type.Literal('soil'),
  Type.Literal('noise'),
  Type.Literal('ecology'),
  Type.Literal('radiation'),
  Type.Literal('outlet-gas'),
  Type.Literal('outlet-water'),
]);
export const Edition = Type.Union([Type.Literal('2005'), Type.Literal('2017'), Type.Literal('2025')]);
export const Transport = Type.Union([Type.Literal('tcp'), Type.Literal('mqtt'), Type.Literal('http')]);
/** `/650000/650100/650102/`: see the region module. */
export const UnitPath = Type.String({ pattern: '^/([A-Za-z0-9]+/)*$', maxLength: 120 });
const Lon = Type.Number({ minimum: -180, maximum: 180 });
const Lat = Type.Number({ minimum: -90, maximum: 90 });

// ------------------------------------------------------------------ objects

const enterpriseFields = {
  /** 统一社会信用代码, checked by its check digit (GB 32100-2015). */
  uscc: Type.String({ minLength: 18, maxLength: 18 }),
  name: Name,
  shortName: opt(Name),
  /** 行业代码 (GB/T 4754). */
  industry: opt(Type.String({ maxLength: 8 })),
  industryName: opt(Name),
  unitPath: UnitPath,
  address: opt(Type.String({ maxLength: 200 })),
  lon: opt(Lon),
  lat: opt(Lat),
  contact: opt(Type.String({ maxLength: 120 })),
  /** 关注程度: 重点排污单位 and the like. */
  category: opt(Type.String({ maxLength: 40 })),
};
export const EnterpriseInput = Type.Object(enterpriseFields);
export const Enterprise = Type.Object({
  id: Type.Integer(),
  ...enterpriseFields,
  simulated: Type.Boolean(),
  active: Type.Boolean(),
  updatedAt: Instant,
});

const pointFields = {
  code: Type.String({ minLength: 1, maxLength: 40 }),
  name: Name,
  kind: PointKind,
  unitPath: UnitPath,
  enterpriseId: opt(Type.Integer()),
  lon: opt(Lon),
  lat: opt(Lat),
  /** 控制级别: 国控 区控 兵控 市控. */
  controlLevel: opt(Type.String({ maxLength: 20 })),
  public: Type.Optional(Type.Boolean()),
  attributes: Type.Optional(
    Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()])),
  ),
};
export const PointInput = Type.Object(pointFields);
export const Point = Type.Object({
  id: Type.Integer(),
  ...pointFields,
  public: Type.Boolean(),
  enterpriseName: opt(Type.String()),
  simulated: Type.Boolean(),
  active: Type.Boolean(),
  updatedAt: Instant,
});

const deviceFields = {
  /** 设备唯一标识 MN. */
  mn: Type.String({ minLength: 1, maxLength: 64 }),
  pointId: Type.Integer(),
  edition: Edition,
  transport: Type.Optional(Transport),
  /** Seconds between real-time records, minutes between minute records: as agreed with the site. */
  rtdInterval: opt(Type.Integer({ minimum: 1, maximum: 86_400 })),
  minuteInterval: opt(Type.Integer({ minimum: 1, maximum: 1_440 })),
  maker: opt(Type.String({ maxLength: 120 })),
  model: opt(Type.String({ maxLength: 120 })),
};
/** Secrets go in and never come out: a page learns only whether they are set. */
export const DeviceInput = Type.Object({
  ...deviceFields,
  password: opt(Type.String({ maxLength: 32 })),
  sm4Key: opt(Type.String({ pattern: '^[0-9A-Fa-f]{32}$' })),
});
export const Device = Type.Object({
  id: Type.Integer(),
  ...deviceFields,
  transport: Transport,
  hasPassword: Type.Boolean(),
  hasKey: Type.Boolean(),
  active: Type.Boolean(),
  updatedAt: Instant,
});

const instrumentFields = {
  pointId: Type.Integer(),
  name: Name,
  /** Factor codes it measures. */
  codes: Type.Array(Type.String({ maxLength: 32 }), { maxItems: 50 }),
  maker: opt(Type.String({ maxLength: 120 })),
  model: opt(Type.String({ maxLength: 120 })),
  serial: opt(Type.String({ maxLength: 60 })),
  method: opt(Type.String({ maxLength: 120 })),
  rangeLow: opt(Type.Number()),
  rangeHigh: opt(Type.Number()),
  installedOn: opt(DateText),
};
export const InstrumentInput = Type.Object(instrumentFields);
export const Instrument = Type.Object({
  id: Type.Integer(),
  ...instrumentFields,
  active: Type.Boolean(),
  updatedAt: Instant,
});

const parameterFields = {
  code: Type.String({ minLength: 1, maxLength: 32 }),
  /** The unit in which the device really reports: never assumed from the code. */
  unit: opt(Type.String({ maxLength: 20 })),
  decimals: opt(Type.Integer({ minimum: 0, maximum: 8 })),
  rangeLow: opt(Type.Number()),
  rangeHigh: opt(Type.Number()),
  sort: Type.Optional(Type.Integer()),
  public: Type.Optional(Type.Boolean()),
};
export const ParameterInput = Type.Object(parameterFields);
export const Parameter = Type.Object({
  pointId: Type.Integer(),
  ...parameterFields,
  sort: Type.Integer(),
  public: Type.Boolean(),
  name: Type.String(),
});

const limitFields = {
  pointId: Type.Integer(),
  code: Type.String({ minLength: 1, maxLength: 32 }),
  basis: Type.Union([Type.Literal('hour'), Type.Literal('day')]),
  /** converted: at reference oxygen (折算浓度); actual: as measured. */
  measure: Type.Union([Type.Literal('converted'), Type.Literal('actual')]),
  upper: opt(Type.Number()),
  lower: opt(Type.Number()),
  /** Unit of the bounds; null: the unit of the point's parameter. */
  unit: opt(Type.String({ maxLength: 20 })),
  referenceO2: opt(Type.Number({ minimum: 0, maximum: 20.9 })),
  standard: Type.String({ minLength: 1, maxLength: 80 }),
  clause: opt(Type.String({ maxLength: 80 })),
  effectiveFrom: DateText,
  effectiveTo: opt(DateText),
  confidence: opt(Type.String({ maxLength: 40 })),
  source: opt(Type.String({ maxLength: 200 })),
};
export const LimitInput = Type.Object(limitFields);
export const Limit = Type.Object({ id: Type.Integer(), ...limitFields, updatedAt: Instant });

export type Enterprise = Static<typeof Enterprise>;
export type Point = Static<typeof Point>;
export type Device = Static<typeof Device>;
export type Instrument = Static<typeof Instrument>;
export type Parameter = Static<typeof Parameter>;
export type Limit = Static<typeof Limit>;

// ------------------------------------------------------------------ reading

const page = {
  before: Type.Optional(Type.Integer({ description: 'cursor: id after' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
};
export const listEnterprises = route({
  id: 'registry.listEnterprises',
  method: 'GET',
  path: '/api/registry/enterprises',
  summary: '企业列表',
  access: 'registry.read',
  query: Type.Object({ q: Type.Optional(Type.String()), unitPath: Type.Optional(Type.String()), ...page }),
  response: Type.Object({ enterprises: Type.Array(Enterprise), next: orNull(Type.Integer()) }),
});
export const getEnterprise = route({
  id: 'registry.getEnterprise',
  method: 'GET',
  path: '/api/registry/enterprises/:id',
  summary: '企业及其排放口',
  access: 'registry.read',
  params: Type.Object({ id: Type.Integer() }),
  response: Type.Object({ enterprise: Enterprise, points: Type.Array(Point) }),
});
export const listPoints = route({
  id: 'registry.listPoints',
  method: 'GET',
  path: '/api/registry/points',
  summary: '点位列表（站点与排放口）',
  access: 'registry.read',
  query: Type.Object({
    q: Type.Optional(Type.String()),
    kind: Type.Optional(PointKind),
    unitPath: Type.Optional(Type.String()),
    enterpriseId: Type.Optional(Type.Integer()),
    active: Type.Optional(Type.Boolean()),
    ...page,
  }),
  response: Type.Object({ points: Type.Array(Point), next: orNull(Type.Integer()) }),
});
export const getPoint = route({
  id: 'registry.getPoint',
  method: 'GET',
  path: '/api/registry/points/:id',
  summary: '点位及其设备、仪器、参数、限值',
  access: 'registry.read',
  params: Type.Object({ id: Type.Integer() }),
  response: Type.Object({
    point: Point,
    enterprise: orNull(Enterprise),
    devices: Type.Array(Device),
    instruments: Type.Array(Instrument),
    parameters: Type.Array(Parameter),
    limits: Type.Array(Limit),
  }),
});
export const listDevices = route({
  id: 'registry.listDevices',
  method: 'GET',
  path: '/api/registry/devices',
  summary: '数采仪列表',
  access: 'registry.read',
  query: Type.Object({ q: Type.Optional(Type.String()), ...page }),
  response: Type.Object({
    devices: Type.Array(Type.Interface([Device], { pointName: Type.String() })),
    next: orNull(Type.Integer()),
  }),
});
export const HistoryEntry = Type.Object({
  id: Type.Integer(),
  at: Instant,
  actor: orNull(Type.String()),
  table: Type.String(),
  rowId: Type.String(),
  operation: Type.Union([Type.Literal('insert'), Type.Literal('update'), Type.Literal('delete')]),
  before: orNull(Type.Record(Type.String(), Type.Unknown())),
  after: orNull(Type.Record(Type.String(), Type.Unknown())),
});
export const listHistory = route({
  id: 'registry.listHistory',
  method: 'GET',
  path: '/api/registry/history',
  summary: '一个点位或企业的登记变更史，最新在前',
  access: 'registry.read',
  query: Type.Object({
    pointId: Type.Optional(Type.Integer()),
    enterpriseId: Type.Optional(Type.Integer()),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  }),
  response: Type.Object({ entries: Type.Array(HistoryEntry) }),
});
export const Factor = Type.Object({
  code: Type.String(),
  nameZh: Type.String(),
  nameEn: orNull(Type.String()),
  unit: orNull(Type.String()),
  legacy: orNull(Type.String()),
});
export const listFactors = route({
  id: 'registry.listFactors',
  method: 'GET',
  path: '/api/registry/factors',
  summary: '因子编码字典（HJ 212-2017 附录 B）',
  access: 'public',
  query: Type.Object({ q: Type.Optional(Type.String()) }),
  response: Type.Object({ factors: Type.Array(Factor) }),
});

// ------------------------------------------------------------------ writing

const idParams = Type.Object({ id: Type.Integer() });
const closeBody = Type.Object({ reason: Type.String({ minLength: 2, maxLength: 500 }) });
export const createEnterprise = route({
  id: 'registry.createEnterprise',
  method: 'POST',
  path: '/api/registry/enterprises',
  summary: '登记企业',
  access: 'registry.write',
  scope: 'unit',
  body: EnterpriseInput,
  response: Enterprise,
});
export const updateEnterprise = route({
  id: 'registry.updateEnterprise',
  method: 'PUT',
  path: '/api/registry/enterprises/:id',
  summary: '修改企业',
  access: 'registry.write',
  scope: 'unit',
  params: idParams,
  body: EnterpriseInput,
  response: Enterprise,
});
export const createPoint = route({
  id: 'registry.createPoint',
  method: 'POST',
  path: '/api/registry/points',
  summary: '登记点位',
  access: 'registry.write',
  scope: 'unit',
  body: PointInput,
  response: Point,
});
export const updatePoint = route({
  id: 'registry.updatePoint',
  method: 'PUT',
  path: '/api/registry/points/:id',
  summary: '修改点位',
  access: 'registry.write',
  scope: 'unit',
  params: idParams,
  body: PointInput,
  response: Point,
});
export const closePoint = route({
  id: 'registry.closePoint',
  method: 'POST',
  path: '/api/registry/points/:id/close',
  summary: '停用点位',
  access: 'registry.write',
  scope: 'unit',
  params: idParams,
  body: closeBody,
  response: Point,
});
export const createDevice = route({
  id: 'registry.createDevice',
  method: 'POST',
  path: '/api/registry/devices',
  summary: '登记数采仪（收编未登记设备亦用此）',
  access: 'registry.write',
  scope: 'unit',
  body: DeviceInput,
  response: Device,
});
export const updateDevice = route({
  id: 'registry.updateDevice',
  method: 'PUT',
  path: '/api/registry/devices/:id',
  summary: '修改数采仪',
  access: 'registry.write',
  scope: 'unit',
  params: idParams,
  body: DeviceInput,
  response: Device,
});
export const closeDevice = route({
  id: 'registry.closeDevice',
  method: 'POST',
  path: '/api/registry/devices/:id/close',
  summary: '停用数采仪',
  access: 'registry.write',
  scope: 'unit',
  params: idParams,
  body: closeBody,
  response: Device,
});
export const createInstrument = route({
  id: 'registry.createInstrument',
  method: 'POST',
  path: '/api/registry/instruments',
  summary: '登记仪器',
  access: 'registry.write',
  scope: 'unit',
  body: InstrumentInput,
  response: Instrument,
});
export const updateInstrument = route({
  id: 'registry.updateInstrument',
  method: 'PUT',
  path: '/api/registry/instruments/:id',
  summary: '修改仪器',
  access: 'registry.write',
  scope: 'unit',
  params: idParams,
  body: InstrumentInput,
  response: Instrument,
});
export const putParameters = route({
  id: 'registry.putParameters',
  method: 'PUT',
  path: '/api/registry/points/:id/parameters',
  summary: '点位监测参数（整表替换）',
  access: 'registry.write',
  scope: 'unit',
  params: idParams,
  body: Type.Object({ parameters: Type.Array(ParameterInput, { maxItems: 300 }) }),
  response: Type.Object({ parameters: Type.Array(Parameter) }),
});
export const createLimit = route({
  id: 'registry.createLimit',
  method: 'POST',
  path: '/api/registry/limits',
  summary: '新增限值（有生效日期）',
  access: 'registry.write',
  scope: 'unit',
  body: LimitInput,
  response: Limit,
});
export const updateLimit = route({
  id: 'registry.updateLimit',
  method: 'PUT',
  path: '/api/registry/limits/:id',
  summary: '修改限值',
  access: 'registry.write',
  scope: 'unit',
  params: idParams,
  body: LimitInput,
  response: Limit,
});

// ------------------------------------------------------------------ office files

export const exportRegistry = route({
  id: 'registry.export',
  method: 'GET',
  path: '/api/registry/export',
  summary: '导出登记信息（XLSX）',
  access: 'registry.read',
  query: Type.Object({ unitPath: Type.Optional(Type.String()) }),
});
export const importTemplate = route({
  id: 'registry.importTemplate',
  method: 'GET',
  path: '/api/registry/import/template',
  summary: '导入模板（XLSX）',
  access: 'registry.import',
  scope: 'unit',
});
export const RowProblem = Type.Object({
  sheet: Type.String(),
  row: Type.Integer(),
  column: orNull(Type.String()),
  code: Type.String(),
  message: Type.String(),
});
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

// ------------------------------------------------------------------ events

export const deviceChanged = event(
  'registry.device-changed.v1',
  Type.Object({
    deviceId: Type.Integer(),
    mn: Type.String(),
    pointId: Type.Integer(),
    active: Type.Boolean(),
  }),
);
export const pointChanged = event('registry.point-changed.v1', Type.Object({ pointId: Type.Integer() }));
export const limitsChanged = event(
  'registry.limits-changed.v1',
  Type.Object({ pointId: Type.Integer(), codes: Type.Array(Type.String()) }),
);

// ------------------------------------------------------------------ demonstration data (made by the simulator's scenarios)

type Simulated<T> = { -readonly [K in keyof T]: T[K] };
/** Natural keys throughout: uscc, point code, mn. Everything seeded from it is marked as simulated. */
export interface DemoRegistry {
  readonly enterprises: readonly Simulated<Static<typeof EnterpriseInput>>[];
  readonly points: readonly (Omit<Static<typeof PointInput>, 'enterpriseId'> & {
    readonly uscc?: string | null;
  })[];
  readonly devices: readonly (Omit<Static<typeof DeviceInput>, 'pointId'> & { readonly pointCode: string })[];
  readonly parameters: readonly (Static<typeof ParameterInput> & { readonly pointCode: string })[];
  readonly limits: readonly (Omit<Static<typeof LimitInput>, 'pointId'> & { readonly pointCode: string })[];
}
