import type {
  AlarmKind,
  AlarmState,
  EscalationStep,
  Evidence,
  RuleParams,
  Severity,
} from '../../contract.ts';
import type { EngineReason, StepOfEvaluation } from './engine/types.ts';
import type { ChangeReason, Durations, Life } from './lifecycle.ts';

/** An alarm as it is stored, with its life. */
export interface Alarm {
  readonly id: number;
  readonly kind: AlarmKind;
  readonly severity: Severity;
  readonly ruleId: number;
  readonly subject: Subject;
  /** '' where the kind has none. */
  readonly code: string;
  readonly period: string;
  readonly life: Life;
  readonly firedAt: number | null;
  readonly recoveringAt: number | null;
  readonly closedAt: number | null;
  readonly evidence: Evidence;
  readonly peak: Evidence | null;
  readonly occurrences: number;
  readonly historical: boolean;
  /** Key of a written rule; '' for the fixed kinds. */
  readonly ruleKey: string;
  /** What is known besides its life, while it is open. */
  readonly blind: 'no-data' | 'error' | null;
  readonly group: Group | null;
}

/** What a grouped alarm stands for. */
export interface Group {
  /** gateway, enterprise, unit, rule */
  readonly by: string;
  readonly key: string;
  /** How many points are in it now. */
  readonly members: number;
}

/** The point an alarm is about, as it was when the alarm was raised. */
export interface Subject {
  readonly pointId: number;
  readonly pointName: string;
  readonly pointKind: string;
  readonly enterpriseId: number | null;
  readonly enterpriseName: string | null;
  readonly unitPath: string;
  readonly simulated: boolean;
}

/** A point as the registry knows it now. */
export interface KnownSubject extends Subject {
  /** false: closed. What is still judged of it is kept for the record and disturbs nobody. */
  readonly active: boolean;
}

/** One version of the rule of a kind. */
export interface Rule {
  readonly id: number;
  readonly kind: AlarmKind;
  readonly enabled: boolean;
  readonly pendingFor: number;
  readonly recoverFor: number;
  readonly severity: Severity;
  readonly params: RuleParams;
  readonly escalation: readonly EscalationStep[];
}

export function durationsOf(rule: Pick<Rule, 'pendingFor' | 'recoverFor'>): Durations {
  return { pendingFor: rule.pendingFor * 1000, recoverFor: rule.recoverFor * 1000 };
}

/**
 * The worse of two pieces of evidence: the one farther from its limit, else by value. Of the same limit the side on which the
 * first one lies counts: what has come back to the other side, and is kept by hysteresis only, is not worse.
 */
export function worse(a: Evidence | null, b: Evidence): Evidence {
  if (a === null) return b;
  if (a.ratio !== null && b.ratio !== null && a.code === b.code && a.limit === b.limit)
    return a.ratio >= 1 === b.ratio > a.ratio && a.ratio !== b.ratio ? b : a;
  const left = strain(a) ?? a.value ?? Number.NEGATIVE_INFINITY;
  const right = strain(b) ?? b.value ?? Number.NEGATIVE_INFINITY;
  return right > left ? b : a;
}

/**
 * How far a value stands from its limit, 1 at the limit: value / limit above an upper one, limit / value below a lower one
 * (a pH of 3 is worse than one of 5.5 where 6 is the least).
 */
export function strain({ ratio }: Pick<Evidence, 'ratio'>): number | null {
  if (ratio === null) return null;
  return ratio > 0 && ratio < 1 ? 1 / ratio : ratio;
}

/** Severity by the rule; an exceedance of `criticalRatio` times the limit or more is critical. */
export function severityOf(rule: Rule, evidence: Evidence): Severity {
  const { criticalRatio } = rule.params;
  if (rule.kind === 'exceedance' && criticalRatio !== undefined && (strain(evidence) ?? 0) >= criticalRatio)
    return 'critical';
  return rule.severity;
}

const ORDER: readonly Severity[] = ['info', 'warning', 'critical'];

/** A severity never falls while the alarm lives. */
export function severer(a: Severity, b: Severity): Severity {
  return ORDER.indexOf(b) > ORDER.indexOf(a) ? b : a;
}

/** A change of state with everything the log and the event need. */
export interface LoggedChange {
  readonly from: AlarmState | null;
  readonly to: AlarmState;
  readonly why: ChangeReason | EngineReason | 'joined' | 'left' | 'escalated' | 'unsilenced';
  readonly at: number;
  readonly text: string | null;
  readonly evidence: Evidence | null;
  /** Who did it; null: the platform. */
  readonly by: { readonly name: string; readonly userId: string } | null;
  /** How the terms of a written rule stood. */
  readonly steps?: readonly StepOfEvaluation[];
}

/** Times of entering the states, as the changes made them. `at` is when the platform saw it (wall clock). */
export function stamp(
  alarm: Alarm,
  life: Life,
  changes: readonly { to: Life['state'] }[],
  at: number,
): Alarm {
  let { firedAt, recoveringAt, closedAt } = alarm;
  for (const { to } of changes) {
    if (to === 'firing') {
      firedAt ??= at;
      recoveringAt = null;
    } else if (to === 'recovering') recoveringAt = at;
    else if (to === 'closed') closedAt = at;
  }
  return { ...alarm, life, firedAt, recoveringAt, closedAt };
}
