import { beijingDate } from '@tarim/kernel';
import { editionOn, ruleVersion } from './standards.ts';

/** A concentration limit of GB 3095 table 1 or 2; µg/m³, CO mg/m³. */
export interface AirLimit {
  readonly pollutant: string;
  /** `mda8`: 日最大8小时平均. */
  readonly avg: 'year' | 'season' | 'day' | 'hour' | 'mda8';
  readonly limit: number;
  readonly standard: string;
  readonly ruleVersion: string;
  /** GB 3095-2026 knows a transition (过渡期, to 2030-12-31) and final limits. */
  readonly phase: 'transition' | 'final' | null;
}

type Class = 'I' | 'II';
type Row = {
  readonly pollutant: string;
  readonly avg: AirLimit['avg'];
} & Partial<Record<Class, number>> & { readonly [phase in 'transition' | 'final']?: Record<Class, number> };
interface Tables {
  readonly phases?: Readonly<Record<'transition' | 'final', { from: string; to: string | null }>>;
  readonly table1_basic: readonly Row[];
  readonly table2_other: readonly Row[];
}

/**
 * Ambient air limits (环境空气质量标准) in force on the Beijing date of the data.
 * @param airClass functional area (环境空气功能区): I protected areas, II everywhere else
 */
export function airLimits(atMs: number, airClass: Class = 'II'): AirLimit[] {
  const edition = editionOn('air-quality', atMs);
  if (!edition) return [];
  const tables = edition.data as unknown as Tables;
  const final = tables.phases?.final;
  const phase = tables.phases ? (final && beijingDate(atMs) >= final.from ? 'final' : 'transition') : null;
  return [...tables.table1_basic, ...tables.table2_other].flatMap((row) => {
    const limit = phase ? row[phase]?.[airClass] : row[airClass];
    return limit === undefined
      ? []
      : [
          {
            pollutant: row.pollutant,
            avg: row.avg,
            limit,
            standard: edition.code,
            ruleVersion: ruleVersion(edition),
            phase,
          },
        ];
  });
}
