import { load } from './load.ts';

/**
 * What an export coefficient (输出系数) is of: a crop (kg a hectare and year), a fertiliser (share of the pure nutrient that is lost),
 * livestock (kg that a head leaves in a year) or the share of untreated manure that is lost.
 */
export const DIFFUSE_KINDS = ['crop', 'fertiliser', 'livestock', 'loss'] as const;
export type DiffuseKind = (typeof DIFFUSE_KINDS)[number];
export const DIFFUSE_ITEMS = ['COD', 'TN', 'TP', 'NH3-N'] as const;
export type DiffuseItem = (typeof DIFFUSE_ITEMS)[number];

export interface DiffuseCoefficient {
  readonly kind: DiffuseKind;
  /** `棉花`, `牛`, `N`, `P`; `*` stands for all that have none of their own. */
  readonly name: string;
  readonly item: DiffuseItem;
  readonly value: number;
  readonly unit: string;
  readonly effectiveFrom: string;
  readonly effectiveTo: string | null;
  readonly source: string;
  /** What is not `official-text` or `multi-source` is never shown as law. */
  readonly confidence: string;
}

export const DIFFUSE_COEFFICIENTS: readonly DiffuseCoefficient[] = load('diffuse-coefficients.json');
