import { distance } from '@tarim/geo';
import { beijingIso, HOUR_MS, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type DbOrTx } from '@tarim/platform';
import type { Static } from '@tarim/platform/contract';
import { listPoints, pointsByIds } from '@tarim/registry/queries';
import type {
  Conclusion,
  FindingKind,
  FindingState,
  getFinding as getFindingRoute,
  RadiationFinding,
} from '../../contract.ts';
import { episodesOf } from '../domain/episodes.ts';
import { radnetErrors as E } from '../errors.ts';
import { acknowledgeRow, closeRow, type FindingRow, findingRows } from '../sql/findings.ts';
import { judgementsBetween, latestJudgements } from '../sql/judgements.ts';
import { shownFinding, shownHour } from './present.ts';
import { tellSettled } from './tell-settled.ts';

const PAGE = 50;
const AROUND_MS = 6 * HOUR_MS;
/** A rise at a neighbour so near makes one more likely to be real (邻站印证); figure ours. */
const NEAR_KM = 200;
const REVIEW = 'radnet.review';

export async function listFindings(
  ctx: Context,
  query: {
    readonly unit?: string | undefined;
    readonly point?: number | undefined;
    readonly kind?: FindingKind | undefined;
    readonly state?: FindingState | undefined;
    readonly before?: number | undefined;
    readonly limit?: number | undefined;
  },
): Promise<{ findings: RadiationFinding[]; before: number | null }> {
  const { limit = PAGE } = query;
  const rows = await findingRows(ctx.db, { ...query, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  return {
    findings: shown.map(shownFinding),
    before: rows.length > limit ? shown.at(-1)!.id : null,
  };
}

/** @throws TarimError RADNET_FINDING_UNKNOWN */
async function requireFinding(db: DbOrTx, id: number): Promise<FindingRow> {
  const [row] = await findingRows(db, { id, limit: 1 });
  if (!row) throw new TarimError(E.findingUnknown, { id });
  return row;
}

/** A finding with the hours that it rests on, and those around them. @throws TarimError RADNET_FINDING_UNKNOWN */
export async function getFinding(
  ctx: Context,
  id: number,
): Promise<Static<NonNullable<typeof getFindingRoute.response>>> {
  const row = await requireFinding(ctx.db, id);
  const [from, to] = [row.from.getTime(), row.to.getTime()];
  const hours = await judgementsBetween(ctx.db, [row.pointId], from - AROUND_MS, to + AROUND_MS + HOUR_MS);
  return {
    finding: shownFinding(row),
    hours: hours.map(shownHour),
    neighbours: row.kind === 'rise' ? await neighboursOf(ctx, row) : [],
  };
}

async function neighboursOf(
  ctx: Context,
  row: FindingRow,
): Promise<{ id: number; name: string; km: number }[]> {
  const points = await listPoints(ctx.db, { kind: 'radiation' });
  const here = points.find(({ id }) => id === row.pointId);
  if (!here || here.lon === null || here.lat === null) return [];
  const at: [number, number] = [here.lon, here.lat];
  const near = points.flatMap(({ id, name, lon, lat }) => {
    if (id === here.id || lon === null || lat === null) return [];
    const km = distance(at, [lon, lat]) / 1_000;
    return km <= NEAR_KM ? [{ id, name, km: Math.round(km) }] : [];
  });
  const hours = await judgementsBetween(
    ctx.db,
    near.map(({ id }) => id),
    row.from.getTime() - 3 * HOUR_MS,
    row.to.getTime() + 3 * HOUR_MS,
  );
  const byPoint = Map.groupBy(hours, ({ pointId }) => pointId);
  const rose = (id: number) => episodesOf(byPoint.get(id) ?? []).some(({ kind }) => kind === 'rise');
  return near.filter(({ id }) => rose(id)).sort((a, b) => a.km - b.km);
}

/** @throws TarimError RADNET_FINDING_UNKNOWN, RADNET_FINDING_NOT_OPEN, FORBIDDEN */
export async function acknowledgeFinding(ctx: Context, actor: Actor, id: number): Promise<RadiationFinding> {
  const { unitPath } = await requireFinding(ctx.db, id);
  ctx.policy.require(actor, REVIEW, { unitPath });
  return asActor(ctx, actor, REVIEW, async (tx) => {
    const row = await requireFinding(tx, id);
    if (row.state !== 'open') throw new TarimError(E.findingNotOpen, {});
    await acknowledgeRow(tx, id, actor.name, new Date(ctx.clock.now()));
    await tellSettled(ctx, tx, [row], 'acknowledged');
    await record(ctx, tx, actor, row, 'radnet.finding.acknowledged', {});
    return shownFinding(await requireFinding(tx, id));
  });
}

/** @throws TarimError RADNET_FINDING_UNKNOWN, RADNET_FINDING_NOT_TO_CLOSE, RADNET_FINDING_GOES_ON, FORBIDDEN */
export async function closeFinding(
  ctx: Context,
  actor: Actor,
  id: number,
  body: { readonly conclusion: Conclusion; readonly note: string },
): Promise<RadiationFinding> {
  const { unitPath } = await requireFinding(ctx.db, id);
  ctx.policy.require(actor, REVIEW, { unitPath });
  return asActor(ctx, actor, REVIEW, async (tx) => {
    const row = await requireFinding(tx, id);
    if (row.state !== 'open' && row.state !== 'acknowledged') throw new TarimError(E.findingOver, {});
    const [latest] = await latestJudgements(tx, [row.pointId]);
    if (latest && latest.time <= row.to.getTime())
      throw new TarimError(E.findingGoesOn, { time: beijingIso(latest.time) });
    await closeRow(tx, id, { ...body, note: body.note.trim() }, actor.name, new Date(ctx.clock.now()));
    await tellSettled(ctx, tx, [row], 'closed', body.conclusion);
    await record(ctx, tx, actor, row, 'radnet.finding.closed', { conclusion: body.conclusion });
    return shownFinding(await requireFinding(tx, id));
  });
}

async function record(
  ctx: Context,
  tx: Parameters<typeof acknowledgeRow>[0],
  actor: Actor,
  { id, unitPath }: FindingRow,
  action: string,
  detail: Record<string, string>,
): Promise<void> {
  await ctx.audit.record(tx as never, { actor, action, subject: `finding/${id}`, unitPath, detail });
}

/** Stations whose newest finding of a rise was closed by a person. */
export async function checkedStations(ctx: Context, ids: readonly number[]): Promise<ReadonlySet<number>> {
  const checked = new Set<number>();
  for (const { id } of await pointsByIds(ctx.db, ids)) {
    const [row] = await findingRows(ctx.db, { point: id, kind: 'rise', limit: 1 });
    if (row?.state === 'closed') checked.add(id);
  }
  return checked;
}
