import type { EmissionAverage } from '@tarim/standards';
import type { Finding } from '../finding.ts';
import type { AmountItem } from './load.ts';
import type { EmissionChoice, SelectContext } from './select.ts';

export interface EmissionInput extends SelectContext {
  /** What judges; several for a combined outlet, where each is kept and the strictest governs. Targets are told apart. */
  readonly standards: readonly EmissionChoice[];
  /** Of `values`: `hour` (default), `day`, `measured` (mean of a manual measurement), `any` (a single value). */
  readonly period?: EmissionAverage;
  /** As measured (dry, standard state; mg/m³ or mg/L) by symbol or HJ 212 code, O2 in percent beside them. */
  readonly values?: Readonly<Record<string, number | null>>;
  /** Up to 24 hours of a day, each judged, and their mean: at least 20 hours of a day. */
  readonly hourly?: Readonly<Record<string, readonly (number | null)[]>>;
  /** The values are at reference oxygen already. */
  readonly converted?: boolean;
  /** Oxygen of the combustion air (GB 18484 φ0), 21 when absent. */
  readonly combustionO2?: number;
  /** m³/h dry and standard, of the period or by the hour; wastewater m³. Gives amounts, of the measured values. */
  readonly flow?: number | readonly (number | null)[] | null;
}

export interface EmissionJudgement {
  readonly item: string;
  readonly standard: string;
  readonly process: string;
  readonly stage: string;
  readonly nature: 'standard' | 'target';
  readonly avg: EmissionAverage;
  /** Hour of the day, of hourly values. */
  readonly hour: number | null;
  readonly measured: number;
  /** At the reference of this standard; null: cannot be converted. */
  readonly value: number | null;
  readonly upper: number | null;
  readonly lower: number | null;
  /** `above-target`: above a goal of policy, which breaks no standard. */
  readonly verdict: 'meets' | 'exceeds' | 'within-target' | 'above-target' | 'not-judged';
  readonly exceedMultiple: number | null;
}

export interface EmissionResult extends Finding {
  readonly verdict: 'meets' | 'exceeds' | 'not-judged';
  readonly targets: 'within-target' | 'above-target' | null;
  readonly judgements: readonly EmissionJudgement[];
  /** 从严: of each item the standard whose limit the value comes nearest to or exceeds most. */
  readonly governing: Readonly<
    Record<string, { readonly standard: string; readonly avg: EmissionAverage; readonly upper: number }>
  >;
  readonly amounts: readonly AmountItem[];
}
