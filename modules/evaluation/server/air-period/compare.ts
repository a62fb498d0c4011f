import type { Context, Language, Static } from '@tarim/platform';
import type { AirEdition, AirFigures } from '@tarim/science';
import { CRITERIA_POLLUTANTS } from '@tarim/standards';
import type { airCompare as route } from '../../contract.ts';
import { placeFact } from './city-facts.ts';
import type { AirDay } from './days.ts';
import { type DustChoice, evaluateDays } from './evaluate-days.ts';
import { editionOf, rulesOf } from './periods.ts';
import { readPlaceDays } from './place-days.ts';
import { contributions } from './told-figures.ts';

type Answer = Static<NonNullable<typeof route.response>>;

/** A city's twelve months beside those of the year before, by one edition, so that they compare. */
export async function airCompare(
  ctx: Context,
  { city: code, year, dust, edition: asked }: Static<NonNullable<typeof route.query>>,
  language: Language,
): Promise<Answer> {
  const city = await placeFact(ctx.db, code, language);
  const edition = asked ?? editionOf(`${year}-12-31`);
  const days = await readPlaceDays(ctx.db, code, `${year - 1}-01-01`, `${year}-12-31`);
  const byMonth = Map.groupBy(days, (day) => day.date.slice(0, 7));
  const months = (of: number) =>
    Array.from({ length: 12 }, (_, i) => {
      const month = `${of}-${String(i + 1).padStart(2, '0')}`;
      return monthOf(month, byMonth.get(month) ?? [], edition, dust);
    });
  return {
    city,
    edition,
    dust,
    now: months(year),
    before: months(year - 1),
    compositeConfidence: rulesOf(edition, `${year}-12-31`).composite?.confidence ?? null,
    simulated: days.some((day) => day.simulated),
  };
}

function monthOf(
  month: string,
  days: readonly AirDay[],
  edition: AirEdition,
  dust: DustChoice,
): Answer['now'][number] {
  const result = days.length === 0 ? null : evaluateDays(month, days, edition);
  const figures: AirFigures | null = (dust === 'with' ? result?.withDust : result?.withoutDust) ?? null;
  const shares = contributions(figures?.composite ?? null, rulesOf(edition, `${month}-28`));
  return {
    month,
    goodRatio: figures?.days.goodRatio ?? null,
    composite: figures?.composite?.rounded ?? null,
    concentrations: Object.fromEntries(
      CRITERIA_POLLUTANTS.map((one) => {
        const { mean, percentile } = figures?.pollutants[one] ?? { mean: null, percentile: null };
        return [one, (mean ?? percentile)?.rounded ?? null];
      }),
    ),
    contribution: Object.fromEntries(Object.entries(shares).map(([name, { index }]) => [name, index])),
    dustDays: result?.dust.days ?? 0,
    validDays: figures?.days.validDays ?? 0,
  };
}
