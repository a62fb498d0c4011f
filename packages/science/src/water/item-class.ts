import type { Problem } from '@tarim/kernel';
import type { WaterCompare, WaterLimit } from '@tarim/standards';
import { excessOver } from '../decimal.ts';
import type { Step } from '../finding.ts';
import { problem } from '../problems.ts';
import { WATER_PROBLEMS as P } from './problems.ts';
import type { Known } from './reading.ts';

/** Place of class III, which 超标 and 达标 are measured by, in I, II, III, IV, V. */
export const CLASS_III = 2;

export interface LimitRow {
  readonly item: string;
  readonly unit: string;
  readonly compare: WaterCompare;
  readonly limits: readonly WaterLimit[];
}

export interface ItemClass {
  readonly item: string;
  readonly known: Known;
  /** Place of its class among `classes`. */
  readonly index: number;
  /** 超标倍数 over the limit of class III; null when kept, and where a multiple means nothing (pH, DO). */
  readonly multiple: number | null;
  readonly step: Step;
  readonly problem: Problem | null;
}

/**
 * Single-factor class (单因子评价): the best class whose limit the value keeps, compared as it is (GB/T 8170-2008 4.3.2); where
 * neighbouring classes have one limit, the better. What was not detected never exceeds.
 * @param classes names of the classes, the last for what keeps none of the limits
 */
export function classify(row: LimitRow, known: Known, rule: string, classes: readonly string[]): ItemClass {
  const keeps = row.limits.findIndex((limit) => keepsLimit(known, limit, row.compare));
  const found = keeps < 0 ? row.limits.length : keeps;
  const hidden = known.below !== null && row.compare === 'le';
  const index = hidden ? Math.min(found, CLASS_III) : found;
  const limit = row.limits[CLASS_III];
  const exceeds = row.compare === 'le' && index > CLASS_III && typeof limit === 'number';
  return {
    item: row.item,
    known,
    index,
    multiple: exceeds ? excessOver(known.value, limit) : null,
    step: { of: row.item, rule, formula: formulaOf(row, known, index, classes), result: classes[index]! },
    problem:
      hidden && typeof limit === 'number' && known.below! > limit
        ? problem(P.detection, { item: row.item, value: known.below!, limit }, row.item)
        : null,
  };
}

export function keepsLimit({ value, below }: Known, limit: WaterLimit, compare: WaterCompare): boolean {
  // The table says no more than "above the limit of the class before".
  if (limit === null) return true;
  if (limit === 'ND') return below !== null;
  if (typeof limit === 'object') return value >= limit[0] && value <= limit[1];
  return compare === 'ge' ? value >= limit : value <= limit;
}

const written = (limit: WaterLimit) => (typeof limit === 'object' && limit ? `[${limit.join(', ')}]` : limit);

function formulaOf(
  row: LimitRow,
  { value, below }: Known,
  index: number,
  classes: readonly string[],
): string {
  const signs = { le: ['≤', '>'], ge: ['≥', '<'], range: ['∈', '∉'] } as const;
  const [keeps, breaks] = signs[row.compare];
  const parts: string[] = [];
  if (index > 0) parts.push(`${breaks} ${written(row.limits[index - 1]!)} (${classes[index - 1]})`);
  const limit = row.limits[index];
  if (
    limit !== undefined &&
    limit !== null &&
    !(index === CLASS_III && !keepsLimit({ value, below }, limit, row.compare))
  )
    parts.push(`${keeps} ${written(limit)} (${classes[index]})`);
  const figure = below === null ? `${value}` : `<${below} → ${value}`;
  return `${figure} ${parts.join(', ')}`;
}
