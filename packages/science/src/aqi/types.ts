import type { Problem } from '@tarim/kernel';

export type AqiPollutant = 'SO2' | 'SO2_24h' | 'NO2' | 'CO' | 'O3' | 'O3_8h' | 'PM10' | 'PM2.5';

export interface AqiInput {
  readonly period: 'hour' | 'day';
  /** Start of the hour or day, epoch ms: chooses the edition. */
  readonly time: number;
  /**
   * µg/m³, CO mg/m³. Hour: SO2 NO2 CO O3 PM10 PM2.5 (1-h means). Day: SO2 NO2 CO PM10 PM2.5 (24-h means) and O3_8h (MDA8).
   * Beside them, only used by 2012 where a table ends (above 800): of an hour SO2_24h (24-h mean), of a day O3 (its highest hour).
   * Absent or null: not measured or not valid.
   */
  readonly values: Readonly<Partial<Record<string, number | null>>>;
  /** `HJ 633-2012` or `HJ 633-2026` to compare editions; absent: the one in force on the date of the data. */
  readonly standard?: string;
  /** Pollutants outside the monitoring programme that may be missing without blocking publication (2026, shown as «/»). */
  readonly exempt?: readonly string[];
}

/** How one index came about, figure by figure, so that a person can follow it with table 1 at hand. */
export interface AqiStep {
  readonly pollutant: AqiPollutant;
  /** As given. */
  readonly value: number | null;
  /** After GB/T 8170: this one enters the formula. */
  readonly rounded: number | null;
  /** `capped`: above the table, the last index counts. `no-index`: above a table that ends early, 2012 gives none; what counts instead is the next step. */
  readonly outcome: 'interpolated' | 'capped' | 'no-index' | 'missing' | 'exempt' | 'invalid';
  /** Blo, Bhi: concentrations around it in table 1. */
  readonly breakpoints: readonly [low: number, high: number] | null;
  /** IAQIlo, IAQIhi. */
  readonly indices: readonly [low: number, high: number] | null;
  /** `(150−100)/(250−120)×(130−120)+100 = 103.8462`; rounded up it is `iaqi`. */
  readonly formula: string | null;
  readonly iaqi: number | null;
}

export interface AqiResult {
  readonly standard: string;
  /** `HJ633-2026@1` */
  readonly ruleVersion: string;
  /** Rounded concentrations that were looked up. */
  readonly values: Readonly<Record<string, number | null>>;
  /** By the value that each index was made of: `O3` in place of `O3_8h` when 2012 takes the hour's. */
  readonly iaqi: Readonly<Record<string, number>>;
  /** null: may not be published, or cannot be told. */
  readonly aqi: number | null;
  /** Largest index of what is there, whether it may be published or not. */
  readonly partialAqi: number | null;
  /** 首要污染物: all pollutants at the maximum when the AQI is above 50. */
  readonly primary: readonly string[];
  /** 1 (优) … 6 (严重污染); null without an AQI. */
  readonly level: number | null;
  readonly category: string | null;
  readonly colour: string | null;
  /** Pollutants that are neither there nor exempt. */
  readonly missing: readonly string[];
  readonly problems: readonly Problem[];
  readonly steps: readonly AqiStep[];
}
