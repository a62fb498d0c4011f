import { beijingDate, beijingIso, TarimError } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import type { Static } from '@tarim/platform/contract';
import { taskCode, tasksOfObject } from '@tarim/supervision/queries';
import type {
  listPatches as listRoute,
  overview as overviewRoute,
  PatchDetail,
  PrecisionRow,
} from '../../contract.ts';
import { fold, obstacle, possibleActs, WAYS } from '../domain/life.ts';
import { precisionOf } from '../domain/precision.ts';
import { cockpitOf } from '../domain/tallies.ts';
import { redlineErrors as E } from '../errors.ts';
import {
  activityTotals,
  areaTotals,
  markerCounts,
  openPoints,
  patchTallies,
  precisionRows,
} from '../sql/overview.ts';
import { childrenOf, eventsOf, patchCounts, patchesById, patchRows } from '../sql/patches.ts';

const PAGE = 50;

type Query = Static<NonNullable<typeof listRoute.query>>;

export async function listPatches(ctx: Context, { before, limit = PAGE, ...filter }: Query) {
  const now = new Date(ctx.clock.now());
  const patches = await patchRows(ctx.db, filter, now, limit + 1, before);
  const page = patches.slice(0, limit);
  return { patches: page, next: patches.length > limit ? page.at(-1)!.id : null };
}

export const countPatches = (ctx: Context, filter: Omit<Query, 'before' | 'limit'>) =>
  patchCounts(ctx.db, filter, new Date(ctx.clock.now()));

/** What supervision calls a patch that was handed over to it. */
const supervisedAs = (id: number): string => `redline/${id}`;

/** A patch with everything that happened to it, and what the asking person may do next. */
export async function getPatch(ctx: Context, actor: Actor, id: number): Promise<PatchDetail> {
  const [patch] = await patchesById(ctx.db, [id], new Date(ctx.clock.now()));
  if (!patch) throw new TarimError(E.patchUnknown, { id });
  const [events, children, tasks] = await Promise.all([
    eventsOf(ctx.db, id),
    childrenOf(ctx.db, id),
    tasksOfObject(ctx.db, supervisedAs(id), 'redline'),
  ]);
  const facts = fold(events);
  const {
    geometry,
    outline,
    outlineM2,
    parameters,
    beforeScene,
    afterScene,
    beforeOn,
    indexChange,
    overlaps,
    parents,
    rectifyBy,
    rectifiedOn,
    reopened,
    ref: _,
    ...row
  } = patch;
  return {
    patch: row,
    geometry,
    outline,
    outlineM2,
    parameters,
    beforeScene,
    afterScene,
    beforeOn,
    indexChange,
    overlaps,
    parents,
    children,
    rectifyBy,
    rectifiedOn,
    reopened,
    tasks: tasks.map((one) => ({
      id: one.id,
      code: taskCode(one.id),
      state: one.state,
      unitPath: one.unitPath,
      dispatchedAt: beijingIso(one.dispatchedAt.getTime()),
      dueAt: beijingIso(one.dueAt.getTime()),
    })),
    events: events.map(({ change: _change, byUser: _user, ...event }) => event),
    next: possibleActs(facts).map((act) => {
      const may = ctx.policy.can(actor, WAYS[act].action, { unitPath: facts.unitPath });
      const why = may ? obstacle(facts, act, actor.userId) : 'no-right';
      return { act, allowed: why === null, why };
    }),
  };
}

export async function listPrecision(
  ctx: Context,
  { unitPath, byUnit = false }: { unitPath?: string; byUnit?: boolean },
): Promise<{ rows: PrecisionRow[] }> {
  const rows = await precisionRows(ctx.db, unitPath ?? null, byUnit);
  return { rows: rows.map((row) => ({ ...row, ...precisionOf(row) })) };
}

type Overview = Static<NonNullable<typeof overviewRoute.response>>;

export async function overview(ctx: Context): Promise<Overview> {
  const now = new Date(ctx.clock.now());
  const on = beijingDate(now.getTime());
  const [areas, tallies, activities, markers, open] = await Promise.all([
    areaTotals(ctx.db, on),
    patchTallies(ctx.db, now),
    activityTotals(ctx.db),
    markerCounts(ctx.db),
    openPoints(ctx.db, now),
  ]);
  const { units, ...counted } = cockpitOf(tallies);
  return { on, areas, ...counted, units: [...units], activities, markers, open };
}
