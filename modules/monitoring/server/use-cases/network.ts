import { beijingDate, periodEnd, periodStart } from '@tarim/kernel';
import type { Context, Static } from '@tarim/platform';
import { unitsUnder } from '@tarim/region/queries';
import { POINT_KINDS } from '@tarim/registry/contract';
import { enterprisesInUse, listPoints } from '@tarim/registry/queries';
import type {
  getCompletion as completionRoute,
  getCoverage as coverageRoute,
  OfficialRow,
  listResults as resultsRoute,
} from '../../contract.ts';
import { coverageOf } from '../domain/coverage.ts';
import { completionRows, officialRows } from '../sql/network.ts';

export async function listResults(
  ctx: Context,
  { month, limit = 500, ...filter }: Static<NonNullable<typeof resultsRoute.query>>,
): Promise<{ results: OfficialRow[] }> {
  const start = month ? periodStart('month', Date.parse(`${month}-15T00:00:00+08:00`)) : null;
  const span = start === null ? {} : { from: new Date(start), to: new Date(periodEnd('month', start)) };
  return { results: await officialRows(ctx.db, { ...filter, ...span, limit }) };
}

/** Which county-level units have sites of which media, and what else the network lacks (覆盖分析). */
export async function getCoverage(
  ctx: Context,
  { hierarchy, asOf = beijingDate(ctx.clock.now()) }: Static<NonNullable<typeof coverageRoute.query>>,
): Promise<Static<NonNullable<typeof coverageRoute.response>>> {
  const [units, points, enterprises] = await Promise.all([
    unitsUnder(ctx.db, '/', { hierarchy }),
    listPoints(ctx.db),
    enterprisesInUse(ctx.db),
  ]);
  const covered = coverageOf(units, points, asOf);
  const withOutlet = new Set(
    points.filter((one) => one.kind.startsWith('outlet-')).map((one) => one.enterpriseId),
  );
  return {
    asOf,
    kinds: [...POINT_KINDS],
    units: covered,
    enterprisesWithoutOutlet: enterprises.filter((one) => !withOutlet.has(one.id)),
    sitesWithoutPlace: points.filter((one) => one.lon === null || one.lat === null).length,
    simulated: points.some((one) => one.simulated),
  };
}

/** How much of the year's tasks is done, by the body that does them. */
export async function getCompletion(
  ctx: Context,
  year: number,
): Promise<Static<NonNullable<typeof completionRoute.response>>> {
  const rows = await completionRows(ctx.db, year, beijingDate(ctx.clock.now()));
  return {
    bodies: rows.map((row) => ({ ...row, rate: row.due === 0 ? null : row.official / row.due })),
  };
}
