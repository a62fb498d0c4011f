import type { Confidence, Standard } from '../standards.ts';

/** What a limit is compared with: hour or day means, the mean of a manual measurement, any single value. */
export type EmissionAverage = 'hour' | 'day' | 'measured' | 'any';

export interface EmissionLimit {
  /** `SO2`, `NH3-N`; sums as printed: `Cd+Tl`. */
  readonly item: string;
  readonly avg: EmissionAverage;
  readonly upper: number | null;
  readonly lower: number | null;
}

/** To what a concentration is converted (折算): reference oxygen in percent, or an excess-air coefficient. */
export type EmissionReference =
  | { readonly kind: 'oxygen'; readonly percent: number }
  | { readonly kind: 'excess-air'; readonly coefficient: number };

/** Limits of one process (生产工序或设施) at one stage: `new`, `existing`, `special`, a level … */
export interface EmissionProcess {
  readonly standard: Standard;
  readonly process: string;
  readonly stage: string;
  readonly zh: string;
  readonly medium: 'air' | 'water';
  readonly reference: EmissionReference | null;
  readonly limits: readonly EmissionLimit[];
  readonly confidence: Confidence;
  /** What a result made with it has to tell: figures from memory, an amendment that was not obtained. */
  readonly caveat: { readonly zh: string; readonly en: string } | null;
}

/** A process before its standard is known. */
export type EmissionRow = Pick<EmissionProcess, 'process' | 'stage' | 'zh' | 'limits'> &
  Partial<Pick<EmissionProcess, 'medium' | 'reference' | 'confidence' | 'caveat'>>;

export const oxygen = (percent: number): EmissionReference => ({ kind: 'oxygen', percent });

/** The numbers of a row as limits; pairs are a range, what is no number is none (`ND`, notes). */
export function limitsOf(row: Readonly<Record<string, unknown>>, avg: EmissionAverage): EmissionLimit[] {
  return Object.entries(row).flatMap(([item, value]): EmissionLimit[] => {
    if (typeof value === 'number') return [{ item, avg, upper: value, lower: null }];
    if (Array.isArray(value) && value.length === 2) return [{ item, avg, lower: value[0], upper: value[1] }];
    return [];
  });
}
