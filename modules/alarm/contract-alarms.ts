import { event, route, type Static, Type } from '@tarim/platform/contract';
import {
  AlarmKind,
  AlarmState,
  Evidence,
  Instant,
  InstantOrNull,
  IntegerOrNull,
  NumberOrNull,
  Severity,
  StringOrNull,
} from './contract-parts.ts';
import { AlarmRule } from './contract-rules.ts';

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
  /** Factor of an exceedance or fault; null for the others. */
  code: StringOrNull,
  /** In the language of the request, as `unitName`. */
  codeName: StringOrNull,
  unit: StringOrNull,
  /**
   * When the cause was first seen: for an exceedance or heavy pollution the **end** of the first period, which is when it
   * could be known; `evidence.time` has the start of a period.
   */
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
  /** Of an alarm by a written rule: what the versions of the rule share, and its name. */
  ruleKey: StringOrNull,
  ruleName: StringOrNull,
  /** A grouped alarm stands for its members; `pointId` is the first of them, `pointName` the name of the group. */
  group: Type.Union([
    Type.Object({ by: Type.String(), key: Type.String(), members: Type.Integer() }),
    Type.Null(),
  ]),
  /** A silence or a maintenance window covers it: it disturbs nobody. */
  hush: Type.Union([
    Type.Object({
      id: Type.Integer(),
      kind: Type.Union([Type.Literal('silence'), Type.Literal('maintenance')]),
      until: Instant,
      reason: Type.String(),
      by: Type.String(),
    }),
    Type.Null(),
  ]),
  /** Steps of escalation that were taken. */
  escalated: Type.Integer(),
  updatedAt: Instant,
});
export type AlarmRow = Static<typeof AlarmRow>;

export const AlarmLogRow = Type.Object({
  at: Instant,
  from: Type.Union([AlarmState, Type.Null()]),
  to: AlarmState,
  /**
   * Coded reason: `seen`, `held`, `cleared`, `revised`, `again`, `quiet`, `hand`, `historical`, `withdrawn` (the point
   * was closed, or has no device any more), `acknowledged`, `note`; of groups `joined`, `left`, `grouped` (now part of a
   * grouped alarm); of written rules also `no-data`, `error`, `data-again`, `severer`, `off-schedule`, `replaced`; `escalated`, `unsilenced`.
   */
  why: Type.String(),
  /** Written by a person, or explains the code. */
  text: StringOrNull,
  by: StringOrNull,
  evidence: Type.Union([Evidence, Type.Null()]),
  /** How each term of a written rule stood, in reading order. */
  steps: Type.Union([
    Type.Array(
      Type.Object({
        term: Type.Integer(),
        on: Type.Union([Type.Boolean(), Type.Null()]),
        value: NumberOrNull,
        threshold: NumberOrNull,
      }),
    ),
    Type.Null(),
  ]),
});

/** A point in a grouped alarm. */
export const AlarmMember = Type.Object({
  pointId: Type.Integer(),
  pointName: Type.String(),
  state: AlarmState,
  severity: Severity,
  startedAt: Instant,
  firedAt: InstantOrNull,
  endedAt: InstantOrNull,
  evidence: Evidence,
});
export type AlarmMember = Static<typeof AlarmMember>;

export const AlarmDetail = Type.Interface([AlarmRow], {
  log: Type.Array(AlarmLogRow),
  /** The version of the rule by which it lives: the one that raised it, not the present one. */
  rule: AlarmRule,
  /** Open ones first; at most 1,000 of them. */
  members: Type.Array(AlarmMember),
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
  /** Key of a written rule. */
  rule: Type.Optional(Type.String({ maxLength: 60 })),
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
  query: Type.Interface([filters], {
    format: Type.Union([Type.Literal('xlsx'), Type.Literal('csv')]),
    /** Language of headings and names: a link of a page cannot send a header. Absent: that of the request. */
    lang: Type.Optional(Type.Union([Type.Literal('zh-CN'), Type.Literal('en'), Type.Literal('ug')])),
  }),
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
    /** Open, but nothing can be said at present: no data, or the condition cannot be evaluated. */
    blind: Type.Integer(),
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
  summary: '签收报警',
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
        /** Version of the rule it lives by, and the key of a written rule. */
        ruleId: Type.Optional(Type.Integer()),
        ruleKey: Type.Optional(StringOrNull),
        /** Set where the alarm is a group: its own id; `members` says how many points it stands for. */
        groupId: Type.Optional(IntegerOrNull),
        members: Type.Optional(Type.Integer()),
        unitPath: Type.Optional(Type.String()),
        enterpriseId: Type.Optional(IntegerOrNull),
        /** A silence or maintenance window covers it: nobody is to be disturbed. */
        silenced: Type.Optional(Type.Boolean()),
      }),
    ),
  }),
);

/** Nobody acknowledged for as long as the rule allows: the next level is to be told. One event a step. */
export const alarmEscalated = event(
  'alarm.escalated.v1',
  Type.Object({
    alarmId: Type.Integer(),
    /** Counts from 1. */
    step: Type.Integer(),
    severity: Severity,
    unitPath: Type.String(),
    at: Instant,
    kind: Type.Optional(AlarmKind),
    ruleId: Type.Optional(Type.Integer()),
    /** Whom the rule names for the step, in words. */
    to: Type.Optional(StringOrNull),
  }),
);
