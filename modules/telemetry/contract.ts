import { BigId, event, IdList, InstantInput, Int4Id, plainText, route, Type } from '@tarim/platform/contract';

/** What a record tells (CN of HJ 212 → kind). The number is what `telemetry.record.kind` stores. */
export const RECORD_KINDS = {
  realtime: 1,
  minute: 2,
  hour: 3,
  day: 4,
  status: 5,
  runtime: 6,
  /** Projected before the commands below had kinds of their own. */
  other: 9,
  /** 2013 周期性分析仪原始数据 */
  analyserRaw: 10,
  /** 2052 噪声单次监测数据 */
  noiseEvent: 11,
  /** 2062 自动标样核查／校准结果 */
  check: 12,
  /** 2111 炉膛温度 5 分钟均值 */
  furnace: 13,
} as const;
export type RecordKind = keyof typeof RECORD_KINDS;
export type Grain = 'realtime' | 'minute' | 'hour' | 'day' | 'month';

const Kind = Type.Union([
  Type.Literal('realtime'),
  Type.Literal('minute'),
  Type.Literal('hour'),
  Type.Literal('day'),
  Type.Literal('status'),
  Type.Literal('runtime'),
  Type.Literal('other'),
  Type.Literal('analyserRaw'),
  Type.Literal('noiseEvent'),
  Type.Literal('check'),
  Type.Literal('furnace'),
]);
const Period = Type.Union([Type.Literal('hour'), Type.Literal('day'), Type.Literal('month')]);
/** ISO 8601 instant; answers carry the Beijing offset. */
const Instant = Type.String({ format: 'date-time' });
const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
const NumberOrNull = Nullable(Type.Number());
const StringOrNull = Nullable(Type.String());
/** Mark (`D`, `FLAG_D`, `INSUFFICIENT`) → what it says. */
const Marks = Type.Record(Type.String(), Type.String());

// ------------------------------------------------------------------ live overview

export const Overview = Type.Object({
  at: Instant,
  simulated: Type.Boolean(),
  points: Type.Array(
    Type.Object({
      kind: Type.String(),
      total: Type.Integer(),
      online: Type.Integer(),
      fault: Type.Integer(),
      offline: Type.Integer(),
    }),
  ),
  connections: Type.Integer(),
  framesPerMinute: Type.Number(),
  valuesPerMinute: Type.Number(),
  /** Arrival rate of the last 60 minutes, oldest first. */
  framesByMinute: Type.Array(
    Type.Object({ minute: Instant, frames: Type.Integer(), values: Type.Integer() }),
  ),
  log: Type.Object({
    position: Type.Integer(),
    projected: Type.Integer(),
    lagBytes: Type.Integer(),
    segments: Type.Integer(),
    writable: Type.Boolean(),
  }),
  quarantined: Type.Integer(),
});
export const getOverview = route({
  id: 'telemetry.getOverview',
  method: 'GET',
  path: '/api/telemetry/overview',
  summary: '实时总览：点位在线数、到达速率、帧日志位置',
  access: 'telemetry.read',
  response: Overview,
});

export const LatestValue = Type.Object({
  code: Type.String(),
  attr: Type.String(),
  value: NumberOrNull,
  flag: StringOrNull,
});
export const PointLatest = Type.Object({
  pointId: Type.Integer(),
  /** online: heard within the allowed silence; fault: online and an instrument flags D; offline: silent; never: nothing yet. */
  state: Type.Union([
    Type.Literal('online'),
    Type.Literal('fault'),
    Type.Literal('offline'),
    Type.Literal('never'),
  ]),
  kind: Nullable(Kind),
  time: Nullable(Instant),
  receivedAt: Nullable(Instant),
  lsn: Nullable(Type.Integer()),
  values: Type.Array(LatestValue),
});
export const getLatest = route({
  id: 'telemetry.getLatest',
  method: 'GET',
  path: '/api/telemetry/latest',
  summary: '各点位最新一条记录；kind 缺省为实时',
  access: 'telemetry.read',
  scope: 'own',
  query: Type.Object({
    /** Absent: all. */
    pointIds: Type.Optional(IdList),
    kind: Type.Optional(Kind),
  }),
  response: Type.Object({ at: Instant, points: Type.Array(PointLatest) }),
});

// ------------------------------------------------------------------ series

