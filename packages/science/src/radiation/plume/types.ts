import type { StabilityClass } from '@tarim/standards';
import type { Finding } from '../../finding.ts';

export interface PlumeInput {
  /** `plume` (default) or `puff` (short release). */
  readonly mode?: 'plume' | 'puff';
  /** `briggs_rural` (default), `briggs_urban`, `isc3_rural_pasquill_gifford`, `eimutis_konicek`, `turner_1970_fit`, `puff_slade_ccps`. */
  readonly set?: string;
  readonly stability?: StabilityClass;
  /** Instead of it: `strong`, `moderate`, `slight`, `night-cloudy`, `night-clear`, `overcast`. */
  readonly sun?: string;
  /** m/s; at the height of release, or at `windHeight` (m), from where the profile carries it up. */
  readonly wind?: number | string;
  readonly windHeight?: number;
  /** Height of release, m. */
  readonly height?: number | string;
  /** Height of the mixing lid, m. */
  readonly lid?: number | string;
  /** Release rate in any unit per second; concentrations come in that unit per m³. */
  readonly Q?: number;
  /** Or what was released in all, Bq. */
  readonly released?: number | string;
  /** m downwind: one, or several. */
  readonly x?: number | string | readonly (number | string)[];
  readonly y?: number | string;
  readonly z?: number | string;
  /** σ of one's own, m. */
  readonly sigmaY?: number;
  readonly sigmaZ?: number;
  /** Seconds after the release, of a puff. */
  readonly time?: number | string;
  readonly nuclide?: string;
  /** F, M, S; the largest coefficient when absent. */
  readonly form?: string;
  readonly age?: 'adult' | 'infant';
  /** m³/s */
  readonly breathing?: number;
  /** Dry deposition, m/s. */
  readonly depositionVelocity?: number;
  /** mm/h */
  readonly rain?: number;
  /** What is deposited leaves the plume. */
  readonly depletion?: boolean;
  /** Days on the ground. */
  readonly groundDays?: number;
}

export interface PlumeDose {
  /** mSv */
  readonly inhalation: number | null;
  readonly cloud: number;
  /** µSv/h right after the passage, 1 m above ground. */
  readonly groundRate: number;
  /** mSv over `groundDays`. */
  readonly ground: number;
}

export interface PlumePoint {
  readonly x: number | null;
  readonly y: number;
  readonly z: number;
  /** m */
  readonly sigmaY: number;
  readonly sigmaZ: number;
  /** χ/Q, s/m³; of a puff χ/A, 1/m³. */
  readonly perQ: number;
  /** χ in the unit of Q per m³ (or Bq/m³ of a puff); null without Q. */
  readonly concentration: number | null;
  /** Over the neighbouring stability classes, the same quantity as `concentration` or else `perQ`, or `integrated`. */
  readonly band: {
    readonly of: 'concentration' | 'integrated' | 'perQ';
    readonly classes: readonly string[];
    readonly min: number;
    readonly max: number;
  } | null;
  /** s until it is there: x/u. */
  readonly arrival: number | null;
  /** Bq·s/m³ at the point; with `released`. */
  readonly integrated: number | null;
  /** Bq/m² */
  readonly dryDeposit: number | null;
  readonly wetDeposit: number | null;
  readonly deposit: number | null;
  /** Share that decay and deposition have left. */
  readonly left: number;
  readonly dose: PlumeDose | null;
}

export interface PlumeResult extends Finding {
  readonly set: string | null;
  readonly stability: StabilityClass | null;
  /** m/s at the height of release. */
  readonly u: number | null;
  readonly points: readonly PlumePoint[];
  /** Without a wind: the dispersion parameters alone, m. */
  readonly sigmas: readonly { readonly x: number; readonly y: number; readonly z: number }[];
}
