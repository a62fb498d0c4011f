import { beijingIso } from '@tarim/kernel';
import type { OperationRow, ReviewDifference, ReviewVersion } from '../../contract.ts';
import type { Difference } from '../domain/content.ts';
import type { OperationDetail } from '../domain/series.ts';
import type { StoredOperation } from '../sql/operations.ts';
import type { ReviewRecord } from '../sql/reviews.ts';

const instant = (ms: number | undefined) => (ms === undefined ? null : beijingIso(ms));

export function presentOperation(one: StoredOperation, active: ReadonlySet<number>): OperationRow {
  const { detail } = one;
  return {
    seq: one.seq,
    kind: detail.kind,
    codes: [...one.codes],
    from: beijingIso(one.from),
    to: beijingIso(one.to),
    detail: wordsOf(detail),
    values:
      detail.kind === 'substitute'
        ? detail.values.map(({ time, code, kg, alpha, problem, origin }) => ({
            time: beijingIso(time),
            code,
            kg,
            alpha,
            problem,
            lookback: origin?.lookback ?? null,
            count: origin?.count ?? null,
            first: instant(origin?.first),
            last: instant(origin?.last),
            at: instant(origin?.at),
          }))
        : [],
    reason: one.reason,
    evidence: [...one.evidence],
    by: one.byName,
    at: beijingIso(one.at),
    undone: !active.has(one.seq),
  };
}

function wordsOf(detail: OperationDetail): OperationRow['detail'] {
  if (detail.kind === 'mark') return { mark: detail.mark, effect: detail.effect, markId: detail.markId };
  if (detail.kind === 'invalidate') return { situation: detail.situation };
  if (detail.kind === 'correct') return { mean: detail.mean, total: detail.total };
  if (detail.kind === 'restore') return { seq: detail.seq };
  const given = detail.values.filter((one) => one.kg !== null).length;
  return { rule: detail.rule, period: detail.period, given, without: detail.values.length - given };
}

export function presentReview(one: ReviewRecord): ReviewVersion {
  return {
    version: one.version,
    state: one.state,
    seq: one.seq,
    hash: one.hash,
    signatures: one.signatures.map(({ level, byName, at, note }) => ({
      level,
      by: byName,
      at: beijingIso(at.getTime()),
      note,
    })),
    ended:
      one.endedReason === null
        ? null
        : { reason: one.endedReason, by: one.endedBy ?? '', at: beijingIso(one.endedAt!.getTime()) },
  };
}

export const presentDifference = (one: Difference): ReviewDifference => ({
  ...one,
  time: beijingIso(one.time),
});