export const Series = Type.Object({
  pointId: Type.Integer(),
  grain: Type.String(),
  /** record: as the device sent it; rollup: computed by the platform from records. */
  source: Type.Union([Type.Literal('record'), Type.Literal('rollup')]),
  columns: Type.Array(
    Type.Object({ code: Type.String(), attr: Type.String(), name: Type.String(), unit: StringOrNull }),
  ),
  rows: Type.Array(
    Type.Object({
      time: Instant,
      revision: Type.Integer(),
      /** Position in the frame log (records only). */
      lsn: Nullable(Type.Integer()),
      v: Type.Array(NumberOrNull),
      /** Data mark per column: the device's flag, or for a rollup the reason why it is not valid. */
      f: Type.Array(StringOrNull),
    }),
  ),
  /** Meaning of every mark that occurs, in the language of the request; factor names are in it too. */
  marks: Marks,
  /** True when there was more than `limit` rows: narrow the period or take a coarser grain. */
  truncated: Type.Boolean(),
});
const seriesQuery = Type.Object({
  pointId: Int4Id,
  grain: Type.Union([
    Type.Literal('realtime'),
    Type.Literal('minute'),
    Type.Literal('hour'),
    Type.Literal('day'),
    Type.Literal('month'),
  ]),
  /** Absent: rollup for hour/day/month, record otherwise. */
  source: Type.Optional(Type.Union([Type.Literal('record'), Type.Literal('rollup')])),
  /** Factor codes, comma separated; absent: all. */
  codes: Type.Optional(plainText(4_000)),
  from: InstantInput,
  to: InstantInput,
  /** Rows; people who are not signed in get at most `PUBLIC_SERIES_ROWS`. */
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50_000 })),
});
/** What anybody may ask for at once; a month of minutes is more, a year of hours is not. */
export const PUBLIC_SERIES_ROWS = 10_000;
/** Days that one question about completeness may cover, by period of the answer. */
export const COMPLETENESS_DAYS = { hour: 92, day: 366 } as const;
/** Public for public points (the portal), else needs `telemetry.read`; the handler decides. */
export const getSeries = route({
  id: 'telemetry.getSeries',
  method: 'GET',
  path: '/api/telemetry/series',
  summary: '一个点位一段时间的数据序列',
  access: 'public',
  query: seriesQuery,
  response: Series,
});
export const exportSeries = route({
  id: 'telemetry.exportSeries',
  method: 'GET',
  path: '/api/telemetry/series/export',
  summary: '导出序列为 XLSX 或 CSV',
  access: 'telemetry.export',
  scope: 'own',
  query: Type.Interface([seriesQuery], {
    format: Type.Union([Type.Literal('xlsx'), Type.Literal('csv')]),
    /** A link is followed by the browser, which tells its own language, not the page's. */
    lang: Type.Optional(Type.Union([Type.Literal('zh-CN'), Type.Literal('en'), Type.Literal('ug')])),
  }),
});

// ------------------------------------------------------------------ trace: from a value up the river to the bytes

export const RevisionRow = Type.Object({
  revision: Type.Integer(),
  at: Instant,
  reason: Type.String(),
  lsn: Nullable(Type.Integer()),
  /** `code.attr` → value before this revision was replaced. */
  values: Type.Record(Type.String(), NumberOrNull),
});
export const RecordTrace = Type.Object({
  pointId: Type.Integer(),
  kind: Kind,
  time: Instant,
  receivedAt: Instant,
  lsn: Type.Integer(),
  mn: StringOrNull,
  revision: Type.Integer(),
  values: Type.Array(
    Type.Interface([LatestValue], {
      /** In the language of the request. */
      name: Type.String(),
      unit: StringOrNull,
      /** Position of the frame that brought this value: a record may be made of several. */
      lsn: Type.Integer(),
    }),
  ),
  marks: Marks,
  revisions: Type.Array(RevisionRow),
});
export const traceRecord = route({
  id: 'telemetry.traceRecord',
  method: 'GET',
  path: '/api/telemetry/trace/record',
  summary: '溯源：一条记录、它的各次修订和原始帧位置',
  access: 'public',
  query: Type.Object({ pointId: Int4Id, kind: Kind, time: InstantInput }),
  response: RecordTrace,
});

