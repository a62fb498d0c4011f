import { beijingDate, beijingIso, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type DbOrTx } from '@tarim/platform';
import type { Opinion, OpinionAct } from '../../contract.ts';
import { opinionActs, opinionLate, opinionState } from '../domain/opinion.ts';
import { auditErrors as E } from '../errors.ts';
import {
  insertOpinion,
  insertOpinionStep,
  lockOpinion,
  type OpinionRow,
  opinionRows,
  opinionSteps,
} from '../sql/opinions.ts';
import { EXAMINE } from './papers.ts';
import { requireRound } from './round-rows.ts';

export const REPLY = 'audit.reply';
const BY_AUDITED: ReadonlySet<OpinionAct> = new Set(['reply', 'rectify']);

export async function opinionsOf(
  ctx: Context,
  actor: Actor,
  which: { readonly id?: number; readonly roundId?: number },
  db: DbOrTx = ctx.db,
): Promise<Opinion[]> {
  const rows = await opinionRows(db, which);
  const steps = Map.groupBy(
    await opinionSteps(
      db,
      rows.map(({ id }) => id),
    ),
    ({ opinionId }) => opinionId,
  );
  const today = beijingDate(ctx.clock.now());
  return rows.map(({ at, unitPath, ...row }) => {
    const own = steps.get(row.id) ?? [];
    const state = opinionState(own.map(({ act }) => act));
    return {
      ...row,
      state,
      late: opinionLate(state, row, today),
      at: beijingIso(at.getTime()),
      steps: own.map(({ nth, act, content, on, by, at: then }) => ({
        nth,
        act,
        content,
        on,
        by,
        at: beijingIso(then.getTime()),
      })),
      acts: opinionActs(state).filter((act) =>
        BY_AUDITED.has(act)
          ? ctx.policy.can(actor, REPLY, { unitPath: row.auditedPath })
          : ctx.policy.can(actor, EXAMINE, { unitPath }),
      ),
    };
  });
}

async function requireOpinion(db: DbOrTx, id: number): Promise<OpinionRow> {
  const [row] = await opinionRows(db, { id });
  if (!row) throw new TarimError(E.opinionUnknown, { id });
  return row;
}

/** @throws TarimError AUDIT_ROUND_UNKNOWN, AUDIT_ROUND_NOT_DRAWN, AUDIT_UNIT_NOT_IN_ROUND, AUDIT_TERM_INVALID, AUDIT_OPINION_SENT, FORBIDDEN */
export async function sendOpinion(
  ctx: Context,
  actor: Actor,
  roundId: number,
  one: {
    readonly auditedPath: string;
    readonly content: string;
    readonly replyBy: string;
    readonly rectifyBy: string;
  },
): Promise<Opinion> {
  const round = await requireRound(ctx.db, roundId);
  const { unitPath } = round;
  ctx.policy.require(actor, EXAMINE, { unitPath });
  const unit = round.audited.find(({ path }) => path === one.auditedPath);
  if (!unit) throw new TarimError(E.notInRound, { unit: one.auditedPath });
  if (round.state !== 'drawn') throw new TarimError(E.notDrawn);
  const at = new Date(ctx.clock.now());
  if (one.replyBy <= beijingDate(at.getTime()) || one.rectifyBy < one.replyBy)
    throw new TarimError(E.termUnfit);
  return asActor(ctx, actor, EXAMINE, async (tx) => {
    const id = await insertOpinion(tx, {
      ...one,
      roundId,
      unitPath,
      auditedName: unit.name,
      by: actor.name,
      at,
    });
    if (id === null) throw new TarimError(E.opinionSent, { name: unit.name });
    await ctx.audit.record(tx, {
      actor,
      action: 'audit.opinion.sent',
      subject: `opinion/${id}`,
      unitPath,
      detail: { auditedPath: one.auditedPath, replyBy: one.replyBy, rectifyBy: one.rectifyBy },
    });
    return (await opinionsOf(ctx, actor, { id }, tx))[0]!;
  });
}

/**
 * The audited unit answers and reports what it mended; the unit that audits accepts or returns it, by somebody else.
 * @throws TarimError AUDIT_OPINION_UNKNOWN, AUDIT_OPINION_STATE, AUDIT_DAY_INVALID, AUDIT_OWN_ANSWER, FORBIDDEN
 */
export async function actOnOpinion(
  ctx: Context,
  actor: Actor,
  id: number,
  one: { readonly act: OpinionAct; readonly content: string; readonly on: string | null },
): Promise<Opinion> {
  const row = await requireOpinion(ctx.db, id);
  const own = BY_AUDITED.has(one.act);
  const action = own ? REPLY : EXAMINE;
  const unitPath = own ? row.auditedPath : row.unitPath;
  ctx.policy.require(actor, action, { unitPath });
  const at = new Date(ctx.clock.now());
  return asActor(ctx, actor, action, async (tx) => {
    await lockOpinion(tx, id);
    const steps = await opinionSteps(tx, [id]);
    const state = opinionState(steps.map(({ act }) => act));
    if (!opinionActs(state).includes(one.act)) throw new TarimError(E.opinionState);
    const on = one.act === 'rectify' ? one.on : null;
    if (one.act === 'rectify' && (on === null || on > beijingDate(at.getTime())))
      throw new TarimError(E.dayUnfit);
    if (!own && steps.some(({ act, byId }) => act === 'rectify' && byId === actor.userId))
      throw new TarimError(E.ownAnswer);
    await insertOpinionStep(tx, {
      opinionId: id,
      nth: steps.length + 1,
      unitPath,
      act: one.act,
      content: one.content.trim(),
      on,
      byId: actor.userId,
      by: actor.name,
      at,
    });
    await ctx.audit.record(tx, {
      actor,
      action: `audit.opinion.${one.act}`,
      subject: `opinion/${id}`,
      unitPath,
      detail: { act: one.act },
    });
    return (await opinionsOf(ctx, actor, { id }, tx))[0]!;
  });
}
