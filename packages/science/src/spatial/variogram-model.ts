/** Models of a semivariogram (变异函数理论模型). */
export const VARIOGRAM_KINDS = ['spherical', 'exponential', 'gaussian'] as const;
export type VariogramKind = (typeof VARIOGRAM_KINDS)[number];

export interface VariogramModel {
  readonly kind: VariogramKind;
  /** Nugget C₀ (块金值): variance at distances too short to be seen. Square of the unit of the values, as the next. */
  readonly nugget: number;
  /** Partial sill C₁ (偏基台值); the sill is C₀ + C₁. */
  readonly partialSill: number;
  /** Range parameter a, m; where the model comes (close) to its sill: `effectiveRange`. */
  readonly range: number;
}

/**
 * Share of the partial sill at a distance (Cressie 1993, 2.3.1):
 *
 *     spherical     1.5 h/a − 0.5 (h/a)³, 1 from a on
 *     exponential   1 − exp(−h/a)
 *     gaussian      1 − exp(−(h/a)²)
 */
export function shareOfSill(kind: VariogramKind, h: number, range: number): number {
  const r = h / range;
  if (kind === 'spherical') return r >= 1 ? 1 : r * (1.5 - 0.5 * r * r);
  return kind === 'exponential' ? 1 - Math.exp(-r) : 1 - Math.exp(-r * r);
}

/** γ(h), 0 at h = 0 and from the nugget on beyond it. */
export function semivariance({ kind, nugget, partialSill, range }: VariogramModel, h: number): number {
  return h === 0 ? 0 : nugget + partialSill * shareOfSill(kind, h, range);
}

/** Covariance C(h) = C₀ + C₁ − γ(h). */
export function covariance(model: VariogramModel, h: number): number {
  if (h === 0) return model.nugget + model.partialSill;
  return model.partialSill * (1 - shareOfSill(model.kind, h, model.range));
}

/** Where 95 % of the partial sill is reached (all of it: spherical): a, 3a, √3·a. m */
export function effectiveRange({ kind, range }: VariogramModel): number {
  return kind === 'spherical' ? range : kind === 'exponential' ? 3 * range : Math.sqrt(3) * range;
}

/** γ(h) as it is written. */
export function formulaOf({ kind, nugget, partialSill, range }: VariogramModel): string {
  const [c0, c1, a] = [nugget, partialSill, range].map((one) => Number(one.toPrecision(6)));
  const share =
    kind === 'spherical'
      ? `(1.5·h/${a} − 0.5·(h/${a})³)`
      : kind === 'exponential'
        ? `(1 − exp(−h/${a}))`
        : `(1 − exp(−(h/${a})²))`;
  return `γ(h) = ${c0} + ${c1}·${share}`;
}