export const RollupTrace = Type.Object({
  pointId: Type.Integer(),
  period: Period,
  time: Instant,
  revision: Type.Integer(),
  computedAt: Instant,
  ruleVersion: Type.String(),
  /**
   * minute: from minute records; hour-device: from the hour records the device sent; mixed: some factors from these, some from
   * those; hour/day: from finer rollups.
   */
  basis: Type.String(),
  expected: Type.Integer(),
  values: Type.Array(
    Type.Object({
      code: Type.String(),
      name: Type.String(),
      unit: StringOrNull,
      mean: NumberOrNull,
      min: NumberOrNull,
      max: NumberOrNull,
      converted: NumberOrNull,
      total: NumberOrNull,
      /** Of what was due, how much `total` leaves out: records in an hour, hours in a day or month; null: nothing. */
      omitted: NumberOrNull,
      validCount: NumberOrNull,
      /** null when valid, else the reason. */
      invalid: StringOrNull,
    }),
  ),
  /** What it was computed from, in time order: records (with lsn) or finer rollups. */
  inputs: Type.Array(
    Type.Object({
      level: Type.Union([Type.Literal('record'), Type.Literal('rollup')]),
      kind: Type.String(),
      time: Instant,
      lsn: Nullable(Type.Integer()),
      /** `code` → the value that entered (mean). */
      values: Type.Record(Type.String(), NumberOrNull),
      flags: Type.Record(Type.String(), Type.String()),
    }),
  ),
  missing: Type.Array(Instant),
  marks: Marks,
  revisions: Type.Array(RevisionRow),
});
export const traceRollup = route({
  id: 'telemetry.traceRollup',
  method: 'GET',
  path: '/api/telemetry/trace/rollup',
  summary: '溯源：一个小时/日/月值由哪些记录、按哪一版规则算出',
  access: 'public',
  query: Type.Object({ pointId: Int4Id, period: Period, time: InstantInput }),
  response: RollupTrace,
});

export const FrameDetail = Type.Object({
  lsn: Type.Integer(),
  receivedAt: Instant,
  transport: Type.String(),
  remote: StringOrNull,
  mn: StringOrNull,
  /** Lower-case hex of the bytes exactly as received; the password field is masked for people outside. */
  hex: Type.String(),
  /** The same as text, with control characters shown. */
  text: Type.String(),
  edition: StringOrNull,
  crcOk: Nullable(Type.Boolean()),
  lengthOk: Type.Boolean(),
  dataTime: Nullable(Instant),
  /** Every piece of the frame in order, explained. Offsets are bytes from the start of the frame. */
  fields: Type.Array(
    Type.Object({
      offset: Type.Integer(),
      length: Type.Integer(),
      raw: Type.String(),
      name: Type.String(),
      meaning: Type.String(),
    }),
  ),
  problems: Type.Array(Type.Object({ code: Type.String(), message: Type.String() })),
  segment: Type.Object({
    name: Type.String(),
    offset: Type.Integer(),
    length: Type.Integer(),
    /** open: still being written; sealed: compressed and in the chain. */
    state: Type.Union([Type.Literal('open'), Type.Literal('sealed')]),
    sha256: StringOrNull,
    chain: StringOrNull,
  }),
  pointId: Nullable(Type.Integer()),
  pointName: StringOrNull,
  masked: Type.Boolean(),
});
export const getFrame = route({
  id: 'telemetry.getFrame',
  method: 'GET',
  path: '/api/telemetry/frames/:lsn',
  summary: '一帧原始报文及逐字段解释、所在日志段与链',
  access: 'public',
  params: Type.Object({ lsn: BigId }),
  response: FrameDetail,
});

export const FrameRow = Type.Object({
  lsn: Type.Integer(),
  receivedAt: Instant,
  mn: StringOrNull,
  cn: StringOrNull,
  qn: StringOrNull,
  bytes: Type.Integer(),
  /** recorded | duplicate | broken | quarantined | control | partial */
  status: Type.String(),
  problem: StringOrNull,
});
export const listFrames = route({
  id: 'telemetry.listFrames',
  method: 'GET',
  path: '/api/telemetry/frames',
  summary: '原始帧列表，最新在前',
  access: 'telemetry.read',
  scope: 'own',
  query: Type.Object({
    mn: Type.Optional(plainText(64)),
    status: Type.Optional(plainText(20)),
    /** Cursor: lsn below. */
    before: Type.Optional(BigId),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  }),
  response: Type.Object({ frames: Type.Array(FrameRow), next: Nullable(Type.Integer()) }),
});

// ------------------------------------------------------------------ device sessions and commands

export const SessionRow = Type.Object({
  id: Type.String(),
  transport: Type.String(),
  remote: Type.String(),
  /** The device that the peer says it is. */
  mn: StringOrNull,
  /** It showed the registered password, or none is registered: only then it gets commands. */
  proven: Type.Boolean(),
  deviceId: Nullable(Type.Integer()),
  pointId: Nullable(Type.Integer()),
  pointName: StringOrNull,
  connectedAt: Instant,
  lastAt: Instant,
  frames: Type.Integer(),
  bytes: Type.Integer(),
  broken: Type.Integer(),
  clockOffsetMs: NumberOrNull,
});
export const listSessions = route({
  id: 'telemetry.listSessions',
  method: 'GET',
  path: '/api/telemetry/sessions',
  summary: '当前设备连接',
  access: 'telemetry.read',
  scope: 'own',
  query: Type.Object({
    q: Type.Optional(plainText(100)),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 2000 })),
  }),
  response: Type.Object({ sessions: Type.Array(SessionRow) }),
});

