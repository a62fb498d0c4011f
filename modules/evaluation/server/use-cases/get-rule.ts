import { TarimError } from '@tarim/kernel';
import type { Context, Static } from '@tarim/platform';
import { standardsOfLimits } from '@tarim/registry/queries';
import { standard } from '@tarim/standards';
import type { getRule as route } from '../../contract.ts';
import { compareLines, linesOf } from '../domain/rule-lines.ts';
import { evaluationErrors } from '../errors.ts';
import { listRules } from './list-rules.ts';

/**
 * A standard with its figures, beside another edition's when one is asked for.
 * @throws TarimError EVALUATION_RULE_UNKNOWN
 */
export async function getRule(
  ctx: Context,
  { code, other }: Static<NonNullable<typeof route.query>>,
): Promise<Static<NonNullable<typeof route.response>>> {
  const now = ctx.clock.now();
  const rules = listRules(now, await standardsOfLimits(ctx.db, now));
  const factOf = (wanted: string) => {
    const found = rules.find((rule) => rule.code === wanted);
    if (!found) throw new TarimError(evaluationErrors.ruleUnknown, { code: wanted });
    return found;
  };
  const rule = factOf(code);
  const beside = other === undefined ? null : factOf(other);
  const { data, tableConfidence } = standard(code)!;
  return {
    rule,
    other: beside,
    comparable: rules.filter((one) => one.use === rule.use && one.code !== code),
    tables: Object.entries(tableConfidence ?? {}).map(([table, confidence]) => ({ table, confidence })),
    lines: beside
      ? compareLines(data, standard(beside.code)!.data)
      : linesOf(data).map((line) => ({ ...line, other: null })),
  };
}
