import { randomUUID } from 'node:crypto';
import { DAY_MS, TarimError } from '@tarim/kernel';
import type { Actor, Context, Static, Tx } from '@tarim/platform';
import { pointsByIds } from '@tarim/registry/queries';
import type {
  getWrittenRule as getRoute,
  listRuleBook as listRoute,
  RuleBody,
  RuleInput,
  WrittenRule,
} from '../../contract.ts';
import { defectOf } from '../domain/check-rule.ts';
import { alarmErrors } from '../errors.ts';
import { addVersion, alarmCounts, presentVersions, versionsOf } from '../sql/rule-book.ts';
import { troublesOf } from '../sql/series.ts';
import { forgetRuleBook, pointsInScope } from './rule-book.ts';

export const BEGIN_JOB = 'alarm.begin-rule';
const MOST_TROUBLES = 200;

type Troubles = Awaited<ReturnType<typeof troublesOf>>;
const byReason = (troubles: Troubles) =>
  [...Map.groupBy(troubles, (one) => one.reason)].map(([reason, own]) => ({ reason, points: own.length }));

/** The rules in force and those switched off, with what each has come to. */
export async function listRuleBook(ctx: Context): Promise<Static<NonNullable<typeof listRoute.response>>> {
  const rules = await presentVersions(ctx.db);
  const counts = await alarmCounts(ctx.db, new Date(ctx.clock.now() - 30 * DAY_MS));
  const troubles = Map.groupBy(
    await troublesOf(
      ctx.db,
      rules.map((rule) => rule.id),
    ),
    (one) => one.ruleId,
  );
  const answers = [];
  for (const rule of rules)
    answers.push({
      ...rule,
      figures: {
        points: (await pointsInScope(ctx.db, rule.body)).length,
        open: counts.get(rule.key)?.open ?? 0,
        firedIn30d: counts.get(rule.key)?.fired ?? 0,
        troubles: byReason(troubles.get(rule.id) ?? []),
      },
    });
  return { rules: answers };
}

/** @throws TarimError ALARM_RULE_UNKNOWN */
export async function getWrittenRule(
  ctx: Context,
  key: string,
): Promise<Static<NonNullable<typeof getRoute.response>>> {
  const versions = await versionsOf(ctx.db, key);
  const [present] = versions;
  if (!present) throw new TarimError(alarmErrors.ruleUnknown, { key });
  const counts = await alarmCounts(ctx.db, new Date(ctx.clock.now() - 30 * DAY_MS));
  const troubles = await troublesOf(ctx.db, [present.id]);
  const shown = troubles.slice(0, MOST_TROUBLES);
  const points = await pointsByIds(
    ctx.db,
    shown.map((one) => one.pointId),
  );
  const nameOf = new Map(points.map((point) => [point.id, point.name]));
  return {
    versions,
    figures: {
      points: (await pointsInScope(ctx.db, present.body)).length,
      open: counts.get(key)?.open ?? 0,
      firedIn30d: counts.get(key)?.fired ?? 0,
      troubles: byReason(troubles),
    },
    troubles: shown.map(({ pointId, reason }) => ({
      pointId,
      pointName: nameOf.get(pointId) ?? String(pointId),
      reason,
    })),
  };
}

/** @throws TarimError ALARM_RULE_TERM_UNFIT, ALARM_RULE_CLEAR_WRONG, ALARM_RULE_STEPS_UNORDERED */
export function requireSound(body: RuleBody): void {
  const defect = defectOf(body);
  if (defect === null) return;
  if (defect.what === 'unfit')
    throw new TarimError(alarmErrors.ruleTermUnfit, { n: defect.n, type: defect.type, basis: body.basis });
  if (defect.what === 'clear') throw new TarimError(alarmErrors.ruleClearWrong, { n: defect.n });
  throw new TarimError(alarmErrors.ruleStepsUnordered);
}

/** Writes a rule that did not exist. @throws TarimError FORBIDDEN and those of `requireSound` */
export function createWrittenRule(ctx: Context, actor: Actor, input: RuleInput): Promise<WrittenRule> {
  return write(ctx, actor, randomUUID().slice(0, 8), input, null);
}

/**
 * Writes the next version; it holds from now on, and what the present one raised ends.
 * @throws TarimError ALARM_RULE_UNKNOWN, FORBIDDEN and those of `requireSound`
 */
export async function reviseWrittenRule(
  ctx: Context,
  actor: Actor,
  key: string,
  input: RuleInput,
): Promise<WrittenRule> {
  const [before] = await versionsOf(ctx.db, key);
  if (!before) throw new TarimError(alarmErrors.ruleUnknown, { key });
  return write(ctx, actor, key, input, before);
}

async function write(
  ctx: Context,
  actor: Actor,
  key: string,
  input: RuleInput,
  before: WrittenRule | null,
): Promise<WrittenRule> {
  ctx.policy.require(actor, 'alarm.configure');
  requireSound(input.body);
  const reason = input.reason.trim();
  const name = input.name.trim();
  if (reason === '' || name === '') throw new TarimError(alarmErrors.textEmpty);
  const rule = await ctx.db.transaction().execute(async (tx) => {
    const made = await addVersion(
      tx,
      {
        ...input,
        key,
        name,
        note: input.note?.trim() || null,
        changedBy: actor.name,
        reason,
        source: before?.source ?? null,
        confidence: before?.confidence ?? null,
      },
      ctx.clock.now(),
    );
    await ctx.audit.record(tx, {
      actor,
      action: before ? 'alarm.rule.updated' : 'alarm.rule.created',
      subject: `alarm/rule/${key}`,
      detail: { before, after: made },
    });
    await begin(ctx, tx, made);
    return made;
  });
  forgetRuleBook(ctx);
  return rule;
}

/** The points of a new version get their memory in the background: there may be thousands. */
export async function begin(ctx: Context, tx: Tx, rule: WrittenRule): Promise<void> {
  await ctx.jobs.enqueue(BEGIN_JOB, { ruleId: rule.id }, { tx, singletonKey: String(rule.id) });
}
