import { setImmediate as breathe } from 'node:timers/promises';
import type { Context, Language, Static } from '@tarim/platform';
import { unitsUnder } from '@tarim/region/queries';
import {
  type AirEdition,
  type AirFigures,
  type AirPeriodResult,
  AIR_PERIOD_PROBLEMS as P,
} from '@tarim/science';
import type { RankedFigures, RankingGroup, RankingRow, airRanking as route } from '../../contract.ts';
import { nameIn, wordsOf } from '../use-cases/language.ts';
import { assessedCities, type City, type Unit } from './cities.ts';
import { yesterday } from './city-facts.ts';
import { type AirDay, readAirDays } from './days.ts';
import { type DustChoice, evaluateDays } from './evaluate-days.ts';
import { editionOf, previousOf, readPeriod, rulesOf } from './periods.ts';
import { problemIn } from './problem-words.ts';
import { meanOfCities, places } from './rank.ts';

const MOST_DAYS = 800;
/** Problems that concern the rules, the same for every city; those of a city are on its own page. */
const OF_RULES: ReadonlySet<string> = new Set([P.candidate, P.noComposite, P.spans].map((one) => one.code));

interface Judged {
  readonly city: City;
  readonly days: readonly AirDay[];
  readonly result: AirPeriodResult;
  readonly figures: AirFigures | null;
  readonly now: RankedFigures;
  readonly before: RankedFigures;
}

/** Cities by composite index, good days and PM2.5, each beside the year before; and the means of regions and divisions. */
export async function airRanking(
  ctx: Context,
  query: Static<NonNullable<typeof route.query>>,
  language: Language,
): Promise<Static<NonNullable<typeof route.response>>> {
  const period = readPeriod(query.period, MOST_DAYS);
  // A year that still runs is held against the same days of the year before.
  const over = yesterday(ctx);
  const running = period.from <= over && over < period.to;
  const previous = previousOf(running ? readPeriod(`${period.from}/${over}`, MOST_DAYS) : period);
  const edition = query.edition ?? editionOf(period.to);
  const units = await unitsUnder(ctx.db, '/');
  const cities = assessedCities(units).filter((one) => !query.hierarchy || one.hierarchy === query.hierarchy);
  const codes = cities.map((city) => city.code);
  const [daysNow, daysBefore] = await Promise.all(
    [period, previous].map(({ from, to }) => readAirDays(ctx.db, codes, from, to)),
  );
  const now = Map.groupBy(daysNow!, (day) => day.cityCode);
  const before = Map.groupBy(daysBefore!, (day) => day.cityCode);
  const judged: Judged[] = [];
  for (const city of cities) {
    const days = now.get(city.code) ?? [];
    if (days.length === 0) continue;
    judged.push(
      judge(city, days, before.get(city.code) ?? [], period.text, previous.text, edition, query.dust),
    );
    // A province takes some tenths of a second: devices and pages are served in between.
    await breathe();
  }
  const [first] = judged;
  return {
    period: period.text,
    previous: previous.text,
    edition,
    dust: query.dust,
    rows: rowsOf(judged, language),
    groups: groupsOf(units, cities, judged, language),
    rules: first?.result.rules.map((rule) => ({ ...rule })) ?? [],
    compositeConfidence: rulesOf(edition, period.to).composite?.confidence ?? null,
    problems: [
      ...new Map(
        judged
          .flatMap(({ result }) => result.problems)
          .filter((one) => OF_RULES.has(one.code))
          .map((one) => [one.code, problemIn(one, wordsOf(language))]),
      ).values(),
    ],
    simulated: judged.some(({ days }) => days.some((day) => day.simulated)),
  };
}

function judge(
  city: City,
  days: readonly AirDay[],
  daysBefore: readonly AirDay[],
  period: string,
  previous: string,
  edition: AirEdition,
  dust: DustChoice,
): Judged {
  const of = (result: AirPeriodResult) => (dust === 'with' ? result.withDust : result.withoutDust);
  const result = evaluateDays(period, days, edition);
  const past = daysBefore.length === 0 ? null : of(evaluateDays(previous, daysBefore, edition));
  const figures = of(result);
  return { city, days, result, figures, now: rankedOf(figures), before: rankedOf(past) };
}

function rankedOf(figures: AirFigures | null): RankedFigures {
  return {
    composite: figures?.composite?.rounded ?? null,
    goodRatio: figures?.days.goodRatio ?? null,
    pm25: figures?.pollutants['PM2.5'].mean?.rounded ?? null,
    pm10: figures?.pollutants.PM10.mean?.rounded ?? null,
    o3: figures?.pollutants.O3.percentile?.rounded ?? null,
  };
}

const BEST = { composite: 'low', goodRatio: 'high', pm25: 'low' } as const;
type RankKey = keyof typeof BEST;

function rowsOf(judged: readonly Judged[], language: Language): RankingRow[] {
  const placesOf = (side: 'now' | 'before') =>
    Object.fromEntries(
      (Object.keys(BEST) as RankKey[]).map((key) => [
        key,
        places(
          judged.map((one) => one[side][key]),
          BEST[key],
        ),
      ]),
    ) as Record<RankKey, (number | null)[]>;
  const [rank, rankBefore] = [placesOf('now'), placesOf('before')];
  const at = (all: Record<RankKey, (number | null)[]>, i: number) => ({
    composite: all.composite[i]!,
    goodRatio: all.goodRatio[i]!,
    pm25: all.pm25[i]!,
  });
  return judged.map(({ city, days, figures, result, now, before }, i) => ({
    code: city.code,
    name: nameIn(language, city.names),
    hierarchy: city.hierarchy,
    division: city.division && nameIn(language, city.division.names),
    now,
    before,
    rank: at(rank, i),
    rankBefore: at(rankBefore, i),
    validDays: figures?.days.validDays ?? 0,
    dustDays: result.dust.days,
    verdict: figures?.verdict ?? 'not-judged',
    largest: [...(figures?.composite?.largest ?? [])],
    simulated: days.some((day) => day.simulated),
  }));
}

/** Both hierarchies, and the divisions of the Corps; a prefecture is the one city that it is. */
function groupsOf(
  units: readonly Unit[],
  cities: readonly City[],
  judged: readonly Judged[],
  language: Language,
): RankingGroup[] {
  return units
    .filter(({ level }) => level === 'region' || level === 'corps' || level === 'division')
    .flatMap(({ code, path, level, names }) => {
      const own = cities.filter((city) => city.unitPath.startsWith(path));
      const known = judged.filter(({ city }) => city.unitPath.startsWith(path));
      if (known.length === 0) return [];
      return [
        {
          code,
          name: nameIn(language, names),
          level,
          cities: known.length,
          of: own.length,
          now: meanOfCities(known.map((one) => one.now)),
          before: meanOfCities(known.map((one) => one.before)),
        },
      ];
    });
}
