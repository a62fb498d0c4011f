import type { Context, Language, Static } from '@tarim/platform';
import type { AirEdition } from '@tarim/science';
import type { airPeriod as route } from '../../contract.ts';
import { wordsOf } from '../use-cases/language.ts';
import { placeFact, yesterday } from './city-facts.ts';
import { type DustChoice, evaluateDays, sourcesOf } from './evaluate-days.ts';
import { editionOf, elapsedDays, readPeriod, rulesOf } from './periods.ts';
import { readPlaceDays } from './place-days.ts';
import { toldFigures, toldFinding } from './told-figures.ts';

const MOST_DAYS = 3_700;
const EDITIONS: readonly AirEdition[] = ['2012', '2026'];
const CHOICES: readonly DustChoice[] = ['with', 'without'];

/** The four figures of a city's period, each with what explains it. */
export async function cityPeriod(
  ctx: Context,
  query: Static<NonNullable<typeof route.query>>,
  language: Language,
): Promise<Static<NonNullable<typeof route.response>>> {
  const period = readPeriod(query.period, MOST_DAYS);
  const city = await placeFact(ctx.db, query.city, language);
  const days = await readPlaceDays(ctx.db, city.code, period.from, period.to);
  const results = EDITIONS.map((edition) => ({
    edition,
    rules: rulesOf(edition, period.to),
    result: evaluateDays(period.text, days, edition),
  }));
  const inForce = editionOf(period.to);
  const { simulated, uploads, ...counts } = sourcesOf(days);
  const { dust } = results[0]!.result;
  return {
    city,
    period,
    elapsed: elapsedDays(period, yesterday(ctx)),
    four: results.flatMap(({ edition, rules, result }) =>
      CHOICES.map((choice) => {
        const figures = choice === 'with' ? result.withDust : result.withoutDust;
        return {
          edition,
          dust: choice,
          inForce: edition === inForce,
          figures: days.length > 0 && figures ? toldFigures(figures, rules) : null,
          finding: toldFinding(result, choice, wordsOf(language)),
        };
      }),
    ),
    dustDays: dust.days,
    dustSource: dust.source,
    sources: { ...counts, uploads: [...uploads] },
    simulated,
  };
}
