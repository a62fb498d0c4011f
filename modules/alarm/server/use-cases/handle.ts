import { TarimError } from '@tarim/kernel';
import type { Actor, Context, Tx } from '@tarim/platform';
import { LIVE_ALARMS } from '../../contract.ts';
import type { Alarm } from '../domain/alarm.ts';
import { alarmErrors } from '../errors.ts';
import { lockById } from '../sql/alarms.ts';
import { requireReadable } from './access.ts';

/**
 * The frame of everything a person does to an alarm: visible to them, within their competence, one at a time, audited.
 * `act` gives the detail for the audit log.
 * @throws TarimError ALARM_UNKNOWN, FORBIDDEN
 */
export async function handle(
  ctx: Context,
  actor: Actor,
  id: number,
  action: string,
  act: (tx: Tx, alarm: Alarm, at: number) => Promise<Record<string, unknown>>,
): Promise<void> {
  const at = ctx.clock.now();
  const alarm = await ctx.db.transaction().execute(async (tx) => {
    const found = await lockById(tx, id);
    if (!found) throw new TarimError(alarmErrors.alarmUnknown, { id });
    requireReadable(actor, id, { id, enterpriseId: found.subject.enterpriseId });
    ctx.policy.require(actor, 'alarm.handle', { unitPath: found.subject.unitPath });
    const detail = await act(tx, found, at);
    await ctx.audit.record(tx, { actor, action, subject: `alarm/${id}`, unitPath: found.subject.unitPath, detail });
    return found;
  });
  ctx.live.publish(LIVE_ALARMS, { items: [{ id, kind: alarm.kind, pointId: alarm.subject.pointId, touched: action }] });
}
