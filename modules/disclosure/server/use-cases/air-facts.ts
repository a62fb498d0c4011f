import { AQI_POLLUTANTS } from '@tarim/evaluation/contract';
import type { AqiRow } from '@tarim/evaluation/queries';
import { beijingIso, DAY_MS, HOUR_MS } from '@tarim/kernel';
import type { AqiPoint, StationValue } from '../../contract.ts';
import { categoryOf } from '../domain/words.ts';
import type { Published } from '../published.ts';

type Hides = Published['hides'];

/** The AQI part of an answer about a place; nulls where nothing was computed. */
export function aqiFields(row: AqiRow | undefined, simulated: boolean) {
  const level = row?.aqi === null ? null : (row?.level ?? null);
  const shown = categoryOf(level);
  return {
    time: row ? beijingIso(row.time) : null,
    standard: row?.standard ?? null,
    aqi: row?.aqi ?? null,
    level,
    category: shown?.category ?? null,
    colour: shown?.colour ?? null,
    primary: row && row.aqi !== null ? [...row.primary] : [],
    simulated,
  };
}

/** Concentrations without the factors that are held back. */
export function valuesOf(row: AqiRow | undefined, hides: Hides): Record<string, number | null> {
  const values: Record<string, number | null> = {};
  for (const { key, code } of AQI_POLLUTANTS) {
    if (row && key in row.result.values && !hides(placeOf(row), code))
      values[key] = row.result.values[key] ?? null;
  }
  return values;
}

/** A station's concentrations, each with the way to its ground. */
export function stationValues(row: AqiRow<number> | undefined, hides: Hides): StationValue[] {
  if (!row) return [];
  return AQI_POLLUTANTS.filter(({ key, code }) => key in row.result.values && !hides(row.subject, code)).map(
    ({ key, code, unit }) => ({
      pollutant: key,
      code,
      value: row.result.values[key] ?? null,
      unit,
      iaqi: row.result.iaqi[key] ?? null,
      trace: { pointId: row.subject, period: row.period, time: beijingIso(row.time) },
    }),
  );
}

const placeOf = (row: AqiRow) => (typeof row.subject === 'number' ? row.subject : null);

/** One entry a period from `from` to `to` (exclusive); periods without a figure are there, empty. */
export function filledSeries(
  rows: readonly AqiRow[],
  period: 'hour' | 'day',
  from: number,
  to: number,
  hides: Hides,
): AqiPoint[] {
  const byTime = new Map(rows.map((row) => [row.time, row]));
  const series: AqiPoint[] = [];
  for (let time = from; time < to; time += period === 'hour' ? HOUR_MS : DAY_MS) {
    const row = byTime.get(time);
    const { aqi, level, colour, primary } = aqiFields(row, false);
    series.push({
      time: beijingIso(time),
      standard: row?.standard ?? null,
      aqi,
      level,
      colour,
      primary,
      values: valuesOf(row, hides),
    });
  }
  return series;
}
