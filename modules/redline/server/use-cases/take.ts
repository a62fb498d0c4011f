import { beijingIso, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type Tx } from '@tarim/platform';
import { calendarOf } from '@tarim/supervision/queries';
import {
  type Evidence,
  type Judgement,
  LIVE_PATCHES,
  type PatchAct,
  type PatchDetail,
  type PatchState,
  patchChanged,
} from '../../contract.ts';
import { dueOf } from '../domain/due.ts';
import { after, apply, type Change, type Facts, fold, obstacle, WAYS } from '../domain/life.ts';
import { redlineErrors as E } from '../errors.ts';
import { eventsOf, insertEvents, type Patch, patchesById, projectFacts } from '../sql/patches.ts';
import { readTerms } from '../sql/terms.ts';
import { requireOwnFiles } from './files.ts';
import { getPatch } from './read-patches.ts';

export interface ActInput {
  readonly text?: string | null | undefined;
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly evidence?: readonly Evidence[];
  readonly judgement?: Judgement;
  readonly change?: Change;
  /** What of the patch as it stands forbids the act. */
  check?(patch: Patch, facts: Facts, tx: Tx): Promise<void> | void;
  /** In the same transaction, when the step stands. */
  followUp?(tx: Tx, patch: Patch, at: Date): Promise<void>;
}

/**
 * The frame of every act of a person: within their competence, as the life of the patch and the separation of duties allow, one at a
 * time, written to the log, which the row follows, and audited in a transaction in which row-level security holds.
 * @throws TarimError REDLINE_PATCH_UNKNOWN, FORBIDDEN, REDLINE_ACT_NOT_NOW, REDLINE_OWN_WORK, REDLINE_FILE_UNKNOWN
 */
export async function take(
  ctx: Context,
  actor: Actor,
  id: number,
  act: PatchAct,
  input: ActInput,
): Promise<PatchDetail> {
  const { action } = WAYS[act];
  const [known] = await patchesById(ctx.db, [id], new Date(ctx.clock.now()));
  if (!known) throw new TarimError(E.patchUnknown, { id });
  ctx.policy.require(actor, action, { unitPath: known.unitPath });
  const to = await asActor(ctx, actor, action, async (tx) => {
    await requireOwnFiles(tx, actor.userId, input.evidence ?? []);
    return perform(ctx, tx, id, act, input, actor);
  });
  ctx.live.publish(LIVE_PATCHES, { items: [{ id, act, to }] });
  return getPatch(ctx, actor, id);
}

/** The act itself, in the caller's transaction. Gives the state that it led to. */
export async function perform(
  ctx: Context,
  tx: Tx,
  id: number,
  act: PatchAct,
  input: ActInput,
  actor: Actor,
): Promise<PatchState> {
  const at = new Date(ctx.clock.now());
  const [patch] = await patchesById(tx, [id], at, { lock: true });
  if (!patch) throw new TarimError(E.patchUnknown, { id });
  const facts = fold(await eventsOf(tx, id));
  const to = after(facts, act, input.judgement);
  if (to === null) throw new TarimError(E.actNotNow, { code: patch.code, state: facts.state });
  if (obstacle(facts, act, actor.userId)) throw new TarimError(E.ownWork);
  await input.check?.(patch, facts, tx);
  const unitPath = input.change?.unitPath ?? facts.unitPath;
  const rectifyBy = input.change?.rectifyBy === undefined ? facts.rectifyBy : input.change.rectifyBy;
  const dueAt = dueOf(
    to,
    beijingIso(at.getTime()),
    await readTerms(tx),
    await calendarOf(ctx, tx, unitPath),
    rectifyBy,
  );
  const change: Change = {
    ...input.change,
    ...(input.judgement ? { judgement: input.judgement } : {}),
    dueAt,
  };
  const now = apply(facts, { act, to, change, byUser: actor.userId });
  const text = input.text?.trim() || null;
  await insertEvents(tx, [
    {
      patchId: id,
      unitPath,
      act,
      from: facts.state,
      to,
      text,
      detail: input.detail ?? {},
      evidence: input.evidence ?? [],
      change,
      byName: actor.name,
      byUser: actor.userId,
      at,
    },
  ]);
  await projectFacts(tx, id, now, at);
  await input.followUp?.(tx, { ...patch, unitPath, state: to }, at);
  await ctx.audit.record(tx, {
    actor,
    action: `redline.patch.${act}`,
    subject: patch.code,
    unitPath,
    detail: { from: facts.state, to, ...(text ? { text } : {}) },
  });
  await ctx.outbox.publish(tx, patchChanged, {
    items: [{ id, act, from: facts.state, to, unitPath, at: beijingIso(at.getTime()) }],
  });
  return to;
}