export const CommandStep = Type.Object({
  at: Instant,
  direction: Type.Union([Type.Literal('out'), Type.Literal('in'), Type.Literal('note')]),
  text: Type.String(),
  lsn: Nullable(Type.Integer()),
});
export const CommandRow = Type.Object({
  id: Type.String(),
  mn: Type.String(),
  command: Type.String(),
  args: Type.Record(Type.String(), Type.Unknown()),
  state: Type.Union([
    Type.Literal('queued'),
    Type.Literal('sent'),
    Type.Literal('accepted'),
    Type.Literal('refused'),
    Type.Literal('done'),
    Type.Literal('failed'),
    Type.Literal('timeout'),
  ]),
  code: NumberOrNull,
  requestedBy: StringOrNull,
  requestedAt: Instant,
  endedAt: Nullable(Instant),
  steps: Type.Array(CommandStep),
});
export const listCommandTypes = route({
  id: 'telemetry.listCommandTypes',
  method: 'GET',
  path: '/api/telemetry/command-types',
  summary: '可向数采仪下发的命令及其参数',
  access: 'telemetry.read',
  query: Type.Object({ edition: Type.Optional(plainText(10)) }),
  response: Type.Array(
    Type.Object({
      name: Type.String(),
      cn: Type.String(),
      titleZh: Type.String(),
      titleEn: Type.String(),
      /** Changes the device: the page asks for confirmation. */
      changes: Type.Boolean(),
      args: Type.Array(
        Type.Object({
          name: Type.String(),
          titleZh: Type.String(),
          titleEn: Type.String(),
          kind: Type.String(),
          required: Type.Boolean(),
          min: Type.Optional(Type.Number()),
          max: Type.Optional(Type.Number()),
        }),
      ),
    }),
  ),
});
export const sendCommand = route({
  id: 'telemetry.sendCommand',
  method: 'POST',
  path: '/api/telemetry/commands',
  summary: '向数采仪下发命令（反控）',
  access: 'telemetry.command',
  scope: 'unit',
  body: Type.Object({
    mn: plainText(64, 1),
    command: plainText(40, 1),
    args: Type.Record(Type.String(), Type.Unknown()),
  }),
  response: CommandRow,
});
export const getCommand = route({
  id: 'telemetry.getCommand',
  method: 'GET',
  path: '/api/telemetry/commands/:id',
  summary: '一次反控的状态与各步骤',
  access: 'telemetry.read',
  scope: 'own',
  params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
  response: CommandRow,
});
export const listCommands = route({
  id: 'telemetry.listCommands',
  method: 'GET',
  path: '/api/telemetry/commands',
  summary: '反控记录，最新在前',
  access: 'telemetry.read',
  scope: 'own',
  query: Type.Object({
    mn: Type.Optional(plainText(64)),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  }),
  response: Type.Object({ commands: Type.Array(CommandRow) }),
});

// ------------------------------------------------------------------ quarantine (unknown devices)

const QuarantineState = Type.Union([
  Type.Literal('waiting'),
  Type.Literal('adopted'),
  Type.Literal('dismissed'),
]);
export const QuarantineRow = Type.Object({
  mn: Type.String(),
  edition: StringOrNull,
  st: StringOrNull,
  firstAt: Instant,
  lastAt: Instant,
  frames: Type.Integer(),
  remote: StringOrNull,
  /** Factor codes seen, with the newest value: helps to guess what it is. */
  sample: Type.Record(Type.String(), NumberOrNull),
  lastLsn: Type.Integer(),
  state: QuarantineState,
});
/** Adoption is registering the device (`registry.createDevice`): its kept frames then become records by themselves. */
export const listQuarantine = route({
  id: 'telemetry.listQuarantine',
  method: 'GET',
  path: '/api/telemetry/quarantine',
  summary: '隔离区：未登记的设备',
  access: 'telemetry.read',
  query: Type.Object({ state: Type.Optional(QuarantineState) }),
  response: Type.Object({ devices: Type.Array(QuarantineRow) }),
});
export const dismissQuarantine = route({
  id: 'telemetry.dismissQuarantine',
  method: 'POST',
  path: '/api/telemetry/quarantine/:mn/dismiss',
  summary: '搁置一台未登记设备（原始帧仍在日志中）',
  access: 'telemetry.quarantine',
  params: Type.Object({ mn: plainText(64, 1) }),
  body: Type.Object({ reason: plainText(500, 2) }),
  response: QuarantineRow,
});

