import type { Problem } from '@tarim/kernel';
import { FURNACE_RULES, type FurnaceAllowance } from '@tarim/standards';
import { problem } from '../problems.ts';
import { told } from '../told.ts';
import { FURNACE_PROBLEMS as P } from './furnace-problems.ts';

export interface ExcludedHour {
  readonly hour: number;
  readonly mark: string;
  /** The allowance that covers it: `startStopFault`, `dryingCooling`, `stopped`, `maintenance`. */
  readonly allowance: string;
}
const NORMAL = '正常工况';

/** Hours that their marks leave out, in order, as long as the allowance of the year or quarter lasts. */
export function excludedHours(
  input: { readonly marks?: unknown; readonly usedBefore?: unknown },
  pm: readonly (number | null)[],
  problems: Problem[],
): ExcludedHour[] {
  const marks = Array.isArray(input.marks) ? input.marks.slice(0, 24) : [];
  const before = (typeof input.usedBefore === 'object' ? input.usedBefore : null) as Record<
    string,
    unknown
  > | null;
  const used = new Map<string, number>();
  const out: ExcludedHour[] = [];
  for (const [hour, mark] of marks.entries()) {
    if (mark === null || mark === undefined || mark === NORMAL) continue;
    const rule = FURNACE_RULES.not_judged.find((one) => one.marks.includes(mark));
    if (!rule) {
      problems.push(problem(P.mark, { hour, mark: told(mark) }, `marks.${hour}`));
      continue;
    }
    const spent = used.get(rule.key) ?? numberOf(before?.[rule.key]);
    const path = `marks.${hour}`;
    const dust = pm[hour];
    if (rule.pm_hour_max !== undefined && typeof dust === 'number' && dust > rule.pm_hour_max)
      problems.push(problem(P.dust, { hour, mark, value: dust, limit: rule.pm_hour_max }, path));
    else if (!lasts(rule, spent))
      problems.push(problem(P.allowance, { hour, mark, limit: rule.max_h! }, path));
    else out.push({ hour, mark, allowance: rule.key });
    used.set(rule.key, spent + 1);
  }
  return out;
}

const lasts = (rule: FurnaceAllowance, spent: number) => rule.max_h === undefined || spent + 1 <= rule.max_h;

function numberOf(value: unknown): number {
  return typeof value === 'number' && value >= 0 ? value : 0;
}
