import { halfLifeDays } from './radiation.ts';
import { type Confidence, type Standard, standard } from './standards.ts';

/** Pasquill classes (大气稳定度), A unstable to F stable. */
export const STABILITY_CLASSES = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
export type StabilityClass = (typeof STABILITY_CLASSES)[number];

interface SetHead {
  readonly id: string;
  readonly zh: string;
  readonly terrain: 'rural' | 'urban';
  /** Metres downwind for which it was made. */
  readonly range_m: readonly [number, number];
  readonly source: string;
  readonly confidence: Confidence;
}
/** Six figures each, in the order of the classes. */
type PerClass<T> = readonly T[];
interface Power {
  readonly k: PerClass<number>;
  readonly p: PerClass<number>;
}
/** σy and σz over the distance x in metres; how the figures enter is told by `form`. */
export type SigmaSet = SetHead &
  (
    | {
        /** σy = k·x·(1+c·x)^−½; σz = a·x·(1+c·x)^p with [a, c, p]. */
        readonly form: 'briggs';
        readonly y: { readonly k: PerClass<number>; readonly c: number };
        readonly z: PerClass<readonly [number, number, number]>;
      }
    | {
        /** σy = 465.11628·X·tan(c − d·ln X), degrees; σz = a·X^b; X in km. A row holds up to its end, inclusive unless `below`. */
        readonly form: 'isc3';
        readonly y: { readonly c: PerClass<number>; readonly d: PerClass<number> };
        readonly z: PerClass<
          readonly {
            readonly to_km: number | null;
            readonly a: number;
            readonly b: number;
            readonly below?: boolean;
          }[]
        >;
        readonly cap_z_m: number;
      }
    | {
        /** σy = k·x^p; σz = a·x^q + r with [a, q, r], by three stretches. */
        readonly form: 'power-offset';
        readonly y: Power;
        readonly z: Readonly<
          Record<'below_100' | 'to_1000' | 'above_1000', PerClass<readonly [number, number, number]>>
        >;
      }
    | {
        /** σy = k·x^p; σz = k·x^p or 10^(a + b·L + c·L²), L = lg x. */
        readonly form: 'turner';
        readonly y: Power;
        readonly z: PerClass<
          readonly {
            readonly to_m: number | null;
            readonly k?: number;
            readonly p?: number;
            readonly log?: readonly [number, number, number];
          }[]
        >;
      }
    | { /** Both k·x^p. */ readonly form: 'power'; readonly y: Power; readonly z: Power }
  );

interface PlumeTables {
  readonly sets: readonly SigmaSet[];
  readonly default_set: string;
  readonly default_puff_set: string;
  readonly wind_profile: Readonly<Record<'rural' | 'urban', PerClass<number>>> & {
    readonly confidence: Confidence;
  };
  readonly stability: {
    readonly columns: readonly string[];
    readonly rows: readonly { readonly below: number | null; readonly classes: readonly string[] }[];
    readonly overcast: StabilityClass;
    readonly confidence: Confidence;
  };
  readonly deposition: {
    readonly particles_m_per_s: number;
    readonly iodine_m_per_s: number;
    readonly noble_m_per_s: number;
    readonly srs19_m_per_d: number;
    /** Λ = a·R^b, 1/s with R in mm/h. */
    readonly washout: { readonly a: number; readonly b: number };
    readonly confidence: Confidence;
  };
  readonly mixing_lid: { readonly share_of_lid: number };
}

export const PLUME_TABLES = standard('大气扩散参数') as unknown as Standard<PlumeTables>;

export type AbsorptionType = 'F' | 'M' | 'S';

/** Effective dose coefficients (ICRP 119, FGR-15). */
export interface DoseCoefficientRow {
  readonly nuclide: string;
  readonly ground_Sv_per_s_per_Bq_m2: number;
  readonly submersion_Sv_per_s_per_Bq_m3: number;
  readonly inhalation_adult_Sv_per_Bq: Readonly<Partial<Record<AbsorptionType, number>>>;
  readonly inhalation_infant_Sv_per_Bq: Readonly<Partial<Record<AbsorptionType, number>>>;
  readonly confidence: Confidence;
}

export const DOSE_COEFFICIENTS = standard('有效剂量系数（ICRP 119、FGR-15）') as unknown as Standard<{
  readonly daughters: readonly { readonly parent: string; readonly with: string; readonly times: number }[];
  readonly breathing: {
    readonly short_release_m3_per_s: number;
    readonly adult_m3_per_a: number;
    readonly infant_m3_per_a: number;
    readonly confidence: Confidence;
  };
  readonly rows: readonly DoseCoefficientRow[];
}>;

const key = (name: string): string => {
  const text = name.replaceAll(/[\s\-‐–—_]/g, '').toLowerCase();
  return text.replace(/^(\d+m?)([a-z]+)$/, '$2$1');
};
const rows = new Map(DOSE_COEFFICIENTS.data.rows.map((row) => [key(row.nuclide), row]));

/** Null for a nuclide without coefficients. */
export function doseCoefficients(nuclide: string): DoseCoefficientRow | null {
  return rows.get(key(nuclide)) ?? null;
}

const SECONDS_OF_DAY = 86_400;

/** ln 2/T in 1/s; null where no half-life is at hand. */
export function decayConstant(nuclide: string): number | null {
  const days = halfLifeDays(nuclide);
  return days === null ? null : Math.LN2 / (days * SECONDS_OF_DAY);
}
