import { DAY_MS } from '@tarim/kernel';
import { load } from './load.ts';
import type { USES } from './schema.ts';

export type Confidence =
  | 'official-text'
  | 'multi-source'
  | 'single-source'
  | 'mixed'
  | 'memory'
  | 'unverified';

export type Use = (typeof USES)[number];

/** A standard with its tables. What is not `official-text` or `multi-source` is shown with its confidence and never as law. */
export interface Standard<T = Readonly<Record<string, unknown>>> {
  readonly code: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly use: Use;
  /**
   * `target`: a goal of policy (超低排放限值), not a standard: nothing exceeds it in the sense of the law. `reference`: constants
   * and coefficients, which nobody can exceed.
   */
  readonly nature: 'standard' | 'target' | 'reference';
  /** Counts our own corrections of the tables; part of `ruleVersion`. */
  readonly version: number;
  /** Beijing dates, both inclusive. Null: the day was not verified (or reference data have none); never taken by date. */
  readonly effectiveFrom: string | null;
  readonly effectiveTo: string | null;
  readonly effectiveNote: string | null;
  readonly confidence: Confidence;
  readonly tableConfidence: Readonly<Record<string, string>> | null;
  readonly data: T;
}

export const STANDARD_FILES = [
  'HJ_633-2012',
  'HJ_633-2026',
  'GB_3095-2012',
  'GB_3095-2026',
  'HJ_663-2013',
  'HJ_663-2026',
  'GBT_8170-2008',
  'GB_13223-2011',
  'GB_13271-2014',
  'GB_18485-2014',
  'GB_18918-2002',
  'GB_4915-2013',
  'GB_8978-1996',
  'ULTRA_LOW',
  'SAND_DUST_2016-120',
  'GB_15618-2018',
  'GB_36600-2018',
  'GB_3096-2008',
  'GB_12348-2008',
  'GB_22337-2008',
  'GB_12523-2011',
  'GB_16297-1996',
  'GB_28662-2012',
  'GB_29620-2013',
  'GB_31571-2015',
  'GB_16171-2012',
  'GB_18484-2020',
  'GB_18596-2001',
  'GB_37822-2019',
  'HJ_192-2015',
  'EQI_2021-99',
  'GB_3838-2002',
  'SURFACE_WATER_EVAL_2011-22',
  'BMWP_1983',
  'CWQI_2017-51',
  'DRINKING_SOURCE',
  'GBT_14848-2017',
  'ENV_TAX',
  'GB_18871-2002',
  'RADIOACTIVE_SOURCES_2005-62',
  'SOURCE_CODE_2004',
  'GAMMA_CONSTANTS',
  'DOSE_COEFFICIENTS',
  'RADIATION_EMERGENCY',
  'PLUME_SIGMA',
  'RADIATION_ACCIDENT',
  'RADIATION_CLOCKS',
  'NORM_2013-12',
  'GROUNDWATER_ISL',
  'RADIATION_MOBILE',
  'GB_8702-2014',
  'EM_PRACTICE',
  'HJ_61-2021',
  'LEGAL_CHANGE_2026',
  'DB65_4275-2019',
] as const;

const all: readonly Standard[] = STANDARD_FILES.map((name) => load<Standard>(`standards/${name}.json`));

export function listStandards(): readonly Standard[] {
  return all;
}

export function standard(code: string): Standard | null {
  return all.find((one) => one.code === code) ?? null;
}

/** What a verdict stores about the rule that made it: `HJ633-2026@1`, standard without blanks and our version of its tables. */
export function ruleVersion(one: Pick<Standard, 'code' | 'version'>): string {
  return `${one.code.replace(/\s/g, '')}@${one.version}`;
}

/** A Beijing date as the instant at which it begins. */
const startOf = (date: string): number => Date.parse(`${date}T00:00:00+08:00`);

/** Editions by use with the instants between which they hold: a year of a province asks some hundred thousand times. */
const spans = new Map(
  [...Map.groupBy(all, (one) => one.use)].map(([use, editions]) => [
    use,
    editions.flatMap((edition) => {
      const { effectiveFrom, effectiveTo } = edition;
      if (effectiveFrom === null) return [];
      const before = effectiveTo === null ? Number.POSITIVE_INFINITY : startOf(effectiveTo) + DAY_MS;
      return [{ edition, from: startOf(effectiveFrom), before }];
    }),
  ]),
);

/** The edition in force for a use on the Beijing date of an instant; the date of the data decides, not today's. */
export function editionOn(use: Standard['use'], atMs: number): Standard | null {
  const known = spans.get(use) ?? [];
  const fitting = known.find((one) => one.from <= atMs && atMs < one.before);
  if (fitting) return fitting.edition;
  // Data older than our oldest edition are judged by it: there was no other index.
  const [oldest] = [...known].sort((a, b) => a.from - b.from);
  return oldest?.edition ?? null;
}

/** A value whose index counts where a table ends early, and the row of table 1 that it is read from. */
export interface AqiInstead {
  readonly value: string;
  readonly period: 'hour' | 'day';
  readonly pollutant: string;
}

export interface AqiTable {
  readonly iaqi: readonly number[];
  readonly breakpoints: Readonly<
    Record<'hour' | 'day', Readonly<Record<string, ReadonlyArray<number | null>>>>
  >;
  readonly levels: ReadonlyArray<{
    level: number;
    roman: string;
    category: string;
    aqi: [number, number];
    colour: string;
    rgb: [number, number, number];
  }>;
  readonly rules: {
    /** Above a table that ends early (SO2 1 h, O3 8 h beyond 800): the last index it has, or none. */
    readonly aboveShortTable: 'last-index' | 'none';
    /** What counts instead when there is none: of a day O3 1 h for O3 8 h, of an hour SO2 24 h for SO2 1 h. */
    readonly instead?: Readonly<
      Partial<Record<'hour' | 'day', Readonly<Partial<Record<string, AqiInstead>>>>>
    >;
    /** A pollutant is missing: no AQI up to 100 (2026), or the AQI of what is there (2012, as was published). */
    readonly missing: 'withhold-up-to-100' | 'compute';
    /** Decimals of a concentration before its index is computed. */
    readonly decimals: { readonly default: number; readonly CO: number };
    readonly decimalsConfidence: 'official-text' | 'practice';
  };
}

/** HJ 633 for the date of the data. */
export function aqiStandard(atMs: number): Standard<AqiTable> {
  return editionOn('aqi', atMs) as unknown as Standard<AqiTable>;
}
