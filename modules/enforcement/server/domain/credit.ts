import { runClock } from '@tarim/science';
import { ENFORCEMENT_RULES } from '@tarim/standards';
import type { Credit } from '../../contract.ts';
import type { Standing } from './file.ts';

const monthsAfter = (start: string, length: number): string =>
  length === 0 ? start : runClock({ start, length, unit: 'month', rollToNextWorkdayAtEnd: false }).dueDate!;

/**
 * 信用记录 of a published decision (信用修复管理办法): repairable when the least period has passed, ended by itself after the most.
 * @returns null where nothing was published
 */
export function creditOf({ credit }: Pick<Standing, 'credit'>, today: string): Credit | null {
  if (!credit) return null;
  const { grades, act, article, confidence } = ENFORCEMENT_RULES.credit;
  const { leastMonths, mostMonths } = grades[credit.grade];
  const repairableFrom = monthsAfter(credit.publishedOn, leastMonths);
  const endsOn = monthsAfter(credit.publishedOn, mostMonths);
  const state = credit.withdrawnOn
    ? 'withdrawn'
    : credit.repairedOn
      ? 'repaired'
      : today > endsOn
        ? 'ended'
        : credit.appliedOn
          ? 'applied'
          : today >= repairableFrom
            ? 'repairable'
            : 'published';
  return {
    grade: credit.grade,
    publishedOn: credit.publishedOn,
    repairableFrom,
    endsOn,
    state,
    source: article === null ? act : `${act} ${article}`,
    confidence,
  };
}
