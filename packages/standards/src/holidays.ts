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

/** Holidays of a fixed date (全国年节及纪念日放假办法 2): days off in any year, also before its notice is out. */
export interface FixedHolidays {
  readonly act: string;
  readonly article: string;
  readonly confidence: Confidence;
  readonly note: string;
  readonly effectiveFrom: string;
  readonly days: ReadonlyArray<{ readonly name: string; readonly monthDay: string }>;
}

export const FIXED_HOLIDAYS: FixedHolidays = load('fixed-holidays.json');

export const HOLIDAY_YEARS: readonly HolidayYear[] = load('holidays.json');
