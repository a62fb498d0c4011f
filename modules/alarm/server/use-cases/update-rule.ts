import { TarimError } from '@tarim/kernel';
import type { Actor, Context, Static } from '@tarim/platform';
import { type AlarmRule, type FixedKind, PARAMS_OF, type updateRule as route } from '../../contract.ts';
import { alarmErrors } from '../errors.ts';
import { presentRules, replaceRule } from '../sql/rules.ts';

/**
 * Writes the next version of a kind's rule. Alarms that live go on by the version that raised them.
 * @throws TarimError ALARM_RULE_PARAM_UNKNOWN, ALARM_TEXT_EMPTY, FORBIDDEN
 */
export async function updateRule(
  ctx: Context,
  actor: Actor,
  kind: FixedKind,
  body: Static<NonNullable<typeof route.body>>,
): Promise<AlarmRule> {
  ctx.policy.require(actor, 'alarm.configure');
  for (const name of Object.keys(body.params)) {
    if (!(PARAMS_OF[kind] as readonly string[]).includes(name)) {
      throw new TarimError(alarmErrors.ruleParamUnknown, { kind, name });
    }
  }
  const { reason, ...settings } = body;
  const words = reason.trim();
  if (words === '') throw new TarimError(alarmErrors.textEmpty);
  return ctx.db.transaction().execute(async (tx) => {
    const before = (await presentRules(tx)).get(kind);
    const next = {
      ...settings,
      kind,
      params: { ...before?.params, ...body.params },
      escalation: body.escalation ?? before?.escalation ?? [],
      changedBy: actor.name,
      reason: words,
    };
    const rule = await replaceRule(tx, next, ctx.clock.now());
    await ctx.audit.record(tx, {
      actor,
      action: 'alarm.rule.updated',
      subject: `alarm/rule/${kind}`,
      detail: { before: before ?? null, after: rule },
    });
    return rule;
  });
}
