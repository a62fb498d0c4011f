import { beijingIso, TarimError } from '@tarim/kernel';
import type { Actor, Context, Static } from '@tarim/platform';
import type { RegisteredLimit } from '@tarim/registry/queries';
import type { RuleReference, explainVerdict as route, VerdictExplanation } from '../../contract.ts';
import { verdictSteps } from '../domain/verdict-steps.ts';
import { evaluationErrors } from '../errors.ts';
import { limitDetail } from '../sql/limits.ts';
import { type VerdictRow, verdictAt, verdictRevisions } from '../sql/verdicts.ts';
import { verdictFacts } from './facts.ts';
import { ruleReference } from './rule-reference.ts';
import { readablePoint } from './subject.ts';

/**
 * How a verdict came about: the rollup, the limit as registered, the comparison, and every former verdict.
 * @throws TarimError EVALUATION_SUBJECT_UNKNOWN, EVALUATION_VERDICT_UNKNOWN
 */
export async function explainVerdict(
  ctx: Context,
  actor: Actor | null,
  query: Static<NonNullable<typeof route.query>>,
  lang: 'zh' | 'en',
): Promise<Static<typeof VerdictExplanation>> {
  const point = await readablePoint(ctx, actor, query.pointId);
  const key = {
    pointId: query.pointId,
    code: query.code,
    period: query.period,
    time: Date.parse(query.time),
  };
  const row = await verdictAt(ctx.db, key);
  if (!row) throw new TarimError(evaluationErrors.verdictUnknown, { code: query.code, time: query.time });
  const [[fact], former, limit] = await Promise.all([
    verdictFacts(ctx.db, [row], new Map([[point.id, point]])),
    verdictRevisions(ctx.db, key),
    row.limitId === null ? null : limitDetail(ctx.db, row.pointId, row.limitId),
  ]);
  const { rollup, ...figures } = row.inputs;
  const told = (one: VerdictRow, replacedAt: number | null, reason: string) => ({
    revision: one.revision,
    computedAt: beijingIso(one.computedAt),
    replacedAt: replacedAt === null ? null : beijingIso(replacedAt),
    reason,
    verdict: one.verdict,
    value: one.value,
    upper: one.upper,
    lower: one.lower,
    ruleVersion: one.ruleVersion,
  });
  return {
    fact: fact!,
    computedAt: beijingIso(row.computedAt),
    rules: row.standard === null ? [] : [limitRule(row, limit)],
    limit: limit && {
      limitId: limit.id,
      upper: limit.upper,
      lower: limit.lower,
      period: limit.basis,
      source: limit.source,
      effectiveFrom: limit.effectiveFrom,
      effectiveTo: limit.effectiveTo,
    },
    input: {
      rollup: { pointId: row.pointId, period: row.period, time: beijingIso(row.time), revision: rollup },
      ...figures,
    },
    steps: verdictSteps(row, fact!.unit, lang),
    problems: [],
    revisions: [told(row, null, ''), ...former.map((one) => told(one, one.replacedAt, one.replacedReason))],
  };
}

/** The standard as the platform knows it, with the clause that the registry names; unknown standards are as the registry says. */
function limitRule(row: VerdictRow, limit: RegisteredLimit | null): RuleReference {
  const code = row.standard!;
  const known = ruleReference(code, row.ruleVersion);
  const own = {
    clause: limit?.clause ?? known?.clause ?? null,
    source: limit?.source ?? known?.source ?? null,
  };
  if (known) return { ...known, ...own, confidence: limit?.confidence ?? known.confidence };
  return {
    standard: code,
    title: code,
    ...own,
    effectiveFrom: limit?.effectiveFrom ?? null,
    effectiveTo: limit?.effectiveTo ?? null,
    confidence: limit?.confidence ?? 'unverified',
    version: row.ruleVersion,
  };
}
