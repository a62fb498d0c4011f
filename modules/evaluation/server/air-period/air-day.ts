import { beijingIso, TarimError } from '@tarim/kernel';
import type { Context, Language, Static } from '@tarim/platform';
import { evaluateAqi } from '@tarim/science';
import { aqiStandard, ruleVersion } from '@tarim/standards';
import type { airDay as route } from '../../contract.ts';
import { evaluationErrors } from '../errors.ts';
import { placeFact } from './city-facts.ts';
import { dayRevisions, dustMarks, isComputed, uploadOfDay } from './day-store.ts';
import { dayStart } from './periods.ts';
import { readPlaceDays } from './place-days.ts';

/** One day of a city: what its figures are, how the index comes of them, who brought them, what was said of dust. */
export async function airDay(
  ctx: Context,
  { city: code, date }: Static<NonNullable<typeof route.query>>,
  language: Language,
): Promise<Static<NonNullable<typeof route.response>>> {
  const city = await placeFact(ctx.db, code, language);
  const [day] = await readPlaceDays(ctx.db, code, date, date);
  if (!day) throw new TarimError(evaluationErrors.airDayUnknown, { date });
  const [upload, revisions, marks, computedToo] = await Promise.all([
    uploadOfDay(ctx.db, code, date),
    dayRevisions(ctx.db, code, date),
    dustMarks(ctx.db, code, date),
    // A station has no figures but those of the platform.
    city.kind === 'station' ? true : isComputed(ctx.db, code, date),
  ]);
  const time = dayStart(date);
  const standard = aqiStandard(time);
  const result = evaluateAqi({ period: 'day', time, values: day.values });
  return {
    city,
    date,
    values: { ...day.values },
    source: day.source,
    simulated: day.simulated,
    aqi: result.aqi,
    level: result.level,
    primary: [...result.primary],
    rule: { standard: standard.code, version: ruleVersion(standard), confidence: standard.confidence },
    steps: result.steps.map(({ pollutant, value, rounded, formula, iaqi }) => ({
      pollutant,
      value,
      rounded,
      formula,
      iaqi,
    })),
    upload: upload && { ...upload, at: beijingIso(upload.at.getTime()) },
    computedToo,
    dust: day.dust,
    dustMarks: marks.map((one) => ({ ...one, at: beijingIso(one.at.getTime()) })),
    revisions: revisions.map((one) => ({
      ...one,
      values: { ...one.values },
      replacedAt: beijingIso(new Date(one.replacedAt).getTime()),
    })),
  };
}
