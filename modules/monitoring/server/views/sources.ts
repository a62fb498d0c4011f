import { TarimError } from '@tarim/kernel';
import type { Context, Static } from '@tarim/platform';
import { evaluateSource, evaluateSourceSet, type SourceInput } from '@tarim/science';
import type { Standing } from '../../contract.ts';
import {
  type explainSource as explainRoute,
  type getSources as route,
  SOURCE_LEVELS,
} from '../../contract.ts';
import { monitoredItem } from '../domain/items.ts';
import { sourceKind } from '../domain/judge-task.ts';
import { instantsOf } from '../domain/spans.ts';
import { samplesOfVisits } from '../domain/water-period.ts';
import { monitoringErrors as E } from '../errors.ts';
import { besideOf, keysOf } from './automatic.ts';
import { findingOut, type Tongue } from './finding-out.ts';
import { monthOf, numberOf } from './load.ts';
import { hasBeside, loadPlaces, type Place, placeIn, visitsBy } from './places.ts';

type Answer = Static<NonNullable<typeof route.response>>;

const MEDIUM = 'drinking-water';
const printed = (item: string) => monitoredItem(MEDIUM, item)?.item ?? item;

function inputOf(place: Place, by: Standing = place.standing): SourceInput {
  return { kind: sourceKind(place.point), samples: samplesOfVisits(visitsBy(place, by)) };
}
const levelOf = ({ point }: Place) =>
  SOURCE_LEVELS.find((one) => one === point.attributes.sourceLevel) ?? null;

/** Compliance of drinking-water sources in a period: each, the set, and its levels. */
export async function getSources(
  ctx: Context,
  { from, to, unitPath, origin = 'both' }: Static<NonNullable<typeof route.query>>,
  tongue: Tongue,
): Promise<Answer> {
  const span = { from, to };
  const time = instantsOf(span).to.getTime() - 1;
  const sites = await loadPlaces(ctx, span, { pointKind: MEDIUM, unitPath }, origin);
  const set = evaluateSourceSet({
    time,
    sources: sites.map((site) => ({
      ...inputOf(site),
      id: site.point.id,
      // Without one it is told as missing, and there is no rate by volume.
      volume: numberOf(site.point, 'volume') ?? undefined,
      group: levelOf(site) ?? undefined,
    })),
  });
  const verdicts = new Map(set.sources.map((one) => [one.id, one]));
  return {
    span,
    sources: sites.map((site) => {
      const { compliant, exceeding } = verdicts.get(site.point.id)!;
      return {
        ...placeIn(site),
        kind: sourceKind(site.point),
        level: levelOf(site),
        volume: numberOf(site.point, 'volume'),
        origin: site.standing,
        automatic: hasBeside(site) ? beside(site, time) : null,
        n: visitsBy(site, site.standing).length,
        compliant,
        exceeding: exceeding.map(({ item, multiple }) => ({ item: printed(item), multiple })),
        missing: evaluateSource({ ...inputOf(site), time }).missing.length,
      };
    }),
    all: ratesOf(set),
    levels: SOURCE_LEVELS.flatMap((level) => {
      const rates = set.groups[level];
      return rates ? [{ level, ...ratesOf(rates) }] : [];
    }),
    withoutLevel: sites.filter((one) => levelOf(one) === null).length,
    months: monthsOf(sites),
    finding: findingOut(set, MEDIUM, tongue),
    simulated: sites.some((one) => placeIn(one).simulated),
  };
}

const GRADES = { true: '达标', false: '不达标' } as const;

function beside(site: Place, time: number) {
  const { compliant, exceeding } = evaluateSource({ ...inputOf(site, 'automatic'), time });
  return besideOf(site.stations, {
    grade: compliant === null ? null : GRADES[`${compliant}`],
    verdict: compliant === null ? null : compliant ? 'meets' : 'exceeds',
    exceeding: exceeding.map(({ item, multiple }) => ({ item: printed(item), multiple })),
  });
}

const ratesOf = (rates: {
  n: number;
  compliantCount: number;
  byCount: number | null;
  byVolume: number | null;
}) => ({
  n: rates.n,
  compliant: rates.compliantCount,
  byCount: rates.byCount,
  byVolume: rates.byVolume,
});

/** Sources by month; one with several visits, or several stations, complies when each of them does. */
function monthsOf(sites: readonly Place[]): Answer['months'] {
  const months = new Map<string, { n: number; compliant: number }>();
  for (const site of sites)
    for (const [month, visits] of Map.groupBy(judgedOf(site), (one) => one.month)) {
      const so = months.get(month) ?? { n: 0, compliant: 0 };
      const good = visits.every((one) => one.meets) ? 1 : 0;
      months.set(month, { n: so.n + 1, compliant: so.compliant + good });
    }
  return [...months]
    .map(([month, one]) => ({ month, ...one }))
    .toSorted((a, b) => a.month.localeCompare(b.month));
}

/** Each of what a source is judged by, for itself. */
function judgedOf({ point, rows, stations, standing }: Place): { month: string; meets: boolean }[] {
  if (standing !== 'automatic')
    return rows.flatMap((row) =>
      row.verdict === null ? [] : [{ month: monthOf(row), meets: row.verdict === 'meets' }],
    );
  return stations.flatMap(({ figures }) =>
    figures.flatMap(({ month, values }) => {
      const time = instantsOf({ from: month, to: month }).to.getTime() - 1;
      const { compliant } = evaluateSource({
        kind: sourceKind(point),
        time,
        samples: samplesOfVisits([values]),
      });
      return compliant === null ? [] : [{ month, meets: compliant }];
    }),
  );
}

/** How the verdict of one source came about. @throws TarimError MONITORING_NOT_IN_VIEW */
export async function explainSource(
  ctx: Context,
  id: number,
  query: Static<NonNullable<typeof explainRoute.query>>,
  tongue: Tongue,
): Promise<Static<NonNullable<typeof explainRoute.response>>> {
  const { from, to, origin = 'both' } = query;
  const [site] = await loadPlaces(ctx, { from, to }, { pointKind: MEDIUM, pointIds: [id] }, origin);
  if (!site) throw new TarimError(E.notInView, { key: String(id) });
  const time = instantsOf(query).to.getTime() - 1;
  const result = evaluateSource({ ...inputOf(site), time });
  const other = hasBeside(site) ? evaluateSource({ ...inputOf(site, 'automatic'), time }) : null;
  return {
    result: result.compliant,
    finding: findingOut(result, MEDIUM, tongue),
    origin: site.standing,
    automatic: other && { result: other.compliant, finding: findingOut(other, MEDIUM, tongue) },
    rollups: keysOf(site.stations),
  };
}
