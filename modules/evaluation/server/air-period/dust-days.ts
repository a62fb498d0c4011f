import { beijingIso, DAY_MS, HOUR_MS, periodStart, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type Language, type Static } from '@tarim/platform';
import { evaluateSandDust } from '@tarim/science';
import { ruleVersion, standard as standardByCode } from '@tarim/standards';
import type { dustDays as listRoute, markDustDay as markRoute } from '../../contract.ts';
import { evaluationErrors } from '../errors.ts';
import { wordsOf } from '../use-cases/language.ts';
import { cityByCode, cityFact } from './city-facts.ts';
import { cityHours, dustMarks, writeMark } from './day-store.ts';
import { readAirDays } from './days.ts';
import { dayStart, readPeriod } from './periods.ts';
import { problemIn } from './problem-words.ts';

const MOST_DAYS = 800;
const RULE = standardByCode('环办监测〔2016〕120号')!;

/** Days of dust of a city: those that are marked, and those that its hourly PM10 proposes (环办监测〔2016〕120号). */
export async function dustDays(
  ctx: Context,
  { city: code, from, to }: Static<NonNullable<typeof listRoute.query>>,
  language: Language,
): Promise<Static<NonNullable<typeof listRoute.response>>> {
  readPeriod(`${from}/${to}`, MOST_DAYS);
  const city = await cityFact(ctx.db, code, language);
  const days = await readAirDays(ctx.db, [code], from, to);
  const { found, hours, problems } = await proposed(ctx, code, dayStart(from), dayStart(to) + DAY_MS);
  const byDate = new Map(days.map((day) => [day.date, day]));
  const dates = new Set([
    ...days.filter((day) => day.dust || day.marked).map((day) => day.date),
    ...found.keys(),
  ]);
  return {
    city,
    days: [...dates].sort().map((date) => {
      const day = byDate.get(date);
      const touched = found.get(date);
      return {
        date,
        dust: day?.dust ?? false,
        basis: day?.dustBasis ?? null,
        marked: day?.marked ?? false,
        pm10: day?.values.PM10 ?? null,
        pm25: day?.values['PM2.5'] ?? null,
        hours: touched?.dustHours ?? null,
        pm10Without: touched?.withoutDust.PM10 ?? null,
      };
    }),
    hours,
    rule: { standard: RULE.code, version: ruleVersion(RULE), confidence: RULE.confidence },
    problems: problems.map((one) => problemIn(one, wordsOf(language))),
    simulated: days.some((day) => day.simulated),
  };
}

/** What the hours of days that are over tell, as far as the platform has them. */
async function proposed(ctx: Context, code: string, from: number, to: number) {
  const known = await cityHours(ctx.db, code, from, Math.min(to, periodStart('day', ctx.clock.now())));
  const [first] = known;
  if (!first) return { found: new Map(), hours: 0, problems: [] };
  const count = Math.round((known.at(-1)!.time - first.time) / HOUR_MS) + 1;
  const series = {
    PM10: Array<number | null>(count).fill(null),
    'PM2.5': Array<number | null>(count).fill(null),
  };
  for (const hour of known) {
    const at = Math.round((hour.time - first.time) / HOUR_MS);
    series.PM10[at] = hour.PM10;
    series['PM2.5'][at] = hour['PM2.5'];
  }
  const result = evaluateSandDust({ start: first.time, ...series });
  return {
    found: new Map(result.days.map((day) => [day.date, day])),
    hours: known.length,
    problems: result.problems,
  };
}

/**
 * Marks a day as one of dust, or as none, in the name of a person who is competent for the city.
 * @throws TarimError EVALUATION_CITY_UNKNOWN, EVALUATION_AIR_DAY_UNKNOWN, EVALUATION_DUST_MARK_UNCHANGED, FORBIDDEN
 */
export async function markDustDay(
  ctx: Context,
  actor: Actor,
  body: Static<NonNullable<typeof markRoute.body>>,
): Promise<Static<NonNullable<typeof markRoute.response>>> {
  const { city: code, date, dust, basis } = body;
  const { unitPath } = await cityByCode(ctx.db, code);
  ctx.policy.require(actor, 'evaluation.write', { unitPath });
  const reason = body.reason.trim();
  const at = new Date(ctx.clock.now());
  return asActor(ctx, actor, 'evaluation.write', async (tx) => {
    const [day] = await readAirDays(tx, [code], date, date);
    if (!day) throw new TarimError(evaluationErrors.airDayUnknown, { date });
    const [before] = await dustMarks(tx, code, date);
    if (before && before.dust === dust && before.basis === basis)
      throw new TarimError(evaluationErrors.markUnchanged, { date });
    const by = actor.name;
    const mark = { dust, basis, reason, by, at };
    const revision = await writeMark(tx, { ...mark, city: code, date, unitPath, userId: actor.userId });
    await ctx.audit.record(tx, {
      actor,
      action: 'evaluation.dust-day-marked',
      subject: `city/${code}/${date}`,
      unitPath,
      detail: { dust, basis, reason, before: before ? { dust: before.dust, basis: before.basis } : null },
    });
    return { ...mark, at: beijingIso(at.getTime()), revision };
  });
}
