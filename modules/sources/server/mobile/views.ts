import { periodEnd, periodStart, TarimError } from '@tarim/kernel';
import { type Context, platformErrors, type Static } from '@tarim/platform';
import { robustZ } from '@tarim/science';
import type {
  inspectionViews as inspections,
  remoteViews as remote,
  SiteRow,
  StationRow,
} from '../../contract.ts';
import { type InspectionCount, inspectionCounts, passCounts, type Span } from '../sql/mobile.ts';

type Query = Static<NonNullable<typeof inspections.query>>;

/** A share of fewer records says nothing of a station. */
const LEAST_RECORDS = 30;
const THRESHOLD = 3.5;

/** Whole months of Beijing time. @throws TarimError VALIDATION */
function spanOf({ from, to, unitPath }: Query): Span {
  if (from > to) throw new TarimError(platformErrors.validation);
  const first = Date.parse(`${from}-15T00:00:00+08:00`);
  const last = periodStart('month', Date.parse(`${to}-15T00:00:00+08:00`));
  return {
    from: new Date(periodStart('month', first)),
    to: new Date(periodEnd('month', last)),
    unitPath: unitPath ?? null,
  };
}

interface Counted {
  readonly n: number;
  readonly passed: number;
}
const sum = (rows: readonly Counted[]) => ({
  n: rows.reduce((all, one) => all + one.n, 0),
  passed: rows.reduce((all, one) => all + one.passed, 0),
});
const groups = (rows: readonly InspectionCount[], key: (row: InspectionCount) => string) =>
  [...Map.groupBy(rows, key)]
    .map(([name, mine]) => ({ key: name, ...sum(mine) }))
    .toSorted((a, b) => a.key.localeCompare(b.key));

/** Pass rates by station, month, fuel and stage; what lies far from its peers is a lead to look into. */
export async function inspectionViews(
  ctx: Context,
  query: Query,
): Promise<Static<NonNullable<typeof inspections.response>>> {
  const rows = await inspectionCounts(ctx.db, spanOf(query));
  const stations = [...Map.groupBy(rows, (row) => row.station)].map(([station, mine]) => ({
    station,
    unitPath: mine[0]!.unitPath,
    ...sum(mine),
    months: groups(mine, (row) => row.month).map(({ key, ...counts }) => ({ month: key, ...counts })),
  }));
  const peers = stations.filter((one) => one.n >= LEAST_RECORDS);
  const { median, mad, scores } = robustZ(
    peers.map((one) => ({ key: one.station, value: one.passed / one.n })),
    THRESHOLD,
  );
  const scoreOf = new Map(scores.map((one) => [one.key, one]));
  return {
    total: { key: 'all', ...sum(rows) },
    months: groups(rows, (row) => row.month),
    fuels: groups(rows, (row) => row.fuel),
    stages: groups(rows, (row) => String(row.stage)),
    stations: stations.map((one): StationRow => {
      const score = scoreOf.get(one.station);
      return { ...one, z: score?.z ?? null, lead: score?.far ?? false };
    }),
    peers: {
      least: LEAST_RECORDS,
      count: peers.length,
      median: peers.length > 0 ? median : null,
      mad: peers.length > 0 ? mad : null,
      threshold: THRESHOLD,
    },
    simulated: rows.some((row) => row.simulated > 0),
  };
}

/** Shares of exceeding passes by site and month, of the valid ones only, by the verdict that was delivered. */
export async function remoteViews(
  ctx: Context,
  query: Query,
): Promise<Static<NonNullable<typeof remote.response>>> {
  const rows = await passCounts(ctx.db, spanOf(query));
  const add = (mine: typeof rows) => ({
    passes: mine.reduce((all, one) => all + one.passes, 0),
    valid: mine.reduce((all, one) => all + one.valid, 0),
    exceeds: mine.reduce((all, one) => all + one.exceeds, 0),
  });
  return {
    sites: [...Map.groupBy(rows, (row) => row.site)].map(
      ([site, mine]): SiteRow => ({ site, unitPath: mine[0]!.unitPath, ...add(mine) }),
    ),
    months: [...Map.groupBy(rows, (row) => row.month)]
      .map(([key, mine]) => ({ key, valid: add(mine).valid, exceeds: add(mine).exceeds }))
      .toSorted((a, b) => a.key.localeCompare(b.key)),
    simulated: rows.some((row) => row.simulated > 0),
  };
}
