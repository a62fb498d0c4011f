import { TarimError } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import { alarmErrors } from '../errors.ts';
import type { AlarmFilter, AlarmView } from '../sql/read.ts';

/**
 * Whose alarms a reader sees. Staff share the map of both hierarchies and read all; a person of an enterprise reads the
 * alarms of that enterprise and nothing else.
 * @throws TarimError FORBIDDEN for people who may read neither
 */
export function readerOf(ctx: Context, actor: Actor): Pick<AlarmFilter, 'scopes' | 'ownEnterprises'> {
  if (ctx.policy.can(actor, 'alarm.read')) return { scopes: ['/'] };
  const own = actor.posts
    .flatMap((post) => post.enterpriseId ?? [])
    .filter((enterpriseId) => ctx.policy.can(actor, 'enterprise.read-own', { enterpriseId }));
  if (own.length === 0) ctx.policy.require(actor, 'alarm.read');
  return { scopes: [], ownEnterprises: own };
}

/** To others it is as if the alarm did not exist. @throws TarimError ALARM_UNKNOWN */
export function requireReadable<T extends Pick<AlarmView, 'id' | 'enterpriseId'>>(
  ctx: Context,
  actor: Actor,
  id: number,
  alarm: T | null,
): T {
  const reader = readerOf(ctx, actor);
  const own =
    alarm?.enterpriseId !== null &&
    alarm !== null &&
    (reader.ownEnterprises ?? []).includes(alarm.enterpriseId);
  if (!alarm || !(reader.scopes.length > 0 || own)) throw new TarimError(alarmErrors.alarmUnknown, { id });
  return alarm;
}

/** Handling is for the competent chain. */
export function mayHandle(ctx: Context, actor: Actor, alarm: { unitPath: string }): boolean {
  return ctx.policy.can(actor, 'alarm.acknowledge', { unitPath: alarm.unitPath });
}
