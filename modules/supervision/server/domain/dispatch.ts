import type {
  BodyLevel,
  Deadline,
  DispatchMatch,
  DispatchOrder,
  SourceKind,
  TaskSeverity,
} from '../../contract.ts';

/** What is known of an alarm or signal when it is to be given to somebody. */
export interface Cause {
  readonly source: SourceKind;
  readonly cause: string;
  readonly severity: TaskSeverity;
  readonly pointKind: string | null;
  readonly controlLevel: string | null;
  /** Code of the factor. */
  readonly code: string | null;
  /** Value / limit of an exceedance. */
  readonly ratio: number | null;
  /** How long it lasts, hours; null: it has no duration. */
  readonly hours: number | null;
  /** Where the object lies. */
  readonly unitPath: string;
}

export interface Rule {
  readonly id: number;
  readonly enabled: boolean;
  readonly sort: number;
  readonly match: DispatchMatch;
  readonly order: DispatchOrder;
}

const asked = (list: readonly string[], value: string | null): boolean =>
  list.length === 0 || (value !== null && list.includes(value));

export function fits(match: DispatchMatch, cause: Cause): boolean {
  return (
    asked(match.sources, cause.source) &&
    asked(match.causes, cause.cause) &&
    asked(match.severities, cause.severity) &&
    asked(match.pointKinds, cause.pointKind) &&
    asked(match.codes, cause.code) &&
    asked(match.controlLevels, cause.controlLevel) &&
    (match.units.length === 0 || match.units.some((unit) => cause.unitPath.startsWith(unit))) &&
    (match.minRatio === null || (cause.ratio !== null && cause.ratio >= match.minRatio)) &&
    (match.minHours == null || (cause.hours !== null && cause.hours >= match.minHours))
  );
}

/** The first rule that fits, in the order of `sort`; null: nobody is asked. */
export function ruleFor<R extends Rule>(rules: readonly R[], cause: Cause): R | null {
  return (
    [...rules]
      .sort((a, b) => a.sort - b.sort || a.id - b.id)
      .find((rule) => rule.enabled && fits(rule.match, cause)) ?? null
  );
}

const DEPTH: Readonly<Record<BodyLevel, number>> = { top: 1, middle: 2, base: 3 };

export const CORPS = '/BT/';

/**
 * The unit whose body is competent for an object: objects of the Corps stay in the Corps (兵团 → 师市 → 团镇), those of the region
 * in the region (自治区 → 地州市 → 县市区). An object that stands higher than the level is its own unit's.
 */
export function competentUnit(
  objectUnit: string,
  order: Pick<DispatchOrder, 'regionLevel' | 'corpsLevel'>,
): string {
  const level = objectUnit.startsWith(CORPS) ? order.corpsLevel : order.regionLevel;
  const codes = objectUnit.split('/').filter(Boolean).slice(0, DEPTH[level]);
  return codes.length === 0 ? '/' : `/${codes.join('/')}/`;
}

/** The next unit above, to whose body an overdue task goes; null above the roots. */
export function superiorOf(unitPath: string): string | null {
  const codes = unitPath.split('/').filter(Boolean);
  return codes.length < 2 ? null : `/${codes.slice(0, -1).join('/')}/`;
}

export function deadlineOf(order: DispatchOrder, severity: TaskSeverity): Deadline {
  return order.deadlines[severity];
}

/** Object and cause as one key: while a task of it is open, more of the same joins it. */
export function groupKey(
  groupBy: DispatchOrder['groupBy'],
  of: {
    readonly cause: string;
    readonly pointId: number | null;
    readonly enterpriseId: number | null;
    readonly source: SourceKind;
  },
): string {
  const object =
    groupBy === 'enterprise' && of.enterpriseId !== null
      ? `enterprise/${of.enterpriseId}`
      : `point/${of.pointId ?? 0}`;
  return `${object}|${of.source === 'signal' ? 'signal:' : ''}${of.cause}`;
}

/** `环督（示例）〔2026〕3号`: sign of the body, year, serial. */
export function noticeNumber(prefix: string, year: number, serial: number): string {
  return `${prefix}〔${year}〕${serial}号`;
}
