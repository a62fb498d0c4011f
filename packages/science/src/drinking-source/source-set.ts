import { type Problem, unitConverter } from '@tarim/kernel';
import { decimalQuotient } from '../decimal.ts';
import type { Finding } from '../finding.ts';
import { problem } from '../problems.ts';
import { type DataTime, timeProblem } from '../water/dated.ts';
import { WATER_PROBLEMS as P } from '../water/problems.ts';
import { within } from '../water/read-values.ts';
import { evaluateSource, type SourceInput, type SourceResult } from './source.ts';

export interface SourceOfSet extends Omit<SourceInput, 'time'> {
  readonly id?: unknown;
  /** 取水量, in 万 m³ or with a unit of its own. */
  readonly volume?: number | { readonly value: number; readonly unit?: string } | null;
  /** `地级`, `县级`, `千吨万人` …: rates are told for each group as well. */
  readonly group?: string;
}

export interface SourceSetInput {
  readonly time?: DataTime;
  readonly sources?: readonly SourceOfSet[];
}

/** Rates of compliance (达标率), percent. */
export interface ComplianceRates {
  /** Sources that have a verdict. */
  readonly n: number;
  readonly compliantCount: number;
  /** 水源达标率: by number of sources. */
  readonly byCount: number | null;
  /** 水量达标率: by intake; null when a source has none. */
  readonly byVolume: number | null;
}

export interface SourceSetResult extends ComplianceRates, Finding {
  readonly groups: Readonly<Record<string, ComplianceRates>>;
  readonly sources: ReadonlyArray<Pick<SourceResult, 'compliant' | 'exceeding'> & { readonly id: unknown }>;
}

interface Judged {
  readonly source: SourceOfSet;
  readonly result: SourceResult;
  readonly volume: number | null;
}

/** Compliance of the sources of a region, by number and by volume. */
export function evaluateSourceSet(input: SourceSetInput): SourceSetResult {
  const invalid = timeProblem(input.time);
  const given = invalid || !Array.isArray(input.sources) ? [] : (input.sources as readonly unknown[]);
  const problems: Problem[] = invalid ? [invalid] : [];
  const judged = given.map((raw, i): Judged => {
    const source: SourceOfSet = typeof raw === 'object' && raw !== null ? raw : {};
    const result = evaluateSource({ ...source, time: input.time });
    const volume = volumeOf(source.volume);
    problems.push(...result.problems.map((one) => within(`sources.${i}`, one)));
    if (volume === null && result.compliant !== null)
      problems.push(problem(P.volume, { source: i + 1 }, `sources.${i}.volume`));
    return { source, result, volume };
  });
  const counted = judged.filter((one) => one.result.compliant !== null);
  if (counted.length === 0 && !invalid) problems.push(problem(P.nothing));
  const names = counted.flatMap(({ source: { group } }) => (typeof group === 'string' ? [group] : []));
  const rates = ratesOf(counted);
  const rules = new Map(judged.flatMap((one) => one.result.rules.map((rule) => [rule.version, rule])));
  return {
    ...rates,
    groups: Object.fromEntries(
      [...new Set(names)].map((name) => [name, ratesOf(counted.filter((one) => one.source.group === name))]),
    ),
    sources: judged.map(({ source, result: { compliant, exceeding } }) => ({
      id: source.id ?? null,
      compliant,
      exceeding,
    })),
    rules: [...rules.values()],
    used: { n: rates.n, compliant: rates.compliantCount },
    missing: [...new Set(judged.flatMap((one) => one.result.missing))],
    steps: [
      {
        of: '水源达标率',
        rule: 'HJ 774-2015',
        formula: `${rates.compliantCount}/${rates.n}`,
        result: rates.byCount,
      },
      { of: '水量达标率', rule: 'HJ 774-2015', formula: volumesText(counted), result: rates.byVolume },
    ],
    problems,
  };
}

function ratesOf(counted: readonly Judged[]): ComplianceRates {
  const n = counted.length;
  const good = counted.filter((one) => one.result.compliant);
  const total = sumOf(counted);
  const kept = sumOf(good);
  return {
    n,
    compliantCount: good.length,
    byCount: n === 0 ? null : decimalQuotient(100 * good.length, n),
    byVolume: total === null || kept === null || total === 0 ? null : decimalQuotient(100 * kept, total),
  };
}

function sumOf(list: readonly Judged[]): number | null {
  let sum = 0;
  for (const { volume } of list) {
    if (volume === null) return null;
    sum += volume;
  }
  return sum;
}

function volumesText(counted: readonly Judged[]): string {
  const text = (list: readonly Judged[]) => list.map((one) => one.volume ?? '?').join(' + ') || '0';
  return `(${text(counted.filter((one) => one.result.compliant))}) / (${text(counted)})`;
}

/** 万 m³; beyond any intake. */
const LARGEST = 1e12;

function volumeOf(given: unknown): number | null {
  const { value, unit } =
    typeof given === 'object' && given !== null
      ? (given as { value?: unknown; unit?: unknown })
      : { value: given, unit: undefined };
  if (typeof value !== 'number' || !(value >= 0 && value <= LARGEST)) return null;
  if (unit === undefined) return value;
  const convert = typeof unit === 'string' ? unitConverter(unit, '万m3') : 'unit-unknown';
  return typeof convert === 'string' ? null : convert(value);
}
