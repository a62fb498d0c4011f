import { latestVerdicts, type VerdictRow } from '@tarim/evaluation/queries';
import { beijingIso, DAY_MS, TarimError } from '@tarim/kernel';
import type { Context, Static } from '@tarim/platform';
import { unitsUnder } from '@tarim/region/queries';
import { enterprisesByIds } from '@tarim/registry/queries';
import type { EnterpriseRow, portalEnterprises } from '../../contract.ts';
import { isCurrent, overall, ratioOf } from '../domain/outlets.ts';
import { factorNames, nameOf } from '../domain/words.ts';
import { disclosureErrors } from '../errors.ts';
import { type Exceedances, exceedancesEnded } from '../exceedances.ts';
import { type PublicPoint, type Published, publishedPoints } from '../published.ts';

export const OUTLET_KINDS = ['outlet-gas', 'outlet-water'];
const DEFAULT_LIMIT = 50;

/** Enterprises with public outlets, those that exceed first, then by name (重点排污单位自动监测). */
export async function enterprises(
  ctx: Context,
  query: Static<NonNullable<typeof portalEnterprises.query>>,
): Promise<Static<NonNullable<typeof portalEnterprises.response>>> {
  const published = await publishedPoints(ctx.db, OUTLET_KINDS);
  const wanted = query.q?.trim().toLowerCase();
  const rows = (await enterpriseRows(ctx, published)).filter(
    ({ row, unitPath }) =>
      (!wanted || row.name.zh.toLowerCase().includes(wanted)) &&
      (!query.unit || unitPath.startsWith(query.unit)) &&
      (!query.verdict || row.verdict === query.verdict),
  );
  const start = query.cursor
    ? after(
        rows.map(({ row }) => row),
        query.cursor,
      )
    : 0;
  const limit = query.limit ?? DEFAULT_LIMIT;
  const page = rows.slice(start, start + limit).map(({ row }) => row);
  const more = start + limit < rows.length;
  return { at: beijingIso(ctx.clock.now()), enterprises: page, next: more ? String(page.at(-1)!.id) : null };
}

function after(rows: readonly EnterpriseRow[], cursor: string): number {
  const index = rows.findIndex((row) => String(row.id) === cursor);
  if (index < 0) throw new TarimError(disclosureErrors.cursorInvalid);
  return index + 1;
}

/** Rows of all enterprises that own one of these points. */
export async function enterpriseRows(
  ctx: Context,
  { points, hides }: Published,
): Promise<Array<{ row: EnterpriseRow; unitPath: string; address: string | null }>> {
  const outletsOf = new Map<number, PublicPoint[]>();
  for (const point of points) {
    if (point.enterpriseId === null) continue;
    const list = outletsOf.get(point.enterpriseId);
    if (list) list.push(point);
    else outletsOf.set(point.enterpriseId, [point]);
  }
  const now = ctx.clock.now();
  const ids = points.map((point) => point.id);
  const [owners, verdicts, day, month, units] = await Promise.all([
    enterprisesByIds(ctx.db, [...outletsOf.keys()]),
    latestVerdicts(ctx.db, ids),
    exceedancesEnded(ctx.db, ids, now, DAY_MS),
    exceedancesEnded(ctx.db, ids, now, 30 * DAY_MS),
    unitsUnder(ctx.db, '/'),
  ]);
  const unitOf = new Map(units.map((unit) => [unit.path, unit]));
  const shown = verdicts.filter((row) => !hides(row.pointId, row.code));
  const byPoint = Map.groupBy(shown, (row) => row.pointId);
  const rows = owners.map((owner) => {
    const own = outletsOf.get(owner.id)!;
    const latest = own.flatMap((point) => byPoint.get(point.id) ?? []);
    const current = latest.filter((row) => isCurrent(row, now));
    const unit = unitOf.get(owner.unitPath);
    const row: EnterpriseRow = {
      id: owner.id,
      name: nameOf(owner.name),
      unitName: nameOf(unit?.names.zh ?? owner.unitPath, unit?.names.en, unit?.names.ug),
      industry: owner.industryName,
      lon: owner.lon ?? own[0]!.lon,
      lat: owner.lat ?? own[0]!.lat,
      outlets: own.length,
      verdict: overall(current.map((one) => one.verdict)),
      exceeding: exceeding(current, own),
      exceed24h: sum(day, own, hides),
      exceed30d: sum(month, own, hides),
      time: latest.length === 0 ? null : beijingIso(Math.max(...latest.map((one) => one.time))),
      simulated: owner.simulated || own.some((point) => point.simulated),
    };
    return { row, unitPath: owner.unitPath, address: owner.address };
  });
  const rank = { exceeds: 0, meets: 1, 'not-judged': 2 } as const;
  return rows.sort(
    (a, b) =>
      rank[a.row.verdict] - rank[b.row.verdict] ||
      a.row.name.zh.localeCompare(b.row.name.zh, 'zh-CN') ||
      a.row.id - b.row.id,
  );
}

function exceeding(rows: readonly VerdictRow[], own: readonly PublicPoint[]): EnterpriseRow['exceeding'] {
  return rows
    .filter((row) => row.verdict === 'exceeds')
    .map((row) => ({
      pointId: row.pointId,
      outlet: own.find((point) => point.id === row.pointId)!.name,
      code: row.code,
      name: factorNames(row.code),
      trace: { pointId: row.pointId, period: row.period, time: beijingIso(row.time) },
      ratio: ratioOf(row),
    }));
}

function sum(counts: Exceedances, own: readonly PublicPoint[], hides: Published['hides']): number {
  return counts.reduce(
    (total, one) =>
      own.some((point) => point.id === one.pointId) && !hides(one.pointId, one.code) ? total + one.n : total,
    0,
  );
}
