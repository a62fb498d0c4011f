import { event, route, type Static, Type } from '@tarim/platform/contract';

/** exceedance 超标, offline 离线, fault 故障, aqi 重污染天气 (level 5 and worse). */
export const AlarmKind = Type.Union([
  Type.Literal('exceedance'),
  Type.Literal('offline'),
  Type.Literal('fault'),
  Type.Literal('aqi'),
]);
export type AlarmKind = Static<typeof AlarmKind>;
export const ALARM_KINDS: readonly AlarmKind[] = ['exceedance', 'offline', 'fault', 'aqi'];

/** pending 待确认 → firing 报警中 → recovering 恢复中 → closed 已关闭. */
export const AlarmState = Type.Union([
  Type.Literal('pending'),
  Type.Literal('firing'),
  Type.Literal('recovering'),
  Type.Literal('closed'),
]);
export type AlarmState = Static<typeof AlarmState>;
export const ALARM_STATES: readonly AlarmState[] = ['pending', 'firing', 'recovering', 'closed'];

export const Severity = Type.Union([Type.Literal('info'), Type.Literal('warning'), Type.Literal('critical')]);
export type Severity = Static<typeof Severity>;

const Instant = Type.String({ format: 'date-time' });
const InstantOrNull = Type.Union([Instant, Type.Null()]);
const NumberOrNull = Type.Union([Type.Number(), Type.Null()]);
const IntegerOrNull = Type.Union([Type.Integer(), Type.Null()]);
const StringOrNull = Type.Union([Type.String(), Type.Null()]);
const PeriodOrNull = Type.Union([Type.Literal('hour'), Type.Literal('day'), Type.Null()]);

/** What an alarm rests on: the key of the next step up the river. */
export const Evidence = Type.Object({
  /** verdict → `evaluation.explainVerdict`; aqi → `evaluation.explainAqi`; frame → `telemetry.getFrame`. */
  source: Type.Union([
    Type.Literal('verdict'),
    Type.Literal('aqi'),
    Type.Literal('frame'),
    Type.Literal('silence'),
  ]),
  pointId: Type.Integer(),
  code: StringOrNull,
  period: PeriodOrNull,
  time: InstantOrNull,
  lsn: IntegerOrNull,
  value: NumberOrNull,
  limit: NumberOrNull,
  ratio: NumberOrNull,
  revision: IntegerOrNull,
});
export type Evidence = Static<typeof Evidence>;

export const AlarmRow = Type.Object({
  id: Type.Integer(),
  kind: AlarmKind,
  state: AlarmState,
  severity: Severity,
  pointId: Type.Integer(),
  pointName: Type.String(),
  pointKind: Type.String(),
  lon: NumberOrNull,
  lat: NumberOrNull,
  enterpriseId: IntegerOrNull,
  enterpriseName: StringOrNull,
  unitPath: Type.String(),
  unitName: Type.String(),
  /** Factor of an exceedance; null for the others. */
  code: StringOrNull,
  codeName: StringOrNull,
  unit: StringOrNull,
  /** First occurrence of the cause (for an exceedance: start of the first period that exceeded). */
  startedAt: Instant,
  firedAt: InstantOrNull,
  recoveringAt: InstantOrNull,
  closedAt: InstantOrNull,
  /** Newest evidence. */
  evidence: Evidence,
  /** Worst evidence so far (exceedance: the highest ratio). */
  peak: Type.Union([Evidence, Type.Null()]),
  /** How many times the cause was seen. */
  occurrences: Type.Integer(),
  acknowledged: Type.Union([Type.Object({ by: Type.String(), at: Instant }), Type.Null()]),
  notes: Type.Integer(),
  /** Raised from data that came late: kept for the record, nobody was disturbed. */
  historical: Type.Boolean(),
  simulated: Type.Boolean(),
  updatedAt: Instant,
});
export type AlarmRow = Static<typeof AlarmRow>;

