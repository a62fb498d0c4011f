import { Int4Id, plainText, type Static, Type } from '@tarim/platform/contract';
import { DETECTORS } from '@tarim/signals/contract';
import { ALARM_KINDS } from '@tarim/tracking/contract';

/**
 * dispatched 已派发 → received 已签收 → verifying 核实中 → replied 已反馈 → reviewing 审核中 → closed 办结, returned 退回整改,
 * lead 转案件线索; cancelled 撤销.
 */
export const TASK_STATES = [
  'dispatched',
  'received',
  'verifying',
  'replied',
  'reviewing',
  'returned',
  'closed',
  'lead',
  'cancelled',
] as const;
export type TaskState = (typeof TASK_STATES)[number];
export const TaskState = Type.Enum([...TASK_STATES]);
/** States in which nothing more happens. */
export const ENDED: readonly TaskState[] = ['closed', 'lead', 'cancelled'];

/** What people do to a task. */
export const TASK_ACTS = [
  'receive',
  'verify',
  'reply',
  'review',
  'close',
  'return',
  'lead',
  'transfer',
  'ask-extension',
  'grant-extension',
  'refuse-extension',
  'remind',
  'cancel',
] as const;
export type TaskAct = (typeof TASK_ACTS)[number];
export const TaskAct = Type.Enum([...TASK_ACTS]);

/**
 * What a task comes from: an alarm 报警, a signal about the data 数据质量信号, an alarm of a mobile source 移动放射源报警, a finding of the
 * gamma network 辐射监测发现, a measurement of electromagnetic fields over the limit 电磁超限, a person 人工.
 */
export const SOURCE_KINDS = ['alarm', 'signal', 'tracking', 'radnet', 'emf', 'manual'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];
export const SourceKind = Type.Enum([...SOURCE_KINDS]);

export const SEVERITIES = ['info', 'warning', 'critical'] as const;
export type TaskSeverity = (typeof SEVERITIES)[number];
export const TaskSeverity = Type.Enum([...SEVERITIES]);

/** Kinds of alarms of mobile sources as causes (`mobile-left_area` …). */
const MOBILE_CAUSES = ALARM_KINDS.map((kind) => `mobile-${kind}` as const);

/**
 * Kinds of alarms, a person's finding, a violation inside the red line, a rise and a fault at a gamma station, a field over its limit, alarms of mobile sources,
 * and the detectors of signals.
 */
export const CAUSES = [
  'exceedance',
  'offline',
  'fault',
  'aqi',
  'rule',
  'manual',
  'redline',
  'gamma-rise',
  'gamma-fault',
  'emf-over',
  ...MOBILE_CAUSES,
  ...DETECTORS,
] as const;
export type Cause = (typeof CAUSES)[number];

export const VERIFICATIONS = ['on-site', 'off-site'] as const;
export type Verification = (typeof VERIFICATIONS)[number];
/** on-site 现场核实, off-site 非现场核实. */
export const Verification = Type.Enum([...VERIFICATIONS]);

/** Who of a body is asked. */
export const TASK_ROLES = ['enforcement-officer', 'monitoring-station', 'radiation-supervisor'] as const;
export type TaskRole = (typeof TASK_ROLES)[number];
export const TaskRole = Type.Enum([...TASK_ROLES]);

export const LIGHTS = ['green', 'yellow', 'red'] as const;
export type TaskLight = (typeof LIGHTS)[number];
export const TaskLight = Type.Enum([...LIGHTS]);

/** Units of a deadline that tasks use. */
export const DEADLINE_UNITS = ['workday', 'calendarDay', 'hour'] as const;
export type DeadlineUnit = (typeof DEADLINE_UNITS)[number];
export const Deadline = Type.Object({
  length: Type.Integer({ minimum: 1, maximum: 365 }),
  unit: Type.Enum([...DEADLINE_UNITS]),
});
export type Deadline = Static<typeof Deadline>;

export const Instant = Type.String({ format: 'date-time' });
export const Day = Type.String({ format: 'date' });
export const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
export const UnitPath = Type.String({ pattern: '^/([A-Za-z0-9]+/)*$', maxLength: 200 });
export const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
export const Id = Type.Object({ id: Int4Id });
/** Whom a person hands a task to: a team, or somebody who is on duty (值班人员). */
export const AssigneeInput = Type.Object({ kind: Type.Enum(['person', 'team']), name: plainText(60, 1) });
export type AssigneeInput = Static<typeof AssigneeInput>;
/** Findings of radiation that a task may come from. */
export const RADIATION_SOURCES = ['tracking', 'radnet'] as const;
export const Reason = plainText(500, 2);
export const Words = plainText(4_000, 2);

/** A file that was brought as evidence. */
export const EvidenceFile = Type.Object({ sha256: Type.String(), name: Type.String() });
export type EvidenceFile = Static<typeof EvidenceFile>;
export const EvidenceInput = Type.Array(Type.Object({ sha256: Sha256, name: plainText(200, 1) }), {
  maxItems: 20,
});
