import { beijingIso, type Problem, TarimError } from '@tarim/kernel';
import type { Actor, Context, Language, Static } from '@tarim/platform';
import type { Check, RuleReference, explainVerdict as route, VerdictExplanation } from '../../contract.ts';
import { changeWords } from '../domain/reasons.ts';
import { unitWarnings } from '../domain/unit-traps.ts';
import { verdictSteps } from '../domain/verdict-steps.ts';
import { evaluationErrors } from '../errors.ts';
import { type VerdictRow, verdictAt, verdictRevisions } from '../sql/verdicts.ts';
import { verdictFacts } from './facts.ts';
import { type Words, wordsOf } from './language.ts';
import { ruleReference } from './rule-reference.ts';
import { readablePoint } from './subject.ts';

/**
 * How a verdict came about: the rollup, every limit with the figures that judged, the comparisons, and every former
 * verdict. All of it is what was stored then: a limit that was corrected since shows its present self in the registry only.
 * @throws TarimError EVALUATION_SUBJECT_UNKNOWN, EVALUATION_VERDICT_UNKNOWN
 */
export async function explainVerdict(
  ctx: Context,
  actor: Actor | null,
  query: Static<NonNullable<typeof route.query>>,
  language: Language,
): Promise<Static<typeof VerdictExplanation>> {
  const words = wordsOf(language);
  const point = await readablePoint(ctx, actor, query.pointId);
  const key = {
    pointId: query.pointId,
    code: query.code,
    period: query.period,
    time: Date.parse(query.time),
  };
  const row = await verdictAt(ctx.db, key);
  if (!row) throw new TarimError(evaluationErrors.verdictUnknown, { code: query.code, time: query.time });
  const [[fact], former] = await Promise.all([
    verdictFacts(ctx.db, [row], new Map([[point.id, point]]), language),
    verdictRevisions(ctx.db, key),
  ]);
  const { rollup, ...figures } = row.inputs;
  const told = (one: VerdictRow, replacedAt: number | null, reason: string) => ({
    revision: one.revision,
    computedAt: beijingIso(one.computedAt),
    replacedAt: replacedAt === null ? null : beijingIso(replacedAt),
    reason,
    reasonText: changeWords(reason, words),
    verdict: one.verdict,
    value: one.value,
    unit: one.unit,
    upper: one.upper,
    lower: one.lower,
    standard: one.standard,
    ruleVersion: one.ruleVersion,
  });
  return {
    fact: fact!,
    computedAt: beijingIso(row.computedAt),
    rules: rulesOf(row, words),
    limit: limitOf(row),
    input: {
      rollup: { pointId: row.pointId, period: row.period, time: beijingIso(row.time), revision: rollup },
      ...figures,
      unit: figures.unit === undefined ? fact!.unit : figures.unit,
    },
    steps: verdictSteps(row, fact!.unit, words),
    problems: problemsOf(row, words),
    revisions: [told(row, null, ''), ...former.map((one) => told(one, one.replacedAt, one.replacedReason))],
  };
}

function limitOf(row: VerdictRow): Static<typeof VerdictExplanation>['limit'] {
  if (row.limitId === null) return null;
  const check = row.checks.find((one) => one.limitId === row.limitId);
  return {
    limitId: row.limitId,
    upper: row.upper,
    lower: row.lower,
    unit: row.unit,
    period: row.period,
    source: check?.source ?? null,
    effectiveFrom: check?.effectiveFrom ?? null,
    effectiveTo: check?.effectiveTo ?? null,
  };
}

/** The standard of each limit and target, the deciding one first. */
function rulesOf(row: VerdictRow, words: Words): RuleReference[] {
  if (row.checks.length === 0) {
    return row.standard === null ? [] : [ruleOf(row.standard, null, row.ruleVersion, words)];
  }
  const ordered = [...row.checks].sort(
    (a, b) => Number(b.limitId === row.limitId) - Number(a.limitId === row.limitId),
  );
  const rules = ordered.map((one) => ruleOf(one.standard, one, row.ruleVersion, words));
  return [...new Map(rules.map((rule) => [`${rule.standard}|${rule.clause}`, rule])).values()];
}

/** The standard as the platform knows it, with the clause that the registry named; unknown ones are as the registry said. */
function ruleOf(standard: string, check: Check | null, version: string, words: Words): RuleReference {
  const known = ruleReference(standard, version, words);
  const own = {
    clause: check?.clause ?? known?.clause ?? null,
    source: check?.source ?? known?.source ?? null,
  };
  if (known) return { ...known, ...own, confidence: check?.confidence ?? known.confidence };
  return {
    standard,
    title: standard,
    nature: check?.nature === 'target' ? 'target' : 'standard',
    ...own,
    effectiveFrom: check?.effectiveFrom ?? null,
    effectiveTo: check?.effectiveTo ?? null,
    confidence: check?.confidence ?? 'unverified',
    version,
  };
}

/** Warns of units only where one was needed: a limit in the parameter's own unit is compared as it is. */
function problemsOf(row: VerdictRow, words: Words): Problem[] {
  const { unit } = row.inputs;
  if (unit === undefined || (unit === null && row.checks.every((one) => one.unit === null))) return [];
  return unitWarnings(row.code, unit, words);
}
