import { beijingIso, MINUTE_MS } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import { alarmChanged } from '../../contract.ts';
import { ladderDue, ladderOf } from '../domain/ladder.ts';
import { insertAccident, openAccidentOf } from '../sql/accidents.ts';
import { type Act, addStep, lockUnanswered, updateAlarm } from '../sql/alarms.ts';

/**
 * Climbs the ladders of alarms that nobody acknowledged in time: the step is noted with its minutes and told by an event; where the ladder
 * says so, an accident is opened whose two hours run from when the alarm was known (疑似丢失).
 */
export async function escalate(ctx: Pick<Context, 'db' | 'clock' | 'outbox' | 'audit'>): Promise<number> {
  const now = ctx.clock.now();
  return ctx.db.transaction().execute(async (tx) => {
    let climbed = 0;
    for (const alarm of await lockUnanswered(tx)) {
      const due = ladderDue({ ...alarm, knownAt: alarm.knownAt.getTime() });
      if (due === null || now < due) continue;
      const step = ladderOf(alarm.kind)!;
      const at = new Date(now);
      const minutes = (now - alarm.knownAt.getTime()) / MINUTE_MS;
      const { id: alarmId, terminalId, unitPath, kind, severity, simulated } = alarm;
      const tell = async (act: Act, note: string) => {
        await addStep(tx, { alarmId, unitPath, at, act, severity, minutes, note, by: null });
        return { alarmId, terminalId, unitPath, kind, severity, act, at: beijingIso(now), simulated };
      };
      const items = [await tell('escalated', step.top.zh)];
      await updateAlarm(tx, { ...alarm, escalated: 1 });
      if (step.accident && (await openAccidentOf(tx, terminalId)) === null) {
        const id = await insertAccident(tx, {
          terminalId,
          alarmId,
          unitPath,
          event: 'lost',
          foundAt: alarm.knownAt,
          simulated,
          by: '',
          at,
        });
        items.push(await tell('accident', ''));
        await ctx.audit.record(tx, {
          actor: null,
          action: 'tracking.accident.opened',
          subject: `accident/${id}`,
          unitPath,
          detail: { alarmId },
        });
      }
      await ctx.outbox.publish(tx, alarmChanged, { items });
      climbed++;
    }
    return climbed;
  });
}
