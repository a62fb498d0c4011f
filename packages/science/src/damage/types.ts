import type { DamageMedium } from '@tarim/standards';
import type { Finding } from '../finding.ts';

/** A pollutant of a discharge; what it does not say itself is taken from its discharge. */
export interface DamagePollutant {
  readonly name?: string;
  /** Measured concentration Z and limit B, in the same unit. */
  readonly measured?: number;
  readonly limit?: number;
  /** 超标倍数 κ = (Z − B)/B, where it is given in place of them. */
  readonly kappa?: number;
  /** A figure, or a row of the table. */
  readonly alpha?: number | string;
  readonly beta?: number | string;
  readonly omega?: number | string;
  /** E in tonnes, C in yuan per tonne. */
  readonly amount?: number;
  readonly unitCost?: number;
}

/** One discharge (排放行为) into one medium. */
export interface DamageDischarge extends DamagePollutant {
  readonly medium?: DamageMedium;
  /** Absent: the discharge is itself of one pollutant. */
  readonly pollutants?: readonly DamagePollutant[];
}

export interface DamageInput {
  readonly discharges?: readonly DamageDischarge[];
  /** 简易评估的限额 that a region set, yuan. */
  readonly simpleLimit?: number;
}

export interface PollutantCost {
  readonly name: string;
  readonly kappa: number | null;
  readonly tau: number | null;
  readonly alpha: number | null;
  /** Null of water. */
  readonly beta: number | null;
  readonly omega: number | null;
  readonly gamma: number | null;
  /** D, yuan. */
  readonly damage: number | null;
}

export interface DischargeCost {
  readonly medium: DamageMedium | null;
  readonly pollutants: readonly PollutantCost[];
  /** The pollutant with the largest figure: it stands for the discharge. */
  readonly governing: string | null;
  readonly damage: number | null;
}

export interface DamageResult extends Finding {
  readonly discharges: readonly DischargeCost[];
  /** Sum of the discharges, yuan; null where one of them could not be told. */
  readonly damage: number | null;
  /** Whether it lies within what may be assessed simply (简易评估). */
  readonly simple: { readonly limit: number; readonly within: boolean | null };
  /** Always: the method replaces what could not be measured. */
  readonly estimate: true;
}
