import { beijingDate, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type DbOrTx } from '@tarim/platform';
import { plusDays, workCalendar } from '@tarim/science';
import type { OpenPositive, PositiveAct, PositiveEntry, PositiveState } from '../../contract.ts';
import { listableFrom, positiveRefusal, positiveState, reportDue } from '../domain/positive.ts';
import { inspectionErrors as E } from '../errors.ts';
import {
  holdListed,
  insertPositive,
  insertPositiveStep,
  lockPositive,
  type PositiveRow,
  positiveRows,
  positiveSteps,
} from '../sql/positive.ts';
import { type Key, wordsIn } from '../words.ts';
import { MANAGE, requireObject } from './pools.ts';

const PAGE = 50;
const OPEN_PAGE = 50;
/** Days for which it is public that somebody left the list. */
const REMOVED_DAYS = 365;
const CALENDAR = workCalendar();

export async function listPositive(
  ctx: Context,
  query: { unit?: string; state?: PositiveState; before?: number; limit?: number },
): Promise<{ entries: PositiveEntry[]; before: number | null }> {
  const limit = query.limit ?? PAGE;
  const { state, ...where } = query;
  const rows = await positiveRows(ctx.db, { ...where, states: state && [state], limit: limit + 1 });
  const shown = rows.slice(0, limit);
  return {
    entries: await present(ctx, ctx.db, shown),
    before: rows.length > limit ? shown.at(-1)!.id : null,
  };
}

async function present(ctx: Context, db: DbOrTx, rows: readonly PositiveRow[]): Promise<PositiveEntry[]> {
  const all = Map.groupBy(
    await positiveSteps(
      db,
      rows.map(({ id }) => id),
    ),
    ({ entryId }) => entryId,
  );
  const today = beijingDate(ctx.clock.now());
  return rows.map(({ publicOn: _, ...row }) => {
    const steps = all.get(row.id) ?? [];
    const due = reportDue(steps);
    return {
      ...row,
      listableFrom: row.state === 'announced' ? listableFrom(steps, CALENDAR) : null,
      reportDue: due,
      late: due !== null && today > due,
      steps: steps.map(({ entryId: _of, byId: _by, ...step }) => step),
    };
  });
}

async function oneEntry(ctx: Context, db: DbOrTx, id: number): Promise<PositiveEntry> {
  return (await present(ctx, db, await positiveRows(db, { id, limit: 1 })))[0]!;
}

/** @throws TarimError INSPECTION_OBJECT_UNKNOWN, INSPECTION_POSITIVE_OPEN, INSPECTION_POSITIVE_IN_FUTURE, FORBIDDEN */
export async function nominatePositive(
  ctx: Context,
  actor: Actor,
  { enterpriseId, on, text }: { enterpriseId: number; on: string; text: string },
): Promise<PositiveEntry> {
  const object = await requireObject(ctx, ctx.db, enterpriseId);
  ctx.policy.require(actor, MANAGE, { unitPath: object.unitPath });
  if (on > beijingDate(ctx.clock.now())) throw new TarimError(E.positiveFuture);
  return asActor(ctx, actor, MANAGE, async (tx) => {
    const id = await insertPositive(tx, object);
    if (id === null) throw new TarimError(E.positiveOpen, { name: object.name });
    await insertPositiveStep(
      tx,
      { id, unitPath: object.unitPath },
      {
        act: 'nominate',
        on,
        good: null,
        ground: null,
        text: text.trim(),
        byId: actor.userId,
        by: actor.name,
        at: new Date(ctx.clock.now()),
      },
      { state: 'nominated', publicOn: null },
    );
    await ctx.audit.record(tx, {
      actor,
      action: 'inspection.positive.nominated',
      subject: `positive/${id}`,
      unitPath: object.unitPath,
      detail: { enterprise: enterpriseId },
    });
    return oneEntry(ctx, tx, id);
  });
}

const PUBLIC: readonly PositiveAct['act'][] = ['announce', 'list', 'remove'];

/**
 * Takes one step of an entry. Listed, an enterprise stays in the pool and is not drawn (正面清单); removed, it is drawn again.
 * @throws TarimError INSPECTION_POSITIVE_UNKNOWN, …_STATE, …_ORDER, …_IN_FUTURE, …_OWN, …_EARLY, FORBIDDEN
 */
export async function actOnPositive(
  ctx: Context,
  actor: Actor,
  id: number,
  act: PositiveAct,
): Promise<PositiveEntry> {
  const [row] = await positiveRows(ctx.db, { id, limit: 1 });
  if (!row) throw new TarimError(E.positiveUnknown, { id });
  ctx.policy.require(actor, MANAGE, { unitPath: row.unitPath });
  return asActor(ctx, actor, MANAGE, async (tx) => {
    await lockPositive(tx, id);
    const steps = await positiveSteps(tx, [id]);
    const refusal = positiveRefusal(steps, act, actor.userId, beijingDate(ctx.clock.now()), CALENDAR);
    if (refusal)
      throw new TarimError(E[refusal], {
        state: wordsIn('zh')(`positiveState.${positiveState(steps)}` as Key),
        from: listableFrom(steps, CALENDAR) ?? '',
      });
    const good = act.act === 'review' ? act.approve : act.act === 'report' ? !act.problem : null;
    const state = positiveState([...steps, { act: act.act, good }]);
    await insertPositiveStep(
      tx,
      row,
      {
        act: act.act,
        on: act.on,
        good,
        ground: act.act === 'remove' ? act.ground : null,
        text: act.text.trim(),
        byId: actor.userId,
        by: actor.name,
        at: new Date(ctx.clock.now()),
      },
      { state, publicOn: PUBLIC.includes(act.act) ? act.on : null },
    );
    if (act.act === 'list' || act.act === 'remove')
      await holdListed(tx, row.enterpriseId, act.act === 'list');
    await ctx.audit.record(tx, {
      actor,
      action: 'inspection.positive.step',
      subject: `positive/${id}`,
      unitPath: row.unitPath,
      detail: { act: act.act, state },
    });
    return oneEntry(ctx, tx, id);
  });
}

/** For everybody: who is announced, who is listed, who left within the year and why. */
export async function listOpenPositive(
  ctx: Context,
  before: number | undefined,
): Promise<{ entries: OpenPositive[]; before: number | null }> {
  const rows = await positiveRows(ctx.db, {
    states: ['announced', 'listed', 'removed'],
    removedFrom: plusDays(beijingDate(ctx.clock.now()), -REMOVED_DAYS),
    before,
    limit: OPEN_PAGE + 1,
  });
  const shown = rows.slice(0, OPEN_PAGE);
  const steps = await positiveSteps(
    ctx.db,
    shown.map(({ id }) => id),
  );
  return {
    entries: shown.map(({ id, enterprise, uscc, state, publicOn, simulated }) => ({
      enterprise,
      uscc,
      state: state as OpenPositive['state'],
      on: publicOn!,
      ground: steps.findLast((one) => one.entryId === id && one.act === 'remove')?.ground ?? null,
      simulated,
    })),
    before: rows.length > OPEN_PAGE ? shown.at(-1)!.id : null,
  };
}
