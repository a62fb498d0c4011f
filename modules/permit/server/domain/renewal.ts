import { DAY_MS } from '@tarim/kernel';
import { deadlineLight, plusDays } from '@tarim/science';
import { statutoryTerm } from '@tarim/standards';
import type { PermitState, Renewal } from '../../contract.ts';

/** Days before the last day to ask in which the light is yellow: a habit of the platform, no rule. */
export const WARN_DAYS = 30;

const endOf = (day: string): number => Date.parse(`${day}T23:59:59+08:00`);
const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY_MS;

/** Last day on which renewal can be asked for: sixty days before the end (排污许可管理条例 14). Counted back, it is not moved by days off. */
export const renewalDue = (validTo: string): string =>
  plusDays(validTo, -statutoryTerm('permit-renewal-ask').length);

/** How the renewal of a permit stands. `askedOn`: of the application that is under way; `now` in milliseconds. */
export function renewalOf(validTo: string, askedOn: string | null, now: number): Renewal {
  const { act, article, confidence } = statutoryTerm('permit-renewal-ask');
  const due = renewalDue(validTo);
  const light = deadlineLight({
    dueAt: endOf(due),
    now,
    doneAt: askedOn === null ? null : Date.parse(`${askedOn}T12:00:00+08:00`),
    warnHours: WARN_DAYS * 24,
  });
  return {
    due,
    askedOn,
    daysBefore: askedOn === null ? null : daysBetween(askedOn, validTo),
    late: light === 'red',
    light: askedOn !== null && light === 'green' ? 'done' : light,
    source: `${act} ${article}`,
    confidence,
  };
}

/** A permit holds to the end of its last day. */
export const stateOf = (
  kept: Exclude<PermitState, 'expired'>,
  validTo: string,
  today: string,
): PermitState => (kept === 'valid' && today > validTo ? 'expired' : kept);
