import type { Finding } from '../finding.ts';

export const TAX_KINDS = ['air', 'water', 'solid', 'noise', 'small'] as const;
export type TaxKind = (typeof TAX_KINDS)[number];

/** Of one pollutant at one outlet in the month (环境保护税法 art. 13). */
export interface ReductionClaim {
  /** Monthly mean of hourly means (air) or of daily means (water). */
  readonly concentration: number;
  /** The discharge standard, in the same unit. */
  readonly limit: number;
  /** Whether any hour (air) or day (water) of the month lay above the standard. Without a clear `false` nothing is reduced. */
  readonly exceeded: boolean;
}

interface Common {
  /** `2026-03`: only to tell what lies before the law. */
  readonly month?: string;
}

interface OutletInput extends Common {
  /** kg of the month by Chinese name, symbol or factor code. */
  readonly kg?: Readonly<Record<string, number | null>>;
  /** Yuan per equivalent, as the region's people's congress has set it: given by a person, never assumed. */
  readonly rate?: number;
  readonly reduction?: Readonly<Record<string, ReductionClaim>>;
  /** `keep` (default): a concentration exactly 30 or 50 % below its standard is not below by that share; `reduce`: it is. */
  readonly atBoundary?: 'keep' | 'reduce';
}

/** One outlet, or what leaves without one. */
export interface AirTaxInput extends OutletInput {
  readonly kind: 'air';
}

export interface WaterTaxInput extends OutletInput {
  readonly kind: 'water';
  /** Tonnes of sewage, for colour, pH, coliform bacteria and chlorine. */
  readonly sewage?: number;
  readonly colour?: { readonly value: number; readonly standard: number };
  readonly pH?: number;
  /** Above their standards: one of the two counts. */
  readonly coliformExceeds?: boolean;
  readonly chlorineExceeds?: boolean;
}

export interface SolidTaxInput extends Common {
  readonly kind: 'solid';
  /** 煤矸石, 尾矿, 危险废物, 粉煤灰 … */
  readonly waste: string;
  /** Tonnes of the month. */
  readonly produced: number;
  readonly stored?: number;
  readonly disposed?: number;
  readonly reused?: number;
  /** Dumped illegally or declared falsely: the whole production is discharged (实施条例 art. 6). */
  readonly wholeProduction?: boolean;
}

export interface NoiseTaxInput extends Common {
  readonly kind: 'noise';
  /** Decibels above the limit by day and by night; of several points the highest. */
  readonly day?: number;
  readonly night?: number;
  /** Of single events at night: the larger of the two counts. */
  readonly nightPeak?: number;
  /** Days of the month on which it exceeded. */
  readonly days: number;
  readonly boundary?: number;
  readonly exceedingPoints?: number;
}

export interface SmallTaxInput extends Common {
  readonly kind: 'small';
  /** pig, cattle, poultry, enterprise, catering, hospital, hospital-disinfecting. */
  readonly source: string;
  /** Animals at the start and end of the month. */
  readonly start?: number;
  readonly end?: number;
  /** Tonnes of sewage. */
  readonly sewage?: number;
  readonly beds?: number;
  readonly rate?: number;
}

export type TaxInput = AirTaxInput | WaterTaxInput | SolidTaxInput | NoiseTaxInput | SmallTaxInput;

export interface TaxedItem {
  /** Name in the annex, and as it was given. */
  readonly item: string;
  readonly given: string;
  readonly group: 'air' | 'water-class1' | 'water-other';
  /** Pollution equivalents, in full. */
  readonly equivalents: number;
  /** `counted-once`: COD, BOD5 and TOC, or coliform and chlorine, count as one. */
  readonly status: 'taxed' | 'not-among-largest' | 'counted-once' | 'none';
  /** 1, 0.75 or 0.5. */
  readonly factor: number;
}

export interface TaxResult extends Finding {
  readonly kind: TaxKind | null;
  readonly items: readonly TaxedItem[];
  /** As given, largest first. */
  readonly taxed: readonly string[];
  /** What is multiplied by the rate: equivalents after reduction, tonnes of solid waste; null for noise. */
  readonly base: number | null;
  readonly rate: number | null;
  /** Yuan, to the fen (分 rounded half up); null when it cannot be told. */
  readonly tax: number | null;
}
