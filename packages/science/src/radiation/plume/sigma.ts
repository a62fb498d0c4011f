import { type SigmaSet, STABILITY_CLASSES, type StabilityClass } from '@tarim/standards';

export interface Sigmas {
  /** m */
  readonly y: number;
  readonly z: number;
}

const RADIAN = Math.PI / 180;
const KM = 1_000;

/** Dispersion parameters (扩散参数) σy and σz, m, at x metres downwind; of x ≤ 0 there are none and both are 0. */
export function sigmasAt(set: SigmaSet, stability: StabilityClass, x: number): Sigmas {
  if (!(x > 0)) return { y: 0, z: 0 };
  const i = STABILITY_CLASSES.indexOf(stability);
  switch (set.form) {
    case 'briggs': {
      const [a, c, p] = set.z[i]!;
      return { y: (set.y.k[i]! * x) / Math.sqrt(1 + set.y.c * x), z: a * x * (1 + c * x) ** p };
    }
    case 'isc3': {
      const km = x / KM;
      const angle = RADIAN * (set.y.c[i]! - set.y.d[i]! * Math.log(km));
      const { a, b } = set.z[i]!.find(
        ({ to_km, below }) => to_km === null || (below ? km < to_km : km <= to_km),
      )!;
      return { y: 465.116_28 * km * Math.tan(angle), z: Math.min(a * km ** b, set.cap_z_m) };
    }
    case 'power-offset': {
      const [a, q, r] = set.z[x < 100 ? 'below_100' : x <= 1_000 ? 'to_1000' : 'above_1000'][i]!;
      return { y: set.y.k[i]! * x ** set.y.p[i]!, z: a * x ** q + r };
    }
    case 'turner': {
      const { k, p, log } = set.z[i]!.find(({ to_m }) => to_m === null || x <= to_m)!;
      const lg = Math.log10(x);
      const z = log ? 10 ** (log[0] + log[1] * lg + log[2] * lg * lg) : k! * x ** p!;
      return { y: set.y.k[i]! * x ** set.y.p[i]!, z };
    }
    case 'power':
      return { y: set.y.k[i]! * x ** set.y.p[i]!, z: set.z.k[i]! * x ** set.z.p[i]! };
  }
}
