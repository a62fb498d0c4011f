import { route, type Static, Type } from '@tarim/platform/contract';
import { AlarmKind, FixedKind, Instant, InstantOrNull, Severity, StringOrNull } from './contract-parts.ts';
import { EscalationStep, RuleBody } from './contract-rule-body.ts';

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
  /** offline: as many silent points behind one line, and such a share of them (percent), are an outage of the line: one alarm. */
  groupMin: Type.Optional(Type.Integer({ minimum: 2, maximum: 10_000 })),
  groupShare: Type.Optional(Type.Integer({ minimum: 10, maximum: 100 })),
  /** offline: a point behind a line waits so long before it alarms by itself, for its neighbours to tell. */
  groupWaitMinutes: Type.Optional(Type.Integer({ minimum: 0, maximum: 60 })),
  /** aqi: level from which it fires. */
  minLevel: Type.Optional(Type.Integer({ minimum: 2, maximum: 6 })),
});
export type RuleParams = Static<typeof RuleParams>;

/** Settings each kind knows. */
export const PARAMS_OF: Readonly<Record<AlarmKind, ReadonlyArray<keyof RuleParams>>> = {
  exceedance: ['criticalRatio', 'historicalAfterHours'],
  offline: [
    'silenceFactor',
    'minSilenceMinutes',
    'slowSilenceMinutes',
    'groupMin',
    'groupShare',
    'groupWaitMinutes',
  ],
  fault: [],
  aqi: ['minLevel', 'historicalAfterHours'],
  rule: [],
};

export const AlarmRule = Type.Object({
  id: Type.Integer(),
  kind: AlarmKind,
  /** Counts the versions of the kind's rule, from 1. */
  version: Type.Integer(),
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
  /** `factory`: as delivered, with nobody who changed it; else the words of the person. */
  reason: StringOrNull,
  /** Steps of escalation while nobody acknowledges. */
  escalation: Type.Array(EscalationStep),
  /** Of a written rule (kind `rule`): what all its versions share, its name, and what it says. */
  key: StringOrNull,
  name: StringOrNull,
  body: Type.Union([RuleBody, Type.Null()]),
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
  params: Type.Object({ kind: FixedKind }),
  body: Type.Object({
    enabled: Type.Boolean(),
    pendingFor: Type.Integer({ minimum: 0, maximum: 7 * 86_400 }),
    recoverFor: Type.Integer({ minimum: 0, maximum: 7 * 86_400 }),
    severity: Severity,
    params: RuleParams,
    /** Absent: as it is. */
    escalation: Type.Optional(Type.Array(EscalationStep, { maxItems: 5 })),
    reason: Type.String({ minLength: 2, maxLength: 500 }),
  }),
  response: AlarmRule,
});
