import type { Standard } from './standards.ts';
import { editionOn, listStandards, type Use } from './standards.ts';

/** How a value keeps a limit: at most, at least, or within two. The limit itself is kept. */
export type WaterCompare = 'le' | 'ge' | 'range';
/** A limit; of a `range` its two ends. `ND`: 不得检出. Null: the table has none that can be kept. */
export type WaterLimit = number | readonly [low: number, high: number] | 'ND' | null;

/** A row of GB 3838 table 1: limits of classes I to V. */
export interface SurfaceWaterRow {
  readonly item: string;
  readonly zh: string;
  readonly en: string;
  readonly unit: string;
  readonly compare: WaterCompare;
  readonly limits: readonly WaterLimit[];
  /** Limits for lakes and reservoirs (湖、库) where they differ: total phosphorus. */
  readonly limitsLake?: readonly WaterLimit[];
  /** 溶解氧: a saturation (饱和率) in percent that makes class I whatever the concentration. */
  readonly saturationClassI?: number;
  /** 总氮: the limits are for lakes and reservoirs. */
  readonly lakeOnly?: boolean;
}

/** A row of GB 3838 tables 2 and 3: one limit, for drinking-water sources (集中式生活饮用水地表水源地). */
export interface SourceLimitRow {
  readonly item: string;
  readonly zh: string;
  readonly unit: string;
  readonly limit: number;
}

export interface SurfaceWaterTables {
  readonly classes: readonly string[];
  readonly worseThanV: string;
  readonly table1_basic: readonly SurfaceWaterRow[];
  readonly table2_drinking_source: readonly SourceLimitRow[];
  readonly table3_drinking_source: readonly SourceLimitRow[];
}

/** A row of GB/T 14848 table 1 or 2: limits of classes I to IV; `presence`: 无 or 有. */
export interface GroundwaterRow {
  readonly no: number;
  readonly item: string;
  readonly unit: string;
  readonly compare: WaterCompare | 'presence';
  readonly limits?: readonly WaterLimit[];
}

export interface GroundwaterTables {
  readonly classes: readonly string[];
  readonly table1_regular: readonly GroundwaterRow[];
  readonly table2_non_regular: readonly GroundwaterRow[];
}

export interface RatingRow {
  readonly rating: string;
  readonly colour: string;
}

/** 环办〔2011〕22号: how sections, rivers, lakes, changes and trends are told. */
export interface SurfaceWaterRules {
  readonly items: readonly string[];
  readonly reported_apart: readonly string[];
  readonly section_rating: ReadonlyArray<RatingRow & { readonly classes: readonly string[] }>;
  readonly river_rating: {
    /** With fewer sections the mean concentrations are rated as one section. */
    readonly few_below: number;
    /** In order; the first whose condition holds. Percent. */
    readonly by_share: ReadonlyArray<RatingRow & { readonly good_ge?: number; readonly bad_lt?: number }>;
  };
  readonly main_pollutants: {
    readonly count: number;
    readonly without_multiple: readonly string[];
    readonly first: { readonly items: readonly string[] };
  };
  readonly change: {
    readonly section: { readonly some: number; readonly marked: number };
    readonly river: { readonly none_le: number; readonly some_le: number };
    readonly words: Readonly<
      Record<'none' | 'someBetter' | 'markedBetter' | 'someWorse' | 'markedWorse', string>
    >;
  };
  readonly trend: {
    readonly minimum: number;
    /** Decimals the critical values are printed with. */
    readonly decimals: number;
    /** By number of periods. */
    readonly critical: Readonly<Record<string, number>>;
  };
  readonly tli: {
    readonly items: Readonly<
      Record<string, { readonly a: number; readonly b: number; readonly unit: string; readonly r2: number }>
    >;
    readonly grades: ReadonlyArray<{ lt?: number; le?: number; zh: string }>;
  };
}

export interface WaterIndexRules {
  readonly items: readonly string[];
  readonly ph: { readonly neutral: number; readonly low: number; readonly high: number };
}

export interface DrinkingSourceRules {
  readonly surface: { readonly class: string; readonly table1_without: readonly string[] };
  readonly groundwater: { readonly class: string };
  readonly reported_apart: readonly string[];
}

/** Null: the data have no date; then the edition in force. */
function on<T>(use: Use, atMs: number | null): Standard<T> {
  const current = () => listStandards().find((one) => one.use === use && one.effectiveTo === null);
  return (atMs === null ? current() : editionOn(use, atMs)) as unknown as Standard<T>;
}

/** GB 3838 on the date of the data (地表水环境质量标准). */
export const surfaceWaterLimits = (atMs: number | null) => on<SurfaceWaterTables>('surface-water', atMs);
/** 地表水环境质量评价办法 on the date of the data. */
export const surfaceWaterRules = (atMs: number | null) =>
  on<SurfaceWaterRules>('surface-water-evaluation', atMs);
/** 城市水质指数 CWQI on the date of the data; its details are from memory. */
export const waterIndexRules = (atMs: number | null) => on<WaterIndexRules>('water-index', atMs);
/** Centralised drinking-water sources (集中式饮用水水源) on the date of the data; from memory. */
export const drinkingSourceRules = (atMs: number | null) => on<DrinkingSourceRules>('drinking-source', atMs);
/** GB/T 14848 on the date of the data (地下水质量标准). */
export const groundwaterLimits = (atMs: number | null) => on<GroundwaterTables>('groundwater', atMs);
