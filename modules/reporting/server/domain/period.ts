import { beijingDate, DAY_MS, periodEnd, periodStart } from '@tarim/kernel';
import { REPORT_GRAIN, type ReportKind, type ReportLanguage } from '../../contract.ts';

/** What a report is about, in Beijing days, months and years. */
export interface ReportPeriod {
  readonly kind: ReportKind;
  /** `2026-11-25`, `2026-11`, `2026` */
  readonly key: string;
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/** Of the key: `2026-11-25`, `2026-11`, `2026`. */
const LENGTH = { day: 10, month: 7, year: 4 } as const;
const lengthOf = (kind: ReportKind): number => LENGTH[REPORT_GRAIN[kind]];

/** The period that contains an instant. */
export function periodAt(kind: ReportKind, ms: number): ReportPeriod {
  const grain = REPORT_GRAIN[kind];
  const from = periodStart(grain, ms);
  return { kind, key: beijingDate(from).slice(0, lengthOf(kind)), from, to: periodEnd(grain, from) };
}

/** The period before the one that contains an instant: what is over by then. */
export function periodBefore(kind: ReportKind, ms: number): ReportPeriod {
  return periodAt(kind, periodStart(REPORT_GRAIN[kind], ms) - 1);
}

/** The period of a key; null when it is none of this kind: `2026-13`, `2026-02-30`, a month for a day. */
export function periodOf(kind: ReportKind, key: string): ReportPeriod | null {
  if (key.length !== lengthOf(kind)) return null;
  const at = Date.parse(`${key}${'-01-01'.slice(key.length - LENGTH.year)}T00:00:00+08:00`);
  if (Number.isNaN(at)) return null;
  const period = periodAt(kind, at);
  return period.key === key ? period : null;
}

export function daysOf({ from, to }: Pick<ReportPeriod, 'from' | 'to'>): string[] {
  return Array.from({ length: Math.round((to - from) / DAY_MS) }, (_, day) =>
    beijingDate(from + day * DAY_MS),
  );
}

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']; // biome-ignore format: a row

/** `2026 年 11 月 25 日`, `25 November 2026`. */
export function periodName(key: string, language: ReportLanguage): string {
  const [year = '', month, day] = key.split('-');
  if (language === 'zh-CN')
    return [`${year} 年`, month && `${Number(month)} 月`, day && `${Number(day)} 日`]
      .filter(Boolean)
      .join(' ');
  return [day && Number(day), month && MONTHS[Number(month) - 1], year].filter(Boolean).join(' ');
}
