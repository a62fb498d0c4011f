import { beijingDate, beijingIso, HOUR_MS } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import { pointParameters } from '@tarim/registry/queries';
import { factorName } from '@tarim/standards';
import type { Column, ReviewMonth, Total } from '../../contract.ts';
import { isPollutant, totalOf } from '../domain/amounts.ts';
import { differences } from '../domain/content.ts';
import { activeSeqs } from '../domain/fold.ts';
import { isLocked, nextLevel, signingObstacle } from '../domain/signing.ts';
import { markRows } from '../sql/marks.ts';
import { contentOf, type ReviewRecord, reviewsOf } from '../sql/reviews.ts';
import { presentOutlet, readableOutlet, resourceOf, type Tongue } from './access.ts';
import { presentDifference, presentOperation, presentReview } from './present.ts';
import { presentMarks } from './present-marks.ts';
import { alphaOf, amountsOf, pollutantsOf, type Review, reviewOf, waterShare } from './review-of.ts';

const MOST_MARKS = 500;
export const SIGN_ACTIONS = {
  self: 'quality.self-review',
  check: 'quality.review',
  final: 'quality.sign',
} as const;

/** Everything about the review of a month, as it was after operation `seq`, or as it is. */
export async function getMonth(
  ctx: Context,
  actor: Actor,
  { pointId, month }: { pointId: number; month: string },
  seq: number | undefined,
  tongue: Tongue,
): Promise<ReviewMonth> {
  const point = await readableOutlet(ctx, actor, pointId);
  const review = await reviewOf(ctx, point, month, seq);
  const [reviews, marks, parameters] = await Promise.all([
    reviewsOf(ctx.db, pointId, month),
    markRows(ctx.db, {
      pointIds: [pointId],
      from: review.span.start,
      to: review.span.end,
      limit: MOST_MARKS,
    }),
    pointParameters(ctx.db, [pointId]),
  ]);
  const unitOf = new Map(parameters.map((one) => [one.code, one.unit]));
  const { content, operations } = review;
  const shown = operations.filter((one) => one.from < review.span.end && one.to > review.span.start);
  const touching = new Set(shown.map((one) => one.seq));
  const active = activeSeqs(operations);
  const last = reviews.at(-1) ?? null;
  return {
    outlet: presentOutlet(point),
    month,
    state: last && isLocked(last) ? (last.state as 'self') : 'open',
    seq: content.seq,
    lastSeq: operations.at(-1)?.seq ?? 0,
    from: beijingIso(content.from),
    hours: content.hours,
    over: review.span.end <= ctx.clock.now(),
    columns: columnsFor(review, unitOf, tongue),
    days: content.days.map(({ code, time, state, kg, substitute }) => ({
      code,
      date: beijingDate(time),
      state,
      kg,
      substitute,
    })),
    totals: totalsFor(review, tongue),
    operations: operations
      .filter((one) => touching.has(one.seq))
      .map((one) => presentOperation(one, active))
      .reverse(),
    marks: await presentMarks(ctx, actor, marks, tongue),
    reviews: reviews.map(presentReview).reverse(),
    afterLock: await afterLock(ctx, review, last, seq),
    rules: review.rules.map(({ version, standard, confidence }) => ({ version, standard, confidence })),
    hash: review.hash,
    may: mayDo(ctx, actor, review, last),
  };
}

function columnsFor(
  { content, point, series }: Review,
  unitOf: ReadonlyMap<string, string | null>,
  tongue: Tongue,
): Column[] {
  const first = (content.from - series.from) / HOUR_MS;
  return content.columns.map((column) => ({
    ...column,
    mean: [...column.mean],
    total: [...column.total],
    substitute: [...column.substitute],
    name: factorName(column.code, tongue),
    unit: unitOf.get(column.code) ?? null,
    pollutant: isPollutant(point.kind, column.code),
    why: series.cells[column.code]!.slice(first, first + column.state.length).map((one) => one.why),
  }));
}

function totalsFor(review: Review, tongue: Tongue): Total[] {
  const { point, raw, series, span, tables, month, content } = review;
  const share = waterShare(tables, month);
  return pollutantsOf(point, series).map((code) => {
    const before = totalOf(code, amountsOf(point, raw, code, share), span.start, span.end);
    return {
      ...content.totals.find((one) => one.code === code)!,
      name: factorName(code, tongue),
      raw: before.measured,
      alpha: alphaOf(series, code),
    };
  });
}

/** What arrived or was revised after an official version: the same operations over the records as they are now. */
async function afterLock(
  ctx: Context,
  review: Review,
  last: ReviewRecord | null,
  seq: number | undefined,
): Promise<ReviewMonth['afterLock']> {
  if (!last || !isLocked(last) || seq !== undefined) return [];
  const signed = await contentOf(ctx.db, last.id);
  return differences(signed, review.content).map(presentDifference);
}

function mayDo(
  ctx: Context,
  actor: Actor,
  { point, span }: Review,
  last: ReviewRecord | null,
): ReviewMonth['may'] {
  const can = (action: string) => ctx.policy.can(actor, action, resourceOf(point));
  const locked = isLocked(last ?? { state: 'returned' });
  const facts = last && { state: last.state, signers: last.signatures.map((one) => one.byUser) };
  const level = nextLevel(facts);
  const over = span.end <= ctx.clock.now();
  const why =
    level === null
      ? null
      : can(SIGN_ACTIONS[level])
        ? signingObstacle(facts, level, actor.userId, over)
        : 'no-right';
  return {
    mark: !locked && can('quality.mark'),
    operate: !locked && can('quality.review'),
    sign: level,
    signWhy: why,
    return: locked && last!.state !== 'final' && can('quality.review'),
    reopen: locked && last!.state === 'final' && can('quality.sign'),
  };
}
