/** What other modules may ask evaluation, on the server. Read-only. */

export { AQI_STEPS, airColumns } from './server/air-columns.ts';
export type { City as AirCityUnit } from './server/air-period/cities.ts';
export { allCities as airCityUnits } from './server/air-period/city-facts.ts';
export type { AirDay, DayPollutant, DustBasis } from './server/air-period/days.ts';
export type { AirPeriodFigures, DaySources, DustChoice } from './server/air-period/evaluate-days.ts';
export {
  airDays,
  airPeriod,
  evaluateDays,
  type JudgedAirDay,
  judgedAirDays,
} from './server/air-period/queries.ts';
export { cityCodeOf, standsForCity } from './server/domain/city.ts';
export type { AqiRow } from './server/sql/aqi.ts';
export { cityAqiRange, latestCityAqi, latestPointAqi, pointAqiRange } from './server/sql/aqi-queries.ts';
export { judgedCounts } from './server/sql/verdict-counts.ts';
export {
  exceedCounts,
  latestVerdictRows as latestVerdicts,
  listVerdictRows as verdictsWhere,
  type VerdictRow,
} from './server/sql/verdicts.ts';
export { standardsInUse } from './server/use-cases/list-rules.ts';
