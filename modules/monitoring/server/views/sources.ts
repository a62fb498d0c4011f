import { TarimError } from '@tarim/kernel';
import type { Context, Static } from '@tarim/platform';
import { evaluateSource, evaluateSourceSet, type SourceInput } from '@tarim/science';
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
import { findingOut, type Tongue } from './finding-out.ts';
import { loadSites, monthOf, numberOf, placeOf, type SiteResults } from './load.ts';

type Answer = Static<NonNullable<typeof route.response>>;

const MEDIUM = 'drinking-water';
const printed = (item: string) => monitoredItem(MEDIUM, item)?.item ?? item;

function inputOf({ point, rows }: SiteResults): SourceInput {
  return { kind: sourceKind(point), samples: samplesOfVisits(rows.map((one) => one.values)) };
}
const levelOf = ({ point }: SiteResults) =>
  SOURCE_LEVELS.find((one) => one === point.attributes.sourceLevel) ?? null;

/** Compliance of drinking-water sources in a period: each, the set, and its levels. */
export async function getSources(
  ctx: Context,
  { from, to, unitPath }: Static<NonNullable<typeof route.query>>,
  tongue: Tongue,
): Promise<Answer> {
  const span = { from, to };
  const time = instantsOf(span).to.getTime() - 1;
  const sites = await loadSites(ctx, span, { pointKind: MEDIUM, unitPath });
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
        ...placeOf(site),
        kind: sourceKind(site.point),
        level: levelOf(site),
        volume: numberOf(site.point, 'volume'),
        n: site.rows.length,
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
    simulated: sites.some((one) => placeOf(one).simulated),
  };
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

/** Sources by month; one with several visits complies when each of them does. */
function monthsOf(sites: readonly SiteResults[]): Answer['months'] {
  const months = new Map<string, { n: number; compliant: number }>();
  for (const { rows } of sites)
    for (const [month, visits] of Map.groupBy(rows, monthOf)) {
      const judged = visits.filter((one) => one.verdict !== null);
      if (judged.length === 0) continue;
      const so = months.get(month) ?? { n: 0, compliant: 0 };
      const good = judged.every((one) => one.verdict === 'meets') ? 1 : 0;
      months.set(month, { n: so.n + 1, compliant: so.compliant + good });
    }
  return [...months]
    .map(([month, one]) => ({ month, ...one }))
    .toSorted((a, b) => a.month.localeCompare(b.month));
}

/** How the verdict of one source came about. @throws TarimError MONITORING_NOT_IN_VIEW */
export async function explainSource(
  ctx: Context,
  id: number,
  span: Static<NonNullable<typeof explainRoute.query>>,
  tongue: Tongue,
): Promise<Static<NonNullable<typeof explainRoute.response>>> {
  const [site] = await loadSites(ctx, span, { pointKind: MEDIUM, pointIds: [id] });
  if (!site) throw new TarimError(E.notInView, { key: String(id) });
  const result = evaluateSource({ ...inputOf(site), time: instantsOf(span).to.getTime() - 1 });
  return { result: result.compliant, finding: findingOut(result, MEDIUM, tongue) };
}
