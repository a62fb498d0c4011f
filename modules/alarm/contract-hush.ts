import { InstantInput, Int4Id, plainText, route, type Static, Type } from '@tarim/platform/contract';
import { AlarmKind, Instant, InstantOrNull, IntegerOrNull, StringOrNull } from './contract-parts.ts';

/** 静默: somebody does not want to be disturbed. 维护窗口: planned work on a point or its devices. */
export const HushKind = Type.Union([Type.Literal('silence'), Type.Literal('maintenance')]);
export type HushKind = Static<typeof HushKind>;

/** Alarms under it live, are shown and say so; nobody is told of them and nothing escalates. */
export const Hush = Type.Object({
  id: Type.Integer(),
  kind: HushKind,
  /** Of one point; null: of a rule or kind everywhere below the unit. */
  pointId: IntegerOrNull,
  pointName: StringOrNull,
  /** Of one written rule. */
  ruleKey: StringOrNull,
  ruleName: StringOrNull,
  alarmKind: Type.Union([AlarmKind, Type.Null()]),
  unitPath: Type.String(),
  unitName: Type.String(),
  from: Instant,
  until: Instant,
  reason: Type.String(),
  by: Type.String(),
  state: Type.Union([Type.Literal('planned'), Type.Literal('present'), Type.Literal('over')]),
  endedAt: InstantOrNull,
  endedBy: StringOrNull,
  /** Alarms it covers. */
  alarms: Type.Integer(),
  /** May the caller end it? */
  mayEnd: Type.Boolean(),
});
export type Hush = Static<typeof Hush>;

export const listHushes = route({
  id: 'alarm.listHushes',
  method: 'GET',
  path: '/api/alarm/hushes',
  summary: '静默与维护窗口，最新在前',
  access: 'alarm.read',
  query: Type.Object({ present: Type.Optional(Type.Boolean()), pointId: Type.Optional(Int4Id) }),
  response: Type.Object({ hushes: Type.Array(Hush) }),
});

/** At least one of point, rule and kind is named. Without a point it holds below `unitPath`. */
export const createHush = route({
  id: 'alarm.createHush',
  method: 'POST',
  path: '/api/alarm/hushes',
  summary: '设置静默或维护窗口',
  access: 'alarm.acknowledge',
  scope: 'unit',
  body: Type.Object({
    kind: HushKind,
    pointId: Type.Optional(Int4Id),
    ruleKey: Type.Optional(Type.String({ pattern: '^[a-z0-9-]{1,60}$' })),
    alarmKind: Type.Optional(AlarmKind),
    unitPath: Type.Optional(Type.String({ pattern: '^/([A-Za-z0-9]+/)*$', maxLength: 200 })),
    from: InstantInput,
    until: InstantInput,
    reason: plainText(500, 2),
  }),
  response: Hush,
});

export const endHush = route({
  id: 'alarm.endHush',
  method: 'POST',
  path: '/api/alarm/hushes/:id/end',
  summary: '提前结束静默或维护窗口',
  access: 'alarm.acknowledge',
  scope: 'unit',
  params: Type.Object({ id: Int4Id }),
  response: Hush,
});
