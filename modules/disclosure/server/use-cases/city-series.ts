import { cityAqiRange, cityCodeOf } from '@tarim/evaluation/queries';
import { DAY_MS, HOUR_MS, periodStart, TarimError } from '@tarim/kernel';
import type { Context, Static } from '@tarim/platform';
import { unitByCode } from '@tarim/region/queries';
import type { portalCityDays, portalCityHours } from '../../contract.ts';
import { nameOf } from '../domain/words.ts';
import { disclosureErrors } from '../errors.ts';
import { publishedPoints } from '../published.ts';
import { filledSeries } from './air-facts.ts';

/** The last 24 finished hours of a city. @throws TarimError DISCLOSURE_CITY_UNKNOWN */
export async function cityHours(
  ctx: Context,
  code: string,
): Promise<Static<NonNullable<typeof portalCityHours.response>>> {
  const to = periodStart('hour', ctx.clock.now());
  return series(ctx, code, 'hour', to - 24 * HOUR_MS, to);
}

/** The last 30 finished days, with the number of days of each level. @throws TarimError DISCLOSURE_CITY_UNKNOWN */
export async function cityDays(
  ctx: Context,
  code: string,
): Promise<Static<NonNullable<typeof portalCityDays.response>>> {
  const to = periodStart('day', ctx.clock.now());
  const answer = await series(ctx, code, 'day', to - 30 * DAY_MS, to);
  const daysByLevel = [1, 2, 3, 4, 5, 6].map(
    (level) => answer.rows.filter((row) => row.level === level).length,
  );
  return { ...answer, daysByLevel, judgedDays: daysByLevel.reduce((sum, days) => sum + days, 0) };
}

async function series(ctx: Context, code: string, period: 'hour' | 'day', from: number, to: number) {
  const { points, hides } = await publishedPoints(ctx.db, ['air']);
  const stations = points.filter((point) => cityCodeOf(point.unitPath) === code);
  const unit = stations.length > 0 ? await unitByCode(ctx.db, code) : null;
  if (!unit) throw new TarimError(disclosureErrors.cityUnknown, { code });
  const rows = await cityAqiRange(ctx.db, { cityCode: code, period, from, to });
  return {
    code,
    name: nameOf(unit.names.zh, unit.names.en, unit.names.ug),
    period,
    simulated: stations.some((point) => point.simulated),
    rows: filledSeries(rows, period, from, to, hides),
  };
}
