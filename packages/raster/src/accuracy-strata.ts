import { TarimError } from '@tarim/kernel';
import type { Estimate } from './accuracy.ts';
import { rasterErrors } from './errors.ts';

/** Sample units of one kind: where they were drawn, what the map says, what is so. */
export interface StratifiedUnits {
  readonly stratum: string;
  readonly map: string;
  readonly reference: string;
  readonly count: number;
}

export interface StratifiedInput {
  readonly units: readonly StratifiedUnits[];
  /** Size of each stratum: its area, or its number of cells; results of area have the same unit. */
  readonly strata: ReadonlyMap<string, number>;
  /** Of the normal distribution: 1.96 for 95 % (default). */
  readonly z?: number;
  /** Sizes are numbers of units: then what was drawn is no longer in doubt (finite population correction). */
  readonly finite?: boolean;
}

export interface StratifiedClass {
  readonly name: string;
  readonly user: Estimate;
  readonly producer: Estimate;
  /** Area of the reference class, and of the map's class, both estimated from the sample. */
  readonly area: Estimate;
  readonly mapArea: Estimate;
}

export interface StratifiedAccuracy {
  readonly overall: Estimate;
  readonly classes: readonly StratifiedClass[];
  /** Names of the rows and columns of `shares`. */
  readonly names: readonly string[];
  /** Error matrix of shares, map classes in rows, reference classes in columns. */
  readonly shares: readonly (readonly number[])[];
  readonly total: number;
  readonly sampled: number;
}

/**
 * Accuracy and area from a stratified random sample whose strata are not the map's classes (Stehman 2014, International
 * Journal of Remote Sensing 35:4923–4939, equations 2, 3 and 25 to 28): means of indicators over strata, and ratios of them.
 * @throws TarimError RASTER_PARAMETER_INVALID
 */
export function assessStratified({
  units,
  strata,
  z = 1.96,
  finite = false,
}: StratifiedInput): StratifiedAccuracy {
  const check = (holds: boolean, name: string, reason: string) => {
    if (!holds) throw new TarimError(rasterErrors.parameter, { name, reason });
  };
  check(units.length > 0 && strata.size > 0, 'sample', '0');
  for (const [name, size] of strata) check(Number.isFinite(size) && size > 0, 'strata', `${name}: ${size}`);
  const drawn = new Map<string, number>([...strata.keys()].map((name) => [name, 0]));
  for (const { stratum, count } of units) {
    check(strata.has(stratum), 'strata', stratum);
    check(Number.isInteger(count) && count >= 0, 'count', `${count}`);
    drawn.set(stratum, drawn.get(stratum)! + count);
  }
  for (const [name, n] of drawn) check(n >= 2, 'sample', `${name}: ${n} < 2`);
  const total = [...strata.values()].reduce((a, b) => a + b, 0);

  type Indicator = (unit: StratifiedUnits) => boolean;
  /** Estimated totals of two indicators, and variances and covariance of them. */
  const moments = (y: Indicator, x: Indicator) => {
    const sum = { y: 0, x: 0, yy: 0, xx: 0, xy: 0 };
    for (const [name, size] of strata) {
      const n = drawn.get(name)!;
      let [ny, nx, nxy] = [0, 0, 0];
      for (const unit of units) {
        if (unit.stratum !== name) continue;
        const [isY, isX] = [y(unit), x(unit)];
        if (isY) ny += unit.count;
        if (isX) nx += unit.count;
        if (isY && isX) nxy += unit.count;
      }
      const [my, mx] = [ny / n, nx / n];
      const factor = (size * size * (finite ? Math.max(0, 1 - n / size) : 1)) / n;
      // Of zeros and ones: s² = n/(n − 1) · (mean of products − product of means).
      const spread = (both: number, a: number, b: number) => ((both / n - a * b) * n) / (n - 1);
      sum.y += size * my;
      sum.x += size * mx;
      sum.yy += factor * spread(ny, my, my);
      sum.xx += factor * spread(nx, mx, mx);
      sum.xy += factor * spread(nxy, my, mx);
    }
    return sum;
  };
  const estimate = (value: number, variance: number): Estimate => {
    const error = Math.sqrt(Math.max(0, variance));
    return { value, error, margin: z * error };
  };
  const every: Indicator = () => true;
  const mean = (y: Indicator, scale: number): Estimate => {
    const { y: sum, yy } = moments(y, every);
    return estimate((scale * sum) / total, (scale / total) ** 2 * yy);
  };
  const ratio = (y: Indicator, x: Indicator): Estimate => {
    const m = moments(y, x);
    if (m.x === 0) return { value: null, error: null, margin: null };
    const r = m.y / m.x;
    return estimate(r, (m.yy + r * r * m.xx - 2 * r * m.xy) / m.x ** 2);
  };
  const names = [...new Set(units.flatMap(({ map, reference }) => [map, reference]))].sort();
  return {
    overall: mean((unit) => unit.map === unit.reference, 1),
    classes: names.map((name) => {
      const right: Indicator = (unit) => unit.map === name && unit.reference === name;
      return {
        name,
        user: ratio(right, (unit) => unit.map === name),
        producer: ratio(right, (unit) => unit.reference === name),
        area: mean((unit) => unit.reference === name, total),
        mapArea: mean((unit) => unit.map === name, total),
      };
    }),
    names,
    shares: names.map((row) =>
      names.map((column) => mean((unit) => unit.map === row && unit.reference === column, 1).value!),
    ),
    total,
    sampled: [...drawn.values()].reduce((a, b) => a + b, 0),
  };
}
