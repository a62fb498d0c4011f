import { TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type Tx } from '@tarim/platform';
import { LIVE_ALARMS } from '../../contract.ts';
import type { Alarm } from '../domain/alarm.ts';
import { alarmErrors } from '../errors.ts';
import { lockById } from '../sql/alarms.ts';
import { alarmView } from '../sql/read.ts';
import { requireReadable } from './access.ts';

/**
 * The frame of everything a person does to an alarm: visible to them, within their competence, one at a time, audited,
 * in a transaction in which row-level security holds. `act` gives the detail for the audit log.
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
  const { unitPath, kind, pointId } = requireReadable(ctx, actor, id, await alarmView(ctx.db, id));
  ctx.policy.require(actor, 'alarm.acknowledge', { unitPath });
  await asActor(ctx, actor, 'alarm.acknowledge', async (tx) => {
    const alarm = await lockById(tx, id);
    if (!alarm) throw new TarimError(alarmErrors.alarmUnknown, { id });
    const detail = await act(tx, alarm, at);
    await ctx.audit.record(tx, { actor, action, subject: `alarm/${id}`, unitPath, detail });
  });
  ctx.live.publish(LIVE_ALARMS, { items: [{ id, kind, pointId, touched: action }] });
}
