import { beijingDate, DAY_MS } from '@tarim/kernel';
import { DOSE_STANDARD } from '@tarim/standards';
import type { DoseRecord } from './limits.ts';

/** A gap of a dosimeter record (个人剂量监测周期, 卫生部令第55号: 30 d as a rule, 90 d at most). */
export interface RecordGap {
  /** `missing`: days without a dosimeter; `late`: worn longer than allowed; `overdue`: nothing new for too long; `long`: above the rule. */
  readonly kind: 'missing' | 'late' | 'overdue' | 'long';
  /** Beijing dates. */
  readonly from: string;
  readonly to: string;
  readonly days: number;
  readonly most: number;
}

const days = (from: number, to: number): number => Math.round((to - from) / DAY_MS);

/** Gaps of records in time's order; `at` (epoch ms): the day on which the record is looked at. */
export function gapsOf(records: readonly DoseRecord[], at: number | null): RecordGap[] {
  const { reading_days, reading_days_most: most } = DOSE_STANDARD.data.dosimetry;
  const gaps: RecordGap[] = [];
  const say = (kind: RecordGap['kind'], from: number, to: number, length: number, limit: number) =>
    gaps.push({ kind, from: beijingDate(from), to: beijingDate(to), days: length, most: limit });
  let end: number | null = null;
  for (const { from, to } of records) {
    if (end !== null && days(end, from) > 1) say('missing', end, from, days(end, from) - 1, 0);
    const worn = days(from, to) + 1;
    if (worn > most) say('late', from, to, worn, most);
    // A calendar month has 31 days.
    else if (worn > reading_days + 1) say('long', from, to, worn, reading_days);
    end = end === null ? to : Math.max(end, to);
  }
  if (at !== null && end !== null && days(end, at) > most) say('overdue', end, at, days(end, at), most);
  return gaps;
}