export const AlarmLogRow = Type.Object({
  at: Instant,
  from: Type.Union([AlarmState, Type.Null()]),
  to: AlarmState,
  /** Coded reason: `seen`, `held`, `cleared`, `revised`, `again`, `quiet`, `hand`, `historical`, `withdrawn`, `acknowledged`, `note`. */
  why: Type.String(),
  /** Written by a person, or explains the code. */
  text: StringOrNull,
  by: StringOrNull,
  evidence: Type.Union([Evidence, Type.Null()]),
});

export const AlarmDetail = Type.Interface([AlarmRow], {
  log: Type.Array(AlarmLogRow),
  /** The rule by which it lives: durations in seconds. */
  rule: Type.Object({
    id: Type.Integer(),
    pendingFor: Type.Integer(),
    recoverFor: Type.Integer(),
    effectiveFrom: Instant,
  }),
  /** May the caller acknowledge, note and close it? */
  mayHandle: Type.Boolean(),
});

const filters = Type.Object({
  /** `open` is everything but closed (the default); `all` includes the closed. */
  state: Type.Optional(Type.Union([AlarmState, Type.Literal('open'), Type.Literal('all')])),
  kind: Type.Optional(AlarmKind),
  severity: Type.Optional(Severity),
  unit: Type.Optional(Type.String({ description: 'unit path prefix', maxLength: 200 })),
  pointId: Type.Optional(Type.Integer()),
  enterpriseId: Type.Optional(Type.Integer()),
  since: Type.Optional(Instant),
  until: Type.Optional(Instant),
  acknowledged: Type.Optional(Type.Boolean()),
  /** Part of a point's or enterprise's name, or a factor code. */
  q: Type.Optional(Type.String({ maxLength: 100 })),
});

/** Reading: staff with `alarm.read` see all, a person of an enterprise the alarms of that enterprise; the handlers decide. */
export const listAlarms = route({
  id: 'alarm.listAlarms',
  method: 'GET',
  path: '/api/alarm/alarms',
  summary: '报警列表，最新在前',
  access: 'signed-in',
  query: Type.Interface([filters], {
    cursor: Type.Optional(Type.String({ maxLength: 200 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  }),
  response: Type.Object({ alarms: Type.Array(AlarmRow), next: StringOrNull }),
});

export const exportAlarms = route({
  id: 'alarm.exportAlarms',
  method: 'GET',
  path: '/api/alarm/alarms/export',
  summary: '导出报警为 XLSX 或 CSV',
  access: 'signed-in',
  query: Type.Interface([filters], { format: Type.Union([Type.Literal('xlsx'), Type.Literal('csv')]) }),
});

export const countAlarms = route({
  id: 'alarm.countAlarms',
  method: 'GET',
  path: '/api/alarm/counts',
  summary: '报警数量',
  access: 'signed-in',
  query: Type.Object({ unit: Type.Optional(Type.String({ maxLength: 200 })) }),
  response: Type.Object({
    at: Instant,
    pending: Type.Integer(),
    firing: Type.Integer(),
    recovering: Type.Integer(),
    unacknowledged: Type.Integer(),
    firedLast24h: Type.Integer(),
    closedLast24h: Type.Integer(),
    /** Open ones only. */
    byKind: Type.Array(
      Type.Object({
        kind: AlarmKind,
        pending: Type.Integer(),
        firing: Type.Integer(),
        recovering: Type.Integer(),
      }),
    ),
  }),
});

const Id = Type.Object({ id: Type.Integer({ minimum: 1 }) });

export const getAlarm = route({
  id: 'alarm.getAlarm',
  method: 'GET',
  path: '/api/alarm/alarms/:id',
  summary: '一条报警：经过、依据、处置',
  access: 'signed-in',
  params: Id,
  response: AlarmDetail,
});

export const acknowledgeAlarm = route({
  id: 'alarm.acknowledgeAlarm',
  method: 'POST',
  path: '/api/alarm/alarms/:id/acknowledge',
  summary: '确认报警',
  access: 'alarm.acknowledge',
  scope: 'unit',
  params: Id,
  body: Type.Object({ note: Type.Optional(Type.String({ maxLength: 2000 })) }),
  response: AlarmDetail,
});

export const addNote = route({
  id: 'alarm.addNote',
  method: 'POST',
  path: '/api/alarm/alarms/:id/notes',
  summary: '添加处置备注',
  access: 'alarm.acknowledge',
  scope: 'unit',
  params: Id,
  body: Type.Object({ text: Type.String({ minLength: 1, maxLength: 2000 }) }),
  response: AlarmDetail,
});

/** By hand, with a reason; a cause that lasts raises a new alarm. */
export const closeAlarm = route({
  id: 'alarm.closeAlarm',
  method: 'POST',
  path: '/api/alarm/alarms/:id/close',
  summary: '人工关闭报警（须写明原因）',
  access: 'alarm.acknowledge',
  scope: 'unit',
  params: Id,
  body: Type.Object({ reason: Type.String({ minLength: 2, maxLength: 2000 }) }),
  response: AlarmDetail,
});

// ------------------------------------------------------------------ rules

/** Settings of one kind; those a kind does not know are absent. */
export const RuleParams = Type.Object({
  /** exceedance: ratio (value / limit) from which it is critical. */
  criticalRatio: Type.Optional(Type.Number({ minimum: 1, maximum: 1000 })),
  /** exceedance: data older than this when judged is recorded as historical, hours. */
  historicalAfterHours: Type.Optional(Type.Integer({ minimum: 1, maximum: 24 * 366 })),
  /** offline: allowed silence = device interval × factor, but at least `minSilenceMinutes`. */
  silenceFactor: Type.Optional(Type.Number({ minimum: 1, maximum: 100 })),
  minSilenceMinutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 24 * 60 })),
  /** offline: for analysers that report seldom (wastewater, groundwater), minutes. */
  slowSilenceMinutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 7 * 24 * 60 })),
  /** aqi: level from which it fires. */
  minLevel: Type.Optional(Type.Integer({ minimum: 2, maximum: 6 })),
});
export type RuleParams = Static<typeof RuleParams>;

