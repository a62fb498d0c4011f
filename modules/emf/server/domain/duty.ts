import { DAY_MS } from '@tarim/kernel';
import type { Duty, DutyRule, FacilityInput } from '../../contract.ts';

/** Days before the end in which the light is yellow: a habit of the platform, no rule. */
const WARN_DAYS = 30;

/** The rule for a facility on a day: of the nearest unit above, its kind before all kinds, then the newest; null: none. */
export function ruleFor(
  rules: readonly DutyRule[],
  one: Pick<FacilityInput, 'unitPath' | 'facilityClass' | 'kind'>,
  today: string,
): DutyRule | null {
  const fitting = rules.filter(
    (rule) =>
      rule.facilityClass === one.facilityClass &&
      one.unitPath.startsWith(rule.unitPath) &&
      (rule.kind === null || rule.kind === one.kind) &&
      rule.effectiveFrom <= today,
  );
  const [best] = fitting.sort(
    (a, b) =>
      b.unitPath.length - a.unitPath.length ||
      Number(b.kind !== null) - Number(a.kind !== null) ||
      b.effectiveFrom.localeCompare(a.effectiveFrom) ||
      b.id - a.id,
  );
  return best ?? null;
}

/** The day so many months later; the last of its month where that has no such day. */
export function plusMonths(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date, last));
  return first.toISOString().slice(0, 10);
}

/**
 * When a facility has to measure by itself next: so many months after it last did, or after it began; null: nothing is asked of it.
 * `lastOn`: the day of its newest own measurement that was not sent back.
 */
export function dutyOf(
  rules: readonly DutyRule[],
  one: Pick<FacilityInput, 'unitPath' | 'facilityClass' | 'kind' | 'state' | 'since'>,
  lastOn: string | null,
  today: string,
): Duty | null {
  if (one.state !== 'in-use' || one.facilityClass === null) return null;
  const rule = ruleFor(rules, one, today);
  if (!rule || rule.months === null) return null;
  const due = plusMonths(lastOn ?? one.since, rule.months);
  const left = (Date.parse(due) - Date.parse(today)) / DAY_MS;
  const light = left < 0 ? 'red' : left <= WARN_DAYS ? 'yellow' : 'green';
  return { months: rule.months, due, light, source: rule.source };
}
