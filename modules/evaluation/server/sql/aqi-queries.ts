import type { DbOrTx } from '@tarim/platform';
import type { JudgedPeriod } from '../../contract.ts';
import { type AqiRow, aqiRange, CITY_AQI, latestAqi, POINT_AQI } from './aqi.ts';

interface Range {
  readonly period: JudgedPeriod;
  readonly from: number;
  readonly to: number;
  readonly limit?: number;
}
const MAX_ROWS = 20_000;

/** Newest AQI of stations; those without any since `since` (epoch ms) are absent. */
export function latestPointAqi(
  db: DbOrTx,
  period: JudgedPeriod,
  pointIds: readonly number[],
  since = 0,
): Promise<AqiRow<number>[]> {
  return latestAqi(db, POINT_AQI, period, pointIds, since);
}

export function latestCityAqi(
  db: DbOrTx,
  period: JudgedPeriod,
  cityCodes: readonly string[],
  since = 0,
): Promise<AqiRow<string>[]> {
  return latestAqi(db, CITY_AQI, period, cityCodes, since);
}

export function pointAqiRange(db: DbOrTx, query: Range & { pointId: number }): Promise<AqiRow<number>[]> {
  return aqiRange(db, POINT_AQI, { ...query, subject: query.pointId, limit: query.limit ?? MAX_ROWS });
}

export function cityAqiRange(db: DbOrTx, query: Range & { cityCode: string }): Promise<AqiRow<string>[]> {
  return aqiRange(db, CITY_AQI, { ...query, subject: query.cityCode, limit: query.limit ?? MAX_ROWS });
}
