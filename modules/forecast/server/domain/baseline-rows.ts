import { type BaselineResult, baselineSteps, type PollutantForecast } from '@tarim/science';
import { BASELINE_SOURCE } from '../../contract.ts';
import type { NewForecast } from '../sql/forecasts.ts';

/** What of a baseline is stored; days of which nothing is known are not. */
export function rowsOfBaseline(
  city: { readonly code: string; readonly unitPath: string },
  { model, issueDate, targets }: BaselineResult,
  { hindcast, simulated }: Pick<NewForecast, 'hindcast' | 'simulated'>,
): NewForecast[] {
  return targets
    .filter((target) => Object.keys(target.pollutants).length > 0)
    .map((target) => ({
      source: BASELINE_SOURCE,
      cityCode: city.code,
      unitPath: city.unitPath,
      issue: issueDate,
      target: target.date,
      aqi: target.aqi,
      low: target.aqiLow,
      high: target.aqiHigh,
      level: target.level,
      primary: target.primary,
      detail: target.pollutants,
      model,
      climatologyAqi: target.climatologyAqi,
      persistenceAqi: target.persistenceAqi,
      hindcast,
      simulated,
      row: null,
    }));
}

/** The steps of a stored baseline. */
export const stepsOfStored = (target: string, detail: object) =>
  baselineSteps({ date: target, pollutants: detail as Record<string, PollutantForecast> });
