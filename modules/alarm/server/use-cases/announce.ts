import { beijingIso } from '@tarim/kernel';
import type { Context, Tx } from '@tarim/platform';
import { alarmChanged, LIVE_ALARMS } from '../../contract.ts';
import type { Alarm, LoggedChange } from '../domain/alarm.ts';

/** Pages read again when they hear of a change: what they read must be committed by then. */
const AFTER_COMMIT_MS = 250;

export interface Changed {
  readonly alarm: Alarm;
  readonly change: Pick<LoggedChange, 'from' | 'to' | 'at' | 'why'>;
}

/**
 * Publishes changes of alarms as one event, in the transaction that made them, and tells open pages after it.
 * @param hushed ids of alarms that a silence or maintenance window covers
 */
export async function announce(
  ctx: Context,
  tx: Tx,
  changed: readonly Changed[],
  hushed: ReadonlySet<number>,
): Promise<number> {
  if (changed.length === 0) return 0;
  const items = changed.map(({ alarm, change }) => ({
    id: alarm.id,
    kind: alarm.kind,
    pointId: alarm.subject.pointId,
    code: alarm.code === '' ? null : alarm.code,
    from: change.from,
    to: change.to,
    at: beijingIso(change.at),
    why: change.why,
    severity: alarm.severity,
    historical: alarm.historical,
    ruleId: alarm.ruleId,
    ruleKey: alarm.ruleKey === '' ? null : alarm.ruleKey,
    groupId: alarm.group ? alarm.id : null,
    ...(alarm.group ? { members: alarm.group.members } : {}),
    unitPath: alarm.subject.unitPath,
    enterpriseId: alarm.subject.enterpriseId,
    silenced: hushed.has(alarm.id),
  }));
  await ctx.outbox.publish(tx, alarmChanged, { items });
  // Historical alarms come by the hundred when a gap is filled: open pages need not hear of each.
  const loud = items.filter((item) => !item.historical).slice(-200);
  if (loud.length > 0)
    setTimeout(() => ctx.live.publish(LIVE_ALARMS, { items: loud }), AFTER_COMMIT_MS).unref();
  return items.length;
}
