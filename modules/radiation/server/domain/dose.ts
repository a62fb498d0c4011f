import { evaluateLimits } from '@tarim/science';
import type { DoseFinding, Reading } from '../../contract.ts';

/** Readings of a post from which its median says something, and how far above it a reading stands out: habits of the platform, no rule. */
const ENOUGH = 5;
const TIMES = 3;
/** mSv; below it a reading is near what a dosimeter can tell. */
const SMALL = 0.1;

const noon = (day: string): number => Date.parse(`${day}T12:00:00+08:00`);

export interface DoseRecordFound {
  readonly years: readonly { readonly year: number; readonly mSv: number }[];
  readonly fiveYears: number;
  readonly findings: readonly DoseFinding[];
}

export const medianOf = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
};

/**
 * A dose record (个人剂量) against GB 18871-2002: limits that are passed, levels of practice that are reached, gaps of the record, and a
 * reading far above those of the same post.
 */
export function doseRecord(
  readings: readonly Reading[],
  ofPost: readonly number[],
  today: string,
): DoseRecordFound {
  const thisYear = Number(today.slice(0, 4));
  const sums = new Map<number, number>();
  for (const { to, mSv } of readings) {
    const year = Number(to.slice(0, 4));
    sums.set(year, (sums.get(year) ?? 0) + mSv);
  }
  const years = [...sums].map(([year, mSv]) => ({ year, mSv })).sort((a, b) => a.year - b.year);
  const fiveYears = years
    .filter(({ year }) => year > thisYear - 5 && year <= thisYear)
    .reduce((sum, { mSv }) => sum + mSv, 0);
  if (readings.length === 0) return { years, fiveYears, findings: [] };
  const found = evaluateLimits({
    readings: readings.map(({ from, to, mSv }) => ({ from: noon(from), to: noon(to), mSv })),
    at: noon(today),
  });
  const findings: DoseFinding[] = [
    ...found.judgements
      .filter(({ verdict }) => verdict === 'exceeds')
      .map(({ period, value, limit, confidence }) => ({
        kind: 'limit' as const,
        period,
        value,
        limit,
        confidence,
      })),
    ...found.investigations.map(({ period, value, limit, confidence }) => ({
      kind: 'investigation' as const,
      period,
      value,
      limit,
      confidence,
    })),
    ...found.gaps.map(({ kind, from, to, days, most }) => ({
      kind,
      period: `${from}–${to}`,
      value: days,
      limit: most,
      confidence: 'single-source',
    })),
    ...outliers(readings, ofPost),
  ];
  return { years, fiveYears, findings };
}

function outliers(readings: readonly Reading[], ofPost: readonly number[]): DoseFinding[] {
  if (ofPost.length < ENOUGH) return [];
  const limit = Math.max(TIMES * medianOf(ofPost), SMALL);
  return readings
    .filter(({ mSv }) => mSv > limit)
    .map(({ from, to, mSv }) => ({
      kind: 'outlier' as const,
      period: `${from}–${to}`,
      value: mSv,
      limit,
      confidence: 'platform',
    }));
}
