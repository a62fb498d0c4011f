import type { Problem } from '@tarim/kernel';
import { type AqiTable, aqiStandard, type Standard, standard as standardByCode } from '@tarim/standards';
import { roundHalfEven } from '../rounding.ts';
import { interpolateIaqi } from './iaqi.ts';

export type AqiPollutant = 'SO2' | 'NO2' | 'CO' | 'O3' | 'O3_8h' | 'PM10' | 'PM2.5';

export interface AqiInput {
  readonly period: 'hour' | 'day';
  /** Start of the hour or day, epoch ms: chooses the edition. */
  readonly time: number;
  /** µg/m³, CO mg/m³. Absent or null: not measured or not valid. */
  readonly values: Readonly<Partial<Record<string, number | null>>>;
  /** `HJ 633-2012` or `HJ 633-2026` to compare editions; absent: the one in force on the date of the data. */
  readonly standard?: string;
  /** Pollutants outside the monitoring programme that may be missing without blocking publication (2026, shown as «/»). */
  readonly exempt?: readonly string[];
}

export interface AqiResult {
  readonly standard: string;
  readonly ruleVersion: string;
  /** Rounded concentrations that entered. */
  readonly values: Readonly<Record<string, number | null>>;
  readonly iaqi: Readonly<Record<string, number>>;
  /** null: may not be published. */
  readonly aqi: number | null;
  /** Largest index of what is there, whether it may be published or not. */
  readonly partialAqi: number | null;
  readonly primary: readonly string[];
  readonly level: number | null;
  readonly category: string | null;
  readonly colour: string | null;
  readonly problems: readonly Problem[];
}

const DAY: readonly AqiPollutant[] = ['SO2', 'NO2', 'CO', 'O3_8h', 'PM10', 'PM2.5'];
const HOUR: readonly AqiPollutant[] = ['SO2', 'NO2', 'CO', 'O3', 'PM10', 'PM2.5'];

/**
 * Air quality index (空气质量指数) of an hour or day. HJ 633-2026 for data from 2026-03-01 on, HJ 633-2012 before.
 * Concentrations are rounded first (GB/T 8170; integer µg/m³, CO one decimal), indices rounded up.
 * Missing pollutants: 2026 publishes only when the index of what is there exceeds 100; for 2012 the index is made of what
 * is there, as was published in practice.
 */
export function evaluateAqi(input: AqiInput): AqiResult {
  const edition = (
    input.standard ? standardByCode(input.standard) : aqiStandard(input.time)
  ) as Standard<AqiTable> | null;
  const problems: Problem[] = [];
  if (!edition?.data.breakpoints)
    return empty(input.standard ?? '?', [
      { code: 'AQI_STANDARD_UNKNOWN', message: `no table for ${input.standard}` },
    ]);
  const is2026 = edition.code.endsWith('2026');
  const wanted = input.period === 'day' ? DAY : HOUR;
  const values: Record<string, number | null> = {};
  const iaqi: Record<string, number> = {};
  for (const key of Object.keys(input.values)) {
    if (!wanted.includes(key as AqiPollutant) && key !== 'O3_8h' && key !== 'O3')
      problems.push({ code: 'AQI_POLLUTANT_UNKNOWN', message: key, path: `values.${key}` });
  }
  for (const pollutant of wanted) {
    const given = input.values[pollutant];
    if (given === null || given === undefined) continue;
    if (typeof given !== 'number' || !Number.isFinite(given) || given < 0) {
      problems.push({
        code: 'AQI_VALUE_INVALID',
        message: `${pollutant}: ${String(given)}`,
        path: `values.${pollutant}`,
      });
      continue;
    }
    const rounded = roundHalfEven(given, pollutant === 'CO' ? 1 : 0);
    values[pollutant] = rounded;
    const index = indexOf(pollutant, rounded, input.period, edition.data, is2026);
    if (index !== null) iaqi[pollutant] = index;
    else
      problems.push({
        code: 'AQI_NO_INDEX',
        message: `${pollutant} ${rounded}`,
        path: `values.${pollutant}`,
      });
  }
  const missing = wanted.filter((one) => !(one in iaqi) && !input.exempt?.includes(one));
  for (const one of missing) problems.push({ code: 'AQI_MISSING', message: one, path: `values.${one}` });
  const indices = Object.values(iaqi);
  const partialAqi = indices.length > 0 ? Math.max(...indices) : null;
  const publishable = partialAqi !== null && (missing.length === 0 || (is2026 ? partialAqi > 100 : true));
  const aqi = publishable ? partialAqi : null;
  const level =
    aqi === null ? undefined : edition.data.levels.find((one) => aqi >= one.aqi[0] && aqi <= one.aqi[1]);
  return {
    standard: edition.code,
    ruleVersion: `${edition.code.replace(/\s/g, '')}@1`,
    values,
    iaqi,
    aqi,
    partialAqi,
    primary: aqi !== null && aqi > 50 ? wanted.filter((one) => iaqi[one] === aqi) : [],
    level: level?.level ?? null,
    category: level?.category ?? null,
    colour: level?.colour ?? null,
    problems,
  };
}

function indexOf(
  pollutant: AqiPollutant,
  value: number,
  period: 'hour' | 'day',
  table: AqiTable,
  is2026: boolean,
): number | null {
  const breakpoints = table.breakpoints[period][pollutant] ?? table.breakpoints.day[pollutant];
  if (!breakpoints) return null;
  const index = interpolateIaqi(value, breakpoints, table.iaqi);
  if (index !== null) return index;
  // Above the table: SO2 1-h beyond 800 and O3 8-h beyond 800 are capped at their last index in 2026 and have none in 2012.
  const last = breakpoints.findLastIndex((one) => one !== null);
  if (last < breakpoints.length - 1) return is2026 ? table.iaqi[last]! : null;
  return table.iaqi.at(-1)!;
}

function empty(standard: string, problems: Problem[]): AqiResult {
  return {
    standard,
    ruleVersion: '',
    values: {},
    iaqi: {},
    aqi: null,
    partialAqi: null,
    primary: [],
    level: null,
    category: null,
    colour: null,
    problems,
  };
}
