import { TarimError } from '@tarim/kernel';
import { rasterErrors } from './errors.ts';

export interface AccuracyInput {
  /** Names of the classes of the map, which are the strata. */
  readonly classes: readonly string[];
  /** Sample units by map class (rows) and reference class (columns). */
  readonly counts: readonly (readonly number[])[];
  /** Area of each class on the map, in whatever unit; results have the same. */
  readonly areas: readonly number[];
  /** Of the normal distribution: 1.96 for 95 % (default). */
  readonly z?: number;
}

/** An estimate, its standard error and half its confidence interval. Null where the sample says nothing. */
export interface Estimate {
  readonly value: number | null;
  readonly error: number | null;
  readonly margin: number | null;
}

export interface ClassAccuracy {
  readonly name: string;
  /** 用户精度: of what the map calls so, how much is. */
  readonly user: Estimate;
  /** 制图精度: of what is so, how much the map shows. */
  readonly producer: Estimate;
  /** Area of the reference class, error-adjusted. The map's own count is biased and no estimate. */
  readonly area: Estimate;
  readonly mapArea: number;
}

export interface Accuracy {
  readonly overall: Estimate;
  readonly classes: readonly ClassAccuracy[];
  /** Error matrix of shares of the area, p̂ij. */
  readonly shares: readonly (readonly number[])[];
  readonly totalArea: number;
  readonly sampled: number;
}

/**
 * Accuracy and area by a sample that is stratified by the map's classes (Olofsson et al. 2014, Remote Sensing of Environment
 * 148:42–57, equations 4 to 11; 精度评价与面积估计). Simple random sampling within strata, at least two units in each.
 * @throws TarimError RASTER_PARAMETER_INVALID
 */
export function assessAccuracy({ classes, counts, areas, z = 1.96 }: AccuracyInput): Accuracy {
  const q = classes.length;
  check(q > 0 && new Set(classes).size === q, 'classes', classes.join(', '));
  check(counts.length === q && counts.every((row) => row.length === q), 'counts', `${q} × ${q}`);
  check(
    counts.flat().every((n) => Number.isInteger(n) && n >= 0),
    'counts',
    'whole numbers from 0',
  );
  check(areas.length === q && areas.every((a) => Number.isFinite(a) && a > 0), 'areas', '> 0');
  const rows = counts.map((row) => row.reduce((a, b) => a + b, 0));
  for (const [i, n] of rows.entries()) check(n >= 2, 'counts', `${classes[i]}: ${n} < 2`);
  const total = areas.reduce((a, b) => a + b, 0);
  const weights = areas.map((area) => area / total);
  const within = counts.map((row, i) => row.map((n) => n / rows[i]!));
  const shares = within.map((row, i) => row.map((share) => share * weights[i]!));
  const reference = classes.map((_, j) => shares.reduce((sum, row) => sum + row[j]!, 0));
  const user = classes.map((_, i) => within[i]![i]!);
  const spread = (i: number, j: number) => (within[i]![j]! * (1 - within[i]![j]!)) / (rows[i]! - 1);
  const told = (value: number | null, variance: number, scale = 1): Estimate => {
    if (value === null) return { value: null, error: null, margin: null };
    // A variance that is nothing may come out a trifle below.
    const error = scale * Math.sqrt(Math.max(0, variance));
    return { value: scale * value, error, margin: z * error };
  };
  const sum = (term: (i: number) => number) => classes.reduce((all, _, i) => all + term(i), 0);
  return {
    overall: told(
      sum((i) => shares[i]![i]!),
      sum((i) => weights[i]! ** 2 * spread(i, i)),
    ),
    classes: classes.map((name, j) => {
      const cells = reference[j]!;
      const producer = cells === 0 ? null : shares[j]![j]! / cells;
      // Equation 7, with shares of the area in place of areas.
      const producerVariance =
        producer === null
          ? 0
          : (weights[j]! ** 2 * (1 - producer) ** 2 * spread(j, j) +
              producer ** 2 * sum((i) => (i === j ? 0 : weights[i]! ** 2 * spread(i, j)))) /
            cells ** 2;
      return {
        name,
        user: told(user[j]!, spread(j, j)),
        producer: told(producer, producerVariance),
        area: told(
          cells,
          sum((i) => weights[i]! ** 2 * spread(i, j)),
          total,
        ),
        mapArea: areas[j]!,
      };
    }),
    shares,
    totalArea: total,
    sampled: rows.reduce((a, b) => a + b, 0),
  };
}

/**
 * Sample units needed in all for an overall accuracy with a standard error, under user's accuracies that are expected
 * (Cochran 1977, equation 5.25, for large maps).
 * @throws TarimError RASTER_PARAMETER_INVALID
 */
export function sampleSize(areas: readonly number[], expected: readonly number[], error: number): number {
  check(areas.length > 0 && areas.every((a) => Number.isFinite(a) && a > 0), 'areas', '> 0');
  check(expected.length === areas.length && expected.every((u) => u >= 0 && u <= 1), 'expected', '0–1');
  check(error > 0 && error < 1, 'error', '0–1');
  const total = areas.reduce((a, b) => a + b, 0);
  const spread = areas.reduce(
    (sum, area, i) => sum + (area / total) * Math.sqrt(expected[i]! * (1 - expected[i]!)),
    0,
  );
  return Math.ceil((spread / error) ** 2);
}

function check(holds: boolean, name: string, reason: string): void {
  if (!holds) throw new TarimError(rasterErrors.parameter, { name, reason });
}
