import { event, plainText, route, type Static, Type } from '@tarim/platform/contract';
import { AlarmKind, Id, Instant, orNull, Severity, UnitPath } from './parts.ts';

/** 误报、已处置、已恢复、转事故. */
export const CLOSE_REASONS = ['false-alarm', 'handled', 'normal-work', 'accident'] as const;
export const CloseReason = Type.Enum([...CLOSE_REASONS]);
export type CloseReason = Static<typeof CloseReason>;

export const ALARM_STATES = ['open', 'acknowledged', 'closed'] as const;
export const AlarmState = Type.Enum([...ALARM_STATES]);
export type AlarmState = Static<typeof AlarmState>;

export const Alarm = Type.Object({
  id: Type.Integer(),
  terminalId: Type.Integer(),
  terminalName: Type.String(),
  owner: Type.String(),
  unitPath: Type.String(),
  kind: AlarmKind,
  severity: Severity,
  state: AlarmState,
  since: Instant,
  lastAt: Instant,
  knownAt: Instant,
  /** How often it was hit while open. */
  count: Type.Integer(),
  escalated: Type.Integer(),
  acknowledgedAt: orNull(Instant),
  closedAt: orNull(Instant),
  simulated: Type.Boolean(),
});
export type Alarm = Static<typeof Alarm>;

export const AlarmDetail = Type.Object({
  ...Alarm.properties,
  /** MOB-2 … MOB-8, and the version of the rules; `proposal`: rules of this platform, no standard. */
  rule: Type.String(),
  ruleVersion: Type.Integer(),
  nature: Type.Literal('proposal'),
  /** In words, with the figures. */
  explanation: Type.String(),
  figures: Type.Record(Type.String(), Type.Union([Type.Number(), Type.String(), Type.Null()])),
  ladder: orNull(
    Type.Object({ minutes: Type.Number(), first: Type.String(), top: Type.String(), dueAt: Instant }),
  ),
  closedBy: orNull(Type.Enum(['rule', 'person'])),
  closeReason: orNull(CloseReason),
  closeNote: orNull(Type.String()),
  lsn: orNull(Type.Integer()),
  accidentId: orNull(Type.Integer()),
  steps: Type.Array(
    Type.Object({
      nth: Type.Integer(),
      at: Instant,
      act: Type.Enum(['raised', 'changed', 'acknowledged', 'escalated', 'accident', 'closed']),
      severity: Severity,
      minutes: Type.Number(),
      note: Type.String(),
      by: orNull(Type.String()),
    }),
  ),
});
export type AlarmDetail = Static<typeof AlarmDetail>;

export const listAlarms = route({
  id: 'tracking.listAlarms',
  method: 'GET',
  path: '/api/tracking/alarms',
  summary: '移动放射源报警，新的在前',
  access: 'tracking.read',
  query: Type.Object({
    state: Type.Optional(AlarmState),
    kind: Type.Optional(AlarmKind),
    unit: Type.Optional(UnitPath),
    terminal: Type.Optional(Type.Integer({ minimum: 1 })),
    before: Type.Optional(Type.Integer({ minimum: 1 })),
  }),
  response: Type.Object({ alarms: Type.Array(Alarm), after: orNull(Type.Integer()) }),
});
export const getAlarm = route({
  id: 'tracking.getAlarm',
  method: 'GET',
  path: '/api/tracking/alarms/:id',
  summary: '一条报警：依据的数值、规则与经过',
  access: 'tracking.read',
  params: Id,
  response: AlarmDetail,
});
export const acknowledgeAlarm = route({
  id: 'tracking.acknowledgeAlarm',
  method: 'POST',
  path: '/api/tracking/alarms/:id/acknowledge',
  summary: '签收报警',
  access: 'tracking.handle',
  scope: 'unit',
  params: Id,
  body: Type.Object({ note: plainText(300) }),
  response: AlarmDetail,
});
export const closeAlarm = route({
  id: 'tracking.closeAlarm',
  method: 'POST',
  path: '/api/tracking/alarms/:id/close',
  summary: '解除报警（写明原因）；情形持续时规则会重新报警',
  access: 'tracking.handle',
  scope: 'unit',
  params: Id,
  body: Type.Object({ reason: CloseReason, note: plainText(500, 2) }),
  response: AlarmDetail,
});

/** Alarms that were raised, changed their severity or ended; one event a batch. */
export const alarmChanged = event(
  'tracking.alarm-changed.v1',
  Type.Object({
    items: Type.Array(
      Type.Object({
        alarmId: Type.Integer(),
        terminalId: Type.Integer(),
        unitPath: Type.String(),
        kind: AlarmKind,
        severity: Severity,
        act: Type.Enum(['raised', 'changed', 'acknowledged', 'escalated', 'accident', 'closed']),
        at: Instant,
        simulated: Type.Boolean(),
      }),
    ),
  }),
);

/** Pages of terminals and alarms read again. */
export const LIVE_CHANGES = 'tracking.changes';
