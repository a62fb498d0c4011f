import { beijingDate, HOUR_MS } from '@tarim/kernel';
import type { Amount, QuarterRate } from './types.ts';

/** `2026-Q3` of the Beijing date. */
export function quarterOf(ms: number): string {
  const date = beijingDate(ms);
  return `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
}

/** [start, end) of `2026-Q3`, epoch ms of Beijing midnights. */
export function quarterSpan(quarter: string): { start: number; end: number } {
  const year = Number(quarter.slice(0, 4));
  const first = (Number(quarter.slice(6)) - 1) * 3;
  const at = (month: number) => Date.UTC(year, month, 1) - 8 * HOUR_MS;
  return { start: at(first), end: at(first + 3) };
}

export const isValid = (one: Amount): one is Amount & { kg: number } =>
  one.state === 'valid' && one.kg !== null;

/**
 * 季度有效数据捕集率 α = (季度小时数 − 无效时段 − 停运时段)/(季度小时数 − 停运时段), HJ 75-2017 (as handed down, see the table's
 * confidence). Amounts that are not `valid` are invalid whatever the reason; what stopped owes nothing.
 */
export function captureRate(quarter: string, amounts: readonly Amount[]): QuarterRate {
  const hours = amounts.length;
  const stopped = amounts.filter((one) => one.state === 'stopped').length;
  const valid = amounts.filter(isValid).length;
  const due = hours - stopped;
  return { quarter, hours, stopped, valid, alpha: due === 0 ? null : (valid * 100) / due };
}