export const AlarmRule = Type.Object({
  id: Type.Integer(),
  kind: AlarmKind,
  enabled: Type.Boolean(),
  /** How long the cause must last before it fires, seconds. */
  pendingFor: Type.Integer(),
  /** How long the cause must be gone before it closes, seconds. */
  recoverFor: Type.Integer(),
  severity: Severity,
  params: RuleParams,
  effectiveFrom: Instant,
  effectiveTo: InstantOrNull,
  changedBy: StringOrNull,
  reason: StringOrNull,
});
export type AlarmRule = Static<typeof AlarmRule>;

export const listRules = route({
  id: 'alarm.listRules',
  method: 'GET',
  path: '/api/alarm/rules',
  summary: '报警规则及其历次版本，现行在前',
  access: 'alarm.read',
  response: Type.Object({ rules: Type.Array(AlarmRule) }),
});

/** Writes a new version that holds from now on; the old one stays for the alarms it made. */
export const updateRule = route({
  id: 'alarm.updateRule',
  method: 'PUT',
  path: '/api/alarm/rules/:kind',
  summary: '修改一类报警的规则（产生新版本）',
  access: 'alarm.configure',
  params: Type.Object({ kind: AlarmKind }),
  body: Type.Object({
    enabled: Type.Boolean(),
    pendingFor: Type.Integer({ minimum: 0, maximum: 7 * 86_400 }),
    recoverFor: Type.Integer({ minimum: 0, maximum: 7 * 86_400 }),
    severity: Severity,
    params: RuleParams,
    reason: Type.String({ minLength: 2, maxLength: 500 }),
  }),
  response: AlarmRule,
});

// ------------------------------------------------------------------ events

/** Alarms changed state. One event a batch. */
export const alarmChanged = event(
  'alarm.changed.v1',
  Type.Object({
    items: Type.Array(
      Type.Object({
        id: Type.Integer(),
        kind: AlarmKind,
        pointId: Type.Integer(),
        code: StringOrNull,
        from: Type.Union([AlarmState, Type.Null()]),
        to: AlarmState,
        at: Instant,
        why: Type.String(),
        severity: Severity,
        historical: Type.Boolean(),
      }),
    ),
  }),
);

/** Live topic (signed-in): `{items: [{id, kind, pointId, from, to, severity}]}`; pages read again. */
export const LIVE_ALARMS = 'alarm.changes';
