import { DAY_MS } from '@tarim/kernel';
import type { FindingKind, HourState } from '@tarim/radnet/contract';
import type { AlarmKind, Severity } from '@tarim/tracking/contract';
import type { Cause, TaskSeverity } from '../../contract.ts';

/** Kinds that ask for people at once; all others when their ladder has been climbed unanswered. */
const AT_ONCE: ReadonlySet<AlarmKind> = new Set(['source_missing', 'exposed_outside_job', 'left_area']);

export interface TrackedAlarm {
  readonly kind: AlarmKind;
  readonly severity: Severity;
  /** Steps of the ladder that were climbed because nobody answered. */
  readonly escalated: number;
  readonly closedAt: Date | null;
  readonly closeReason: string | null;
  /** Accident (辐射事故) that it became. */
  readonly accidentId: number | null;
}

/**
 * Whether an alarm of a mobile source is a task now. An announced silence is none, nor one that was found false; one that ended by itself
 * before anybody had to climb for it is none either.
 */
export function asksOfTracking(alarm: TrackedAlarm): boolean {
  if (alarm.severity === 'announced' || alarm.closeReason === 'false-alarm') return false;
  if (alarm.escalated > 0 || alarm.accidentId !== null) return true;
  return AT_ONCE.has(alarm.kind) && alarm.closedAt === null;
}

/** Four steps of severity to three; an accident is critical, and from `high` on what nobody answered. */
export function severityOfTracking({
  severity,
  escalated,
  accidentId,
}: Pick<TrackedAlarm, 'severity' | 'escalated' | 'accidentId'>): TaskSeverity {
  if (severity === 'critical' || accidentId !== null || (severity === 'high' && escalated > 0))
    return 'critical';
  return severity === 'high' || severity === 'warn' ? 'warning' : 'info';
}

/** Late figures still make a task for so long after their last hour; after that they are history. */
export const TASK_WITHIN_MS = 10 * DAY_MS;

/**
 * What a finding asks for; null: nothing. Rain needs nobody, the first dry hour waits for the second.
 * @param withinMs how long after its last hour it asks at all
 */
export function askOfFinding(
  finding: {
    readonly kind: FindingKind;
    readonly state: string;
    readonly worst: HourState;
    /** Start of the last hour. */
    readonly to: Date;
  },
  now: number,
  withinMs: number,
): { readonly cause: Cause; readonly severity: TaskSeverity } | null {
  const { kind, state, worst, to } = finding;
  if (state !== 'open' && state !== 'acknowledged') return null;
  if (now - to.getTime() > withinMs) return null;
  if (kind === 'fault') return { cause: 'gamma-fault', severity: 'info' };
  if (kind !== 'rise' || worst === 'attention') return null;
  return { cause: 'gamma-rise', severity: worst === 'urgent' ? 'critical' : 'warning' };
}

/** What a finding is about when a person hands it on, whatever it asks for by itself: rain and a first dry hour too. */
export function causeByHand(finding: { readonly kind: FindingKind; readonly worst: HourState }): {
  readonly cause: Cause;
  readonly severity: TaskSeverity;
} {
  if (finding.kind === 'fault') return { cause: 'gamma-fault', severity: 'info' };
  return { cause: 'gamma-rise', severity: finding.worst === 'urgent' ? 'critical' : 'warning' };
}
