import { beijingIso } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import type { TransitionRun } from '../../contract.ts';
import { failureIn, type Tongue } from '../domain/failure.ts';
import { type TransitionRow, transitionRows } from '../sql/transitions.ts';
import { DETECT } from './start-change.ts';
import { requireTransition } from './start-transition.ts';

const PAGE = 50;

export async function listTransitions(
  ctx: Context,
  actor: Actor,
  query: { before?: number; scene?: number },
  tongue: Tongue,
): Promise<{ runs: TransitionRun[]; more: boolean }> {
  const rows = await transitionRows(ctx.db, { ...query, limit: PAGE + 1 });
  return {
    runs: rows.slice(0, PAGE).map((row) => present(ctx, actor, row, tongue)),
    more: rows.length > PAGE,
  };
}

/** @throws TarimError IMAGERY_TRANSITION_UNKNOWN */
export const getTransition = async (
  ctx: Context,
  actor: Actor,
  id: number,
  tongue: Tongue,
): Promise<TransitionRun> => present(ctx, actor, await requireTransition(ctx, id), tongue);

function present(ctx: Context, actor: Actor, row: TransitionRow, tongue: Tongue): TransitionRun {
  const at = (date: Date) => beijingIso(date.getTime());
  return {
    id: row.id,
    title: row.title,
    before: { id: row.beforeId, title: row.beforeTitle, takenAt: at(row.beforeAt) },
    after: { id: row.afterId, title: row.afterTitle, takenAt: at(row.afterAt) },
    parameters: row.parameters,
    state: row.state,
    progress: row.progress,
    failure: failureIn(tongue, row.failure),
    outcome: row.outcome,
    map: row.mapId === null ? null : { id: row.mapId, ready: row.mapReady },
    simulated: row.simulated,
    ownerPath: row.ownerPath,
    byName: row.byName,
    mine: ctx.policy.can(actor, DETECT, { unitPath: row.ownerPath }),
    askedAt: at(row.askedAt),
    endedAt: row.endedAt && at(row.endedAt),
  };
}
