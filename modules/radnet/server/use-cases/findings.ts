import { beijingIso, HOUR_MS, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context } from '@tarim/platform';
import type { Static } from '@tarim/platform/contract';
import { pointsByIds } from '@tarim/registry/queries';
import type {
  Conclusion,
  FindingKind,
  FindingState,
  getFinding as getFindingRoute,
  RadiationFinding,
} from '../../contract.ts';
import { radnetErrors as E } from '../errors.ts';
import { acknowledgeRow, closeRow, type FindingRow, findingRows } from '../sql/findings.ts';
import { judgementsBetween, latestJudgements } from '../sql/judgements.ts';
import { risenNeighbours } from './finding-around.ts';
import { requireCard } from './finding-card.ts';
import { shownFinding, shownHour } from './present.ts';
import { requireFinding } from './require-finding.ts';
import { tellSettled } from './tell-settled.ts';

const PAGE = 50;
const AROUND_MS = 6 * HOUR_MS;
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
    neighbours: row.kind === 'rise' ? await risenNeighbours(ctx, row) : [],
  };
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

/** @throws TarimError RADNET_FINDING_UNKNOWN, RADNET_FINDING_NOT_TO_CLOSE, RADNET_FINDING_GOES_ON, RADNET_CHECKS_MISSING, FORBIDDEN */
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
    await requireCard(tx, row);
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
