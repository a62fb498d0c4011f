import { editionOn, ruleVersion, type Standard, standard as standardByCode } from './standards.ts';

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
 * @param code asks for an edition whatever the date; none when it is no edition of GB 3095
 */
export function airLimits(atMs: number, airClass: Class = 'II', code?: string): readonly AirLimit[] {
  const edition = code === undefined ? editionOn('air-quality', atMs) : standardByCode(code);
  if (edition?.use !== 'air-quality') return [];
  const known = made.get(edition) ?? makeLimits(edition);
  return known[airClass][known.final !== null && atMs >= known.final ? 'final' : 'first'];
}

interface Made extends Readonly<Record<Class, Readonly<Record<'first' | 'final', readonly AirLimit[]>>>> {
  /** When the final limits begin; null: there is one phase. */
  readonly final: number | null;
}

/** Asked for each day of a year, of each pollutant; there are two. */
const made = new Map<Standard, Made>();

function makeLimits(edition: Standard): Made {
  const { phases } = edition.data as unknown as Tables;
  const first = phases ? 'transition' : null;
  const of = (airClass: Class) => ({
    first: limitsOf(edition, first, airClass),
    final: limitsOf(edition, phases ? 'final' : null, airClass),
  });
  const final = phases ? Date.parse(`${phases.final.from}T00:00:00+08:00`) : null;
  const one = { final, I: of('I'), II: of('II') };
  made.set(edition, one);
  return one;
}

function limitsOf(edition: Standard, phase: AirLimit['phase'], airClass: Class): AirLimit[] {
  const tables = edition.data as unknown as Tables;
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
