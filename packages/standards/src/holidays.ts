import { load } from './load.ts';
import type { Confidence } from './standards.ts';

/** Holidays with days off (节假日放假安排) of one year, as the State Council announces them the autumn before. */
export interface HolidayYear {
  readonly year: number;
  readonly title: string;
  /** Number of the notice; null: it was not obtained. */
  readonly docNo: string | null;
  readonly issuedOn: string;
  readonly confidence: Confidence;
  readonly sources: readonly string[];
  /** Days off, both ends inclusive; weekends inside them stand there too. */
  readonly holidays: ReadonlyArray<{ readonly name: string; readonly from: string; readonly to: string }>;
  /** Make-up working days (调休上班): Saturdays and Sundays that are worked. */
  readonly workdays: readonly string[];
}

export const HOLIDAY_YEARS: readonly HolidayYear[] = load('holidays.json');

/** Days off of every year by regulation (全国年节及纪念日放假办法), before any notice: those whose date does not follow the moon or the sun. */
export const STATUTORY_HOLIDAYS: {
  readonly title: string;
  readonly source: string;
  readonly confidence: Confidence;
  readonly days: ReadonlyArray<{
    readonly monthDay: string;
    readonly name: string;
    readonly fromYear: number;
  }>;
} = load('statutory-holidays.json');
