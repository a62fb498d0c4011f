import { directionOf, type MannKendall, scoreOf, varianceOf, zOf } from './mann-kendall.ts';
import { twoSided } from './normal.ts';
import { type SenSlope, senSlope, slopesOf, type TrendPoint } from './sen.ts';

export interface SeasonalPoint extends TrendPoint {
  /** What is compared with itself only: a month, a quarter, 丰水期. */
  readonly season: string;
}

/** Seasonal Mann–Kendall test (季节性 Mann-Kendall, Hirsch 1982): scores and variances of the seasons, added up. */
export type SeasonalKendall = Pick<MannKendall, 's' | 'varS' | 'z' | 'p' | 'significant' | 'direction'> & {
  readonly seasons: Readonly<Record<string, { readonly n: number; readonly s: number }>>;
  /** Median of the slopes within seasons. */
  readonly sen: SenSlope | null;
};

/** @param points in the order of time; seasons are taken to be independent of each other */
export function seasonalKendall(points: readonly SeasonalPoint[], alpha: number): SeasonalKendall {
  const bySeason = new Map<string, SeasonalPoint[]>();
  for (const point of points) {
    const list = bySeason.get(point.season);
    if (list) list.push(point);
    else bySeason.set(point.season, [point]);
  }
  const parts = [...bySeason].map(([season, list]) => {
    const values = list.map((one) => one.value);
    return { season, n: list.length, s: scoreOf(values), varS: varianceOf(values), slopes: slopesOf(list) };
  });
  const s = parts.reduce((sum, one) => sum + one.s, 0);
  const varS = parts.reduce((sum, one) => sum + one.varS, 0);
  const z = zOf(s, varS);
  const p = twoSided(z);
  const slopes = parts.flatMap((one) => one.slopes).sort((a, b) => a - b);
  return {
    s,
    varS,
    z,
    p,
    significant: p <= alpha,
    direction: directionOf(s),
    seasons: Object.fromEntries(parts.map((one) => [one.season, { n: one.n, s: one.s }])),
    sen: senSlope(points, slopes, varS, alpha),
  };
}
