import { beijingDate, periodEnd, periodStart } from '@tarim/kernel';
import type { Actor, Context, Language, Static } from '@tarim/platform';
import { enterprisesByIds } from '@tarim/registry/queries';
import { factorName, targetRule } from '@tarim/standards';
import type { targetShares as route, TargetShare } from '../../contract.ts';
import { targetCounts } from '../sql/targets.ts';
import { nameIn } from './language.ts';
import { outletsFor } from './list-verdicts.ts';

/**
 * How well outlets kept their targets in a month (超低排放: 95 % of the hours). A target is no standard, so this is told
 * apart from verdicts, with the confidence of the figure and of the rule of shares.
 */
export async function targetShares(
  ctx: Context,
  actor: Actor,
  query: Static<NonNullable<typeof route.query>>,
  language: Language,
): Promise<Static<NonNullable<typeof route.response>>> {
  const start = query.month
    ? Date.parse(`${query.month}-01T00:00:00+08:00`)
    : periodStart('month', ctx.clock.now());
  const points = await outletsFor(ctx, actor, (point) => {
    if (query.enterpriseId !== undefined && point.enterpriseId !== query.enterpriseId) return false;
    return point.unitPath.startsWith(query.unit ?? '/');
  });
  const counts = await targetCounts(ctx.db, [...points.keys()], start, periodEnd('month', start));
  const ownerIds = counts.flatMap((one) => points.get(one.pointId)!.enterpriseId ?? []);
  const owners = new Map(
    (await enterprisesByIds(ctx.db, [...new Set(ownerIds)])).map((one) => [one.id, one.name]),
  );
  const rows = counts.flatMap(({ pointId, code, hours, within, newest }): TargetShare[] => {
    const rule = targetRule(newest.standard);
    if (!rule) return [];
    const point = points.get(pointId)!;
    const share = hours > 0 ? within / hours : null;
    return [
      {
        pointId,
        pointName: point.name,
        enterpriseName: point.enterpriseId === null ? null : (owners.get(point.enterpriseId) ?? null),
        code,
        codeName: factorName(code, language),
        standard: newest.standard,
        upper: newest.upper,
        lower: newest.lower,
        unit: newest.unit,
        hours,
        within,
        share,
        needed: rule.shareOfHours,
        appliesTo: nameIn(language, rule.appliesTo),
        kept: share === null ? null : share >= rule.shareOfHours,
        ruleConfidence: rule.confidence,
        confidence: newest.confidence,
        simulated: point.simulated,
      },
    ];
  });
  return { month: beijingDate(start).slice(0, 7), rows };
}
