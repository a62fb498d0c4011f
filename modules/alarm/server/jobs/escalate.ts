import { beijingIso, MINUTE_MS } from '@tarim/kernel';
import type { Context, JobResult, Tx } from '@tarim/platform';
import { alarmEscalated } from '../../contract.ts';
import { severer } from '../domain/alarm.ts';
import { appendLog, lockById, updateAlarm } from '../sql/alarms.ts';
import { lockUnacknowledged } from '../sql/escalation.ts';
import { settleHushes } from '../sql/hush.ts';
import { announce, type Changed } from '../use-cases/announce.ts';

/**
 * Steps of escalation (升级): an alarm that fires, that nobody acknowledged and nothing hushes, is told to the next level when its
 * time has come. Time runs from when it could be handled: when it fired, but not before the platform knew of it.
 */
export async function escalate(ctx: Context): Promise<JobResult> {
  const now = ctx.clock.now();
  return ctx.db.transaction().execute(async (tx) => {
    await tellOfUnhushed(ctx, tx, await settleHushes(tx, now), now);
    let steps = 0;
    for (const { alarm, since, taken, escalation } of await lockUnacknowledged(tx)) {
      let step = taken;
      let next = alarm;
      while (step < escalation.length && now - since >= escalation[step]!.afterMinutes * MINUTE_MS) {
        const { severity, to = null } = escalation[step]!;
        step += 1;
        next = { ...next, severity: severer(next.severity, severity) };
        const state = next.life.state;
        await appendLog(tx, alarm.id, [
          { from: state, to: state, why: 'escalated', at: now, text: to, evidence: null, by: null },
        ]);
        await ctx.outbox.publish(tx, alarmEscalated, {
          alarmId: alarm.id,
          step,
          severity: next.severity,
          unitPath: alarm.subject.unitPath,
          at: beijingIso(now),
          kind: alarm.kind,
          ruleId: alarm.ruleId,
          to,
        });
      }
      if (step === taken) continue;
      steps += step - taken;
      await updateAlarm(tx, next, now, step);
    }
    return { steps };
  });
}

/** What fired behind a silence and fires still when it ends is told then: to people and to supervision it is as if it fired now. */
async function tellOfUnhushed(ctx: Context, tx: Tx, ids: readonly number[], now: number): Promise<void> {
  const told: Changed[] = [];
  for (const id of ids) {
    const alarm = await lockById(tx, id);
    if (alarm?.life.state !== 'firing' || alarm.blind) continue;
    const change = { from: 'firing', to: 'firing', why: 'unsilenced', at: now } as const;
    await appendLog(tx, id, [{ ...change, text: null, evidence: null, by: null }]);
    told.push({ alarm, change });
  }
  await announce(ctx, tx, told, new Set());
}