// ------------------------------------------------------------------ completeness

export const Completeness = Type.Object({
  pointId: Type.Integer(),
  period: Type.Union([Type.Literal('hour'), Type.Literal('day')]),
  rows: Type.Array(
    Type.Object({
      time: Instant,
      expected: Type.Integer(),
      received: Type.Integer(),
      valid: Type.Integer(),
      /** 0…1; null when nothing was due. */
      transmissionRate: NumberOrNull,
      validityRate: NumberOrNull,
      effectiveTransmissionRate: NumberOrNull,
      onlineRate: NumberOrNull,
    }),
  ),
});
export const getCompleteness = route({
  id: 'telemetry.getCompleteness',
  method: 'GET',
  path: '/api/telemetry/completeness',
  summary: '在线率、有效率、传输率、有效传输率',
  access: 'telemetry.read',
  scope: 'own',
  query: Type.Object({
    pointId: Int4Id,
    from: InstantInput,
    to: InstantInput,
    period: Type.Optional(Type.Union([Type.Literal('hour'), Type.Literal('day')])),
  }),
  response: Completeness,
});

// ------------------------------------------------------------------ frame log

export const LogStatus = Type.Object({
  position: Type.Integer(),
  projected: Type.Integer(),
  segments: Type.Array(
    Type.Object({
      name: Type.String(),
      start: Type.Integer(),
      end: Type.Integer(),
      bytes: Type.Integer(),
      storedBytes: Type.Integer(),
      state: Type.String(),
      sha256: StringOrNull,
      chain: StringOrNull,
      sealedAt: Nullable(Instant),
    }),
  ),
});
export const getLogStatus = route({
  id: 'telemetry.getLogStatus',
  method: 'GET',
  path: '/api/telemetry/log',
  summary: '帧日志：分段、压缩、哈希链',
  access: 'telemetry.read',
  response: LogStatus,
});

// ------------------------------------------------------------------ ingest over HTTPS

/** Letters, digits and signs without blanks: what can stand between the separators of a frame, too. */
const visible = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '^[!-~]+$' });
export const IngestRecord = Type.Object({
  mn: visible(64),
  /** HJ 212 command number of the record: 2011, 2051, 2061 or 2031. */
  cn: Type.Union([Type.Literal('2011'), Type.Literal('2051'), Type.Literal('2061'), Type.Literal('2031')]),
  dataTime: InstantInput,
  items: Type.Array(
    Type.Object({
      code: visible(32),
      /** `Avg`, `Flag` …: names as HJ 212 spells them. */
      attrs: Type.Record(
        Type.String({ pattern: '^[A-Za-z][A-Za-z0-9]{0,15}$' }),
        Type.Union([Type.Number(), plainText(64)]),
        { additionalProperties: false, maxProperties: 32 },
      ),
    }),
    { maxItems: 500 },
  ),
});
export const ingest = route({
  id: 'telemetry.ingest',
  method: 'POST',
  path: '/api/telemetry/ingest',
  summary: 'HTTPS JSON 接入：应答即已持久化',
  access: 'api-key:ingest',
  body: Type.Union([IngestRecord, Type.Array(IngestRecord, { minItems: 1, maxItems: 1000 })]),
  response: Type.Object({ accepted: Type.Integer(), firstLsn: Type.Integer(), lastLsn: Type.Integer() }),
});

// ------------------------------------------------------------------ events

/** Rollups were computed or recomputed. One event a batch. */
export const rolledUp = event(
  'telemetry.rolled-up.v1',
  Type.Object({
    period: Period,
    items: Type.Array(
      Type.Object({ pointId: Type.Integer(), time: Type.String(), revision: Type.Integer() }),
    ),
  }),
);

/**
 * Records came of points that somebody watches (`watchRecords` of the queries): one event a batch of the projector. Times are
 * epoch ms of the oldest and newest record that is new or changed; what lies between is to be read.
 */
export const recorded = event(
  'telemetry.recorded.v1',
  Type.Object({
    items: Type.Array(
      Type.Object({
        pointId: Type.Integer(),
        kind: Type.Union([Type.Literal('realtime'), Type.Literal('minute')]),
        from: Type.Integer(),
        to: Type.Integer(),
      }),
    ),
  }),
);

/** Live topic: `telemetry.arrivals` — at most one message a second: `{points:[{pointId, time, state}], frames, values}`. */
export const LIVE_ARRIVALS = 'telemetry.arrivals';
/** Live topic: commands changed, read them again. */
export const LIVE_COMMANDS = 'telemetry.commands';
