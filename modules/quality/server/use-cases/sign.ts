import { TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type Tx } from '@tarim/platform';
import type { RegisteredPoint } from '@tarim/registry/queries';
import { monthSigned, type ReviewVersion } from '../../contract.ts';
import { isLocked, type Level, signingObstacle } from '../domain/signing.ts';
import { qualityErrors as E } from '../errors.ts';
import { lockOutlet } from '../sql/operations.ts';
import { insertReview, insertSignature, moveReview, type ReviewRecord, reviewsOf } from '../sql/reviews.ts';
import { outletFor } from './access.ts';
import { SIGN_ACTIONS } from './get-month.ts';
import { ownerOf } from './operate.ts';
import { presentReview } from './present.ts';
import { reviewOf } from './review-of.ts';

type Key = { readonly pointId: number; readonly month: string };

/**
 * One level of the official word. The first makes the version from what the records and operations give now; the others sign the
 * same content or nothing. With the last the month is official.
 */
export async function signMonth(
  ctx: Context,
  actor: Actor,
  key: Key,
  input: { level: Level; hash: string; note: string | null },
): Promise<ReviewVersion> {
  const { level } = input;
  const action = SIGN_ACTIONS[level];
  const point = await outletFor(ctx, actor, action, key.pointId);
  await asActor(ctx, actor, action, async (tx) => {
    await lockOutlet(tx, point.id);
    const review = await reviewOf(ctx, point, key.month, Infinity, tx);
    const last = (await reviewsOf(tx, point.id, key.month)).at(-1) ?? null;
    const facts = last && { state: last.state, signers: last.signatures.map((one) => one.byUser) };
    const why = signingObstacle(facts, level, actor.userId, review.span.end <= ctx.clock.now());
    if (why === 'not-over') throw new TarimError(E.notOver, { month: key.month });
    if (why === 'not-next') throw new TarimError(E.notNext);
    if (why === 'same-person') throw new TarimError(E.samePerson);
    const same = level === 'self' || last!.hash === review.hash;
    if (!same || review.hash !== input.hash) throw new TarimError(E.changed);
    const id =
      level === 'self'
        ? await insertReview(tx, {
            ...ownerOf(point),
            month: key.month,
            version: (last?.version ?? 0) + 1,
            seq: review.content.seq,
            hash: review.hash,
            content: review.content,
          })
        : last!.id;
    if (level !== 'self') await moveReview(tx, id, level);
    await insertSignature(tx, {
      ...ownerOf(point),
      reviewId: id,
      level,
      byName: actor.name,
      byUser: actor.userId,
      at: new Date(ctx.clock.now()),
      note: input.note?.trim() || null,
    });
    const version = level === 'self' ? (last?.version ?? 0) + 1 : last!.version;
    await trace(ctx, tx, actor, point, key.month, `sign.${level}`, { version, hash: review.hash });
    if (level === 'final')
      await ctx.outbox.publish(tx, monthSigned, {
        pointId: point.id,
        enterpriseId: point.enterpriseId,
        unitPath: point.unitPath,
        month: key.month,
        version,
        hash: review.hash,
        totals: review.content.totals.map(({ code, total, substituted }) => ({
          code,
          kg: total,
          substituted,
        })),
      });
  });
  return newest(ctx, key);
}

/** Sends a version that is being signed back; its content stays to be looked at. */
export async function returnMonth(
  ctx: Context,
  actor: Actor,
  key: Key,
  reason: string,
): Promise<ReviewVersion> {
  return end(ctx, actor, key, 'quality.review', reason, 'returned', (last) => {
    if (!last || !isLocked(last) || last.state === 'final') throw new TarimError(E.nothingToReturn);
  });
}

/** Opens an official month again; the next version is signed beside it. */
export async function reopenMonth(
  ctx: Context,
  actor: Actor,
  key: Key,
  reason: string,
): Promise<ReviewVersion> {
  return end(ctx, actor, key, 'quality.sign', reason, 'reopened', (last) => {
    if (last?.state !== 'final') throw new TarimError(E.notOfficial);
  });
}

async function end(
  ctx: Context,
  actor: Actor,
  key: Key,
  action: string,
  reason: string,
  state: 'returned' | 'reopened',
  check: (last: ReviewRecord | null) => void,
): Promise<ReviewVersion> {
  const point = await outletFor(ctx, actor, action, key.pointId);
  await asActor(ctx, actor, action, async (tx) => {
    await lockOutlet(tx, point.id);
    const last = (await reviewsOf(tx, point.id, key.month)).at(-1) ?? null;
    check(last);
    const at = new Date(ctx.clock.now());
    await moveReview(tx, last!.id, state, { reason: reason.trim(), by: actor.name, at });
    await trace(ctx, tx, actor, point, key.month, state, { version: last!.version, reason: reason.trim() });
  });
  return newest(ctx, key);
}

async function trace(
  ctx: Context,
  tx: Tx,
  actor: Actor,
  point: RegisteredPoint,
  month: string,
  what: string,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  await ctx.audit.record(tx, {
    actor,
    action: `quality.month.${what}`,
    subject: `${point.code} ${month}`,
    unitPath: point.unitPath,
    detail,
  });
}

const newest = async (ctx: Context, { pointId, month }: Key): Promise<ReviewVersion> =>
  presentReview((await reviewsOf(ctx.db, pointId, month)).at(-1)!);
