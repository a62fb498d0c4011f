import { beijingDate, type Problem } from '@tarim/kernel';
import type { Finding, Step } from '../finding.ts';
import { problem } from '../problems.ts';
import { add, compare, divide, multiply, type Rational, rational, toNumber } from '../rational.ts';
import { bySymbol } from '../symbols.ts';
import { told } from '../told.ts';
import { TOTALS_PROBLEMS as P } from './totals-problems.ts';

export interface LoadRecord {
  /** Start of the hour or day that it stands for, epoch ms. */
  readonly time: number;
  /** As measured, mg/m³ dry and standard, or mg/L. */
  readonly values: Readonly<Record<string, number | null>>;
  /** m³ of the record's own period. */
  readonly flow: number | null;
}

export interface LoadInput {
  readonly medium: 'air' | 'water';
  readonly by: 'day' | 'month' | 'quarter' | 'year';
  readonly records: readonly LoadRecord[];
  /** 许可排放量 of all records together, kg by item. */
  readonly permitted?: Readonly<Record<string, number>>;
}

export interface LoadTotal {
  /** `2026-03-01`, `2026-03`, `2026-Q1`, `2026` */
  readonly period: string;
  readonly item: string;
  readonly kg: number;
  /** Records with both a concentration and a flow, and those that lack one: what they emitted is not in `kg`. */
  readonly records: number;
  readonly missing: number;
}

export interface PermittedLoad {
  readonly item: string;
  readonly kg: number;
  readonly permitted: number;
  /** Percent of it that is used. */
  readonly percent: number;
  /** `within` of what was measured: records that are missing may have emitted the rest. */
  readonly verdict: 'within' | 'exceeds';
}

export interface LoadResult extends Finding {
  readonly totals: readonly LoadTotal[];
  readonly permitted: readonly PermittedLoad[];
}

const PERIODS = ['day', 'month', 'quarter', 'year'] as const;
const MOST_RECORDS = 20_000;
const MOST_TOLD = 20;
/** mg to kg by the unit that volume is in: mg/m³·m³, and mg/L·m³ which is g. */
const KG: Readonly<Record<LoadInput['medium'], Rational>> = { air: rational(1e-6), water: rational(1e-3) };

/**
 * 排放量: Σ C·Q of the records by day, month, quarter or year (HJ 212-2017 appendix D), exact, so that a year's sum meets a permitted
 * amount whatever the order of its hours. Missing hours are counted, not filled: substitution (HJ 75) is not here.
 */
export function evaluateLoad(input: LoadInput): LoadResult {
  const wrong = wrongInput(input);
  if (wrong)
    return { totals: [], permitted: [], rules: [], used: {}, missing: [], steps: [], problems: [wrong] };
  const problems: Problem[] = [];
  const sums = new Map<
    string,
    { period: string; item: string; mass: Rational; records: number; missing: number }
  >();
  for (const [index, record] of input.records.entries()) {
    const bad = wrongRecord(record);
    if (bad) {
      if (problems.length < MOST_TOLD) problems.push(problem(P.record, { index }, `records.${index}`));
      continue;
    }
    const period = periodOf(record.time, input.by);
    for (const [item, value] of Object.entries(bySymbol(record.values))) {
      const key = `${period} ${item}`;
      const sum = sums.get(key) ?? { period, item, mass: rational(0), records: 0, missing: 0 };
      const whole = isAmount(value) && isAmount(record.flow);
      sums.set(key, {
        ...sum,
        mass: whole
          ? add(sum.mass, multiply(multiply(rational(value), rational(record.flow!)), KG[input.medium]))
          : sum.mass,
        records: sum.records + (whole ? 1 : 0),
        missing: sum.missing + (whole ? 0 : 1),
      });
    }
  }
  const missing = [...sums.values()].reduce((total, one) => total + one.missing, 0);
  if (missing > 0) problems.push(problem(P.missing, { count: missing }));
  const totals = [...sums.values()].map(({ mass, ...one }) => ({ ...one, kg: toNumber(mass) }));
  const steps = totals.map(
    ({ period, item, kg, records }): Step => ({
      of: `${item} ${period}`,
      rule: 'HJ 212-2017 附录 D',
      formula: `Σ C·Q·${input.medium === 'air' ? '10⁻⁶' : '10⁻³'}, n = ${records}`,
      result: kg,
    }),
  );
  const permitted = permittedLoads(input.permitted, [...sums.values()], problems);
  return {
    totals,
    permitted,
    rules: [],
    used: { records: input.records.length },
    missing: [],
    steps,
    problems,
  };
}

function wrongInput({ medium, by, records }: LoadInput): Problem | null {
  if (medium !== 'air' && medium !== 'water') return problem(P.medium, {}, 'medium');
  if (!(PERIODS as readonly unknown[]).includes(by)) return problem(P.by, {}, 'by');
  if (!Array.isArray(records)) return problem(P.records, {}, 'records');
  return records.length > MOST_RECORDS ? problem(P.tooMany, { limit: MOST_RECORDS }, 'records') : null;
}

function wrongRecord(record: LoadRecord): boolean {
  if (typeof record !== 'object' || record === null) return true;
  const { time, values } = record;
  return !(Math.abs(time) < 8e15) || typeof values !== 'object' || values === null || Array.isArray(values);
}

const isAmount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0;

function periodOf(ms: number, by: LoadInput['by']): string {
  const date = beijingDate(ms);
  if (by === 'day') return date;
  if (by === 'month') return date.slice(0, 7);
  return by === 'year' ? date.slice(0, 4) : `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
}

function permittedLoads(
  given: unknown,
  sums: readonly { item: string; mass: Rational }[],
  problems: Problem[],
): PermittedLoad[] {
  if (typeof given !== 'object' || given === null) return [];
  return Object.entries(bySymbol(given as Record<string, unknown>)).flatMap(
    ([item, permitted]): PermittedLoad[] => {
      if (!isAmount(permitted) || permitted === 0) {
        problems.push(problem(P.permitted, { item: told(item) }, `permitted.${told(item)}`));
        return [];
      }
      const mass = sums
        .filter((one) => one.item === item)
        .reduce((sum, one) => add(sum, one.mass), rational(0));
      const percent = toNumber(divide(multiply(mass, rational(100)), rational(permitted)));
      const exceeds = compare(mass, rational(permitted)) > 0;
      return [{ item, kg: toNumber(mass), permitted, percent, verdict: exceeds ? 'exceeds' : 'within' }];
    },
  );
}
