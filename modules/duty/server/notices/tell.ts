import { accountsThere } from '@tarim/identity/queries';
import type { Context, Tx } from '@tarim/platform';
import type { OnDuty } from '../../contract.ts';
import { type Occurrence, planNotices, type Telling } from '../domain/plan-notices.ts';
import { quietUntil } from '../domain/quiet.ts';
import { onDutyAt } from '../roster/roster.ts';
import { settingsInForce } from '../sql/answer-settings.ts';
import { putInInbox, queueMessages } from '../sql/messages.ts';
import { rulesFor } from '../sql/notices.ts';
import { DELIVER_JOB } from './deliver.ts';

/**
 * Tells people of what happened, by the rules: messages are queued and put into inboxes in the transaction of the event that brought
 * it, and go out after it. The same occurrence tells the same address once. What may wait until morning by the setting of its unit
 * (夜间静默) goes out then; inboxes have it at once, they wake nobody.
 */
export async function tellOf(ctx: Context, tx: Tx, occurrences: readonly Occurrence[]): Promise<number> {
  const occasion = occurrences[0]?.occasion;
  if (!occasion) return 0;
  const rules = await rulesFor(tx, occasion);
  if (rules.length === 0) return 0;
  const now = ctx.clock.now();
  const duty = new Map<string, readonly OnDuty[]>();
  for (const { unitPath, to } of rules)
    if (to.kind === 'on-duty' && !duty.has(unitPath))
      duty.set(unitPath, (await onDutyAt(tx, now, unitPath)).shifts[0]?.people ?? []);
  const tellings = planNotices(occurrences, rules, (unitPath) => duty.get(unitPath) ?? []);
  const at = new Date(now);
  const settingOf = await settingsInForce(tx);
  await queueMessages(
    tx,
    tellings.flatMap((one) => {
      const until = quietUntil(now, settingOf(one.unitPath).quiet, one.severity);
      return outside(one, occasion, until === null ? at : new Date(until));
    }),
    at,
  );
  await intoInboxes(tx, tellings, occasion, at);
  if (tellings.some((one) => 'address' in one.to))
    await ctx.jobs.enqueue(DELIVER_JOB, {}, { tx, singletonKey: 'now' });
  return tellings.length;
}

function outside(
  { to, rule, link: _, severity: __, ...one }: Telling,
  occasion: Occurrence['occasion'],
  sendAt: Date,
) {
  if (!('address' in to) || rule.channelId === null) return [];
  return [{ ...one, ruleId: rule.id, channelId: rule.channelId, occasion, address: to.address, sendAt }];
}

async function intoInboxes(
  tx: Tx,
  tellings: readonly Telling[],
  occasion: Occurrence['occasion'],
  at: Date,
): Promise<void> {
  const inside = tellings.flatMap((one) =>
    'account' in one.to ? [{ ...one, account: one.to.account }] : [],
  );
  if (inside.length === 0) return;
  const people = await accountsThere(
    tx,
    inside.map((one) => one.account),
  );
  const items = inside.flatMap(({ key, account, subject, body, link }) => {
    const personId = people.get(account);
    return personId ? [{ key, personId, occasion, subject, body, link }] : [];
  });
  await putInInbox(tx, items, at);
}
