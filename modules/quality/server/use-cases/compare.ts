import { TarimError } from '@tarim/kernel';
import type { Actor, Context, Static } from '@tarim/platform';
import { factorName } from '@tarim/standards';
import type { compareMonth as route } from '../../contract.ts';
import { type Content, differences } from '../domain/content.ts';
import { qualityErrors as E } from '../errors.ts';
import { contentOf, type ReviewRecord, reviewsOf } from '../sql/reviews.ts';
import { readableOutlet, type Tongue } from './access.ts';
import { presentDifference } from './present.ts';
import { reviewOf } from './review-of.ts';

type Answer = Static<NonNullable<typeof route.response>>;
interface Side {
  readonly which: string;
  readonly content: Content;
  readonly hash: string;
  readonly state: string | null;
}

/** Two reviews of a month side by side: signed versions, the state after an operation, or the present one. */
export async function compareMonth(
  ctx: Context,
  actor: Actor,
  { pointId, month }: { pointId: number; month: string },
  which: { a: string; b: string },
  tongue: Tongue,
): Promise<Answer> {
  const point = await readableOutlet(ctx, actor, pointId);
  const reviews = await reviewsOf(ctx.db, pointId, month);
  const side = async (name: string): Promise<Side> => {
    if (name.startsWith('v')) return signedSide(ctx, reviews, name);
    const seq = name === 'now' ? Infinity : Number(name.slice(3));
    const review = await reviewOf(ctx, point, month, seq);
    return { which: name, content: review.content, hash: review.hash, state: null };
  };
  const a = await side(which.a);
  const b = await side(which.b);
  const codes = new Set([...a.content.totals, ...b.content.totals].map((one) => one.code));
  const kgOf = ({ content }: Side, code: string) =>
    content.totals.find((one) => one.code === code)?.total ?? null;
  return {
    a: told(a),
    b: told(b),
    totals: [...codes].map((code) => {
      const [left, right] = [kgOf(a, code), kgOf(b, code)];
      return {
        code,
        name: factorName(code, tongue),
        a: left,
        b: right,
        difference: left === null || right === null ? null : right - left,
      };
    }),
    differences: differences(a.content, b.content).map(presentDifference),
  };
}

async function signedSide(ctx: Context, reviews: readonly ReviewRecord[], name: string): Promise<Side> {
  const found = reviews.find((one) => `v${one.version}` === name);
  if (!found) throw new TarimError(E.versionUnknown, { which: name });
  return {
    which: name,
    content: await contentOf(ctx.db, found.id),
    hash: found.hash,
    state: found.state,
  };
}

const told = ({ which, hash, state, content }: Side): Answer['a'] => ({
  which,
  hash,
  state,
  seq: content.seq,
});
