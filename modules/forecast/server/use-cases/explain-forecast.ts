import { airCityUnits, airDays } from '@tarim/evaluation/queries';
import { beijingDate, beijingIso, TarimError } from '@tarim/kernel';
import type { Context, Language, Static } from '@tarim/platform';
import { FORECAST_POLLUTANTS, type PollutantForecast } from '@tarim/science';
import { aqiStandard } from '@tarim/standards';
import type { PollutantRange, explainForecast as route } from '../../contract.ts';
import { stepsOfStored } from '../domain/baseline-rows.ts';
import { dayStart, observedOf } from '../domain/levels.ts';
import { forecastErrors } from '../errors.ts';
import { type ForecastRow, forecastRows, revisionRows } from '../sql/forecasts.ts';
import { uploadRows } from '../sql/uploads.ts';
import { cellOf, nameIn } from './frame.ts';

/**
 * How a forecast came about: of the baseline its steps, of an imported one its file and row; and what it said before.
 * @throws TarimError FORECAST_UNKNOWN
 */
export async function explainForecast(
  ctx: Context,
  { source, city: cityCode, issue, target }: Static<NonNullable<typeof route.query>>,
  language: Language,
): Promise<Static<NonNullable<typeof route.response>>> {
  const [row] = await forecastRows(ctx.db, { source, cityCodes: [cityCode], issue, target }, true);
  if (!row) throw new TarimError(forecastErrors.unknown);
  const [cities, days, revisions, uploads] = await Promise.all([
    airCityUnits(ctx.db),
    target < beijingDate(ctx.clock.now()) ? airDays(ctx.db, [cityCode], target, target) : [],
    revisionRows(ctx.db, { source, cityCode, issue, target }),
    row.uploadId === null ? [] : uploadRows(ctx.db, row.uploadId),
  ]);
  const city = cities.find((one) => one.code === cityCode);
  const standard = aqiStandard(dayStart(target));
  const [upload] = uploads;
  return {
    source,
    issue,
    city: { code: cityCode, name: city ? nameIn(language, city.names) : cityCode },
    cell: cellOf(row, days[0] ? observedOf(days[0]) : null),
    madeAt: beijingIso(row.madeAt.getTime()),
    model: row.model,
    standard: { code: standard.code, confidence: standard.confidence },
    climatologyAqi: row.climatologyAqi,
    persistenceAqi: row.persistenceAqi,
    pollutants: pollutantsOf(row),
    steps: row.model === null ? [] : stepsOfStored(target, row.detail),
    upload: upload
      ? {
          id: upload.id,
          name: upload.name,
          sha256: upload.sha256,
          by: upload.by,
          at: beijingIso(upload.at.getTime()),
          row: row.row,
        }
      : null,
    revisions: revisions.map((one) => ({
      ...one,
      madeAt: beijingIso(one.madeAt.getTime()),
      replacedAt: beijingIso(one.replacedAt.getTime()),
    })),
  };
}

function pollutantsOf({ model, detail }: ForecastRow): Static<typeof PollutantRange>[] {
  return FORECAST_POLLUTANTS.flatMap((pollutant): Static<typeof PollutantRange>[] => {
    const one = (detail as Record<string, number | PollutantForecast | undefined>)[pollutant];
    if (one === undefined) return [];
    if (typeof one === 'number' || model === null)
      return [{ pollutant, value: one as number, low: null, high: null, method: null, weight: null }];
    const { value, low, high, method, weight } = one;
    return [{ pollutant, value, low, high, method, weight }];
  });
}
