import type { LegalSource } from './enforcement.ts';
import { load } from './load.ts';
import type { Confidence } from './standards.ts';

export type DamageMedium = 'water' | 'air';
/** 危害系数 α, 受体敏感系数 β (of air only), 环境功能系数 ω. */
export type CostCoefficient = 'alpha' | 'beta' | 'omega';

export interface CoefficientTable {
  readonly zh: string;
  readonly en: string;
  /** Least and most that the table has; null where it is not known. */
  readonly range: readonly [number, number] | null;
  readonly confidence: Confidence;
  /** Class of the pollutant or of the water, and its figure; none where the table could not be had. */
  readonly rows: readonly { readonly key: string; readonly value: number }[];
}

/** 虚拟治理成本法 of a medium. What of it was not read in the standard says so by its confidence. */
export interface VirtualCostTable {
  readonly medium: DamageMedium;
  readonly code: string;
  readonly version: number;
  readonly confidence: Confidence;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly note: string;
  readonly formula: { readonly zh: string; readonly confidence: Confidence };
  /** 超标系数 τ by the multiple κ; each row holds up to and with its bound, the last without one. */
  readonly excess: {
    readonly confidence: Confidence;
    readonly rows: readonly { readonly upTo: number | null; readonly tau: number }[];
  };
  readonly coefficients: Readonly<Partial<Record<CostCoefficient, CoefficientTable>>>;
}

/** A clock of a compensation case: a setting, because no article of it was read. */
export interface DamageTerm extends LegalSource {
  readonly key: 'check' | 'assessment' | 'negotiation' | 'confirmation' | 'effect';
  readonly zh: string;
  readonly en: string;
  readonly length: number;
  readonly unit: 'calendarDay';
}

export interface DamageRules {
  readonly code: string;
  readonly version: number;
  readonly terms: readonly DamageTerm[];
  readonly meetings: LegalSource & { readonly most: number };
  /** 简易评估: most yuan, and the most that a region may set. */
  readonly simple: LegalSource & { readonly most: number; readonly regionMost: number };
  /** 显著轻微: not where the same party was found out within so many years. */
  readonly slight: LegalSource & { readonly repeatYears: number };
  /** What is compensated (民法典 1235). */
  readonly items: readonly { readonly key: string; readonly zh: string; readonly en: string }[];
  readonly itemsSource: LegalSource;
  readonly duty: LegalSource;
  readonly discretion: LegalSource;
}

export const VIRTUAL_COST_TABLES: readonly VirtualCostTable[] = load('damage/virtual-cost.json');
/** 生态环境损害赔偿: terms, limits and items. */
export const DAMAGE_RULES: DamageRules = load('damage/rules.json');

/** The table of a medium; null for another one. */
export const virtualCostTable = (medium: unknown): VirtualCostTable | null =>
  VIRTUAL_COST_TABLES.find((one) => one.medium === medium) ?? null;

export function damageTerm(key: DamageTerm['key']): DamageTerm {
  return DAMAGE_RULES.terms.find((one) => one.key === key)!;
}
