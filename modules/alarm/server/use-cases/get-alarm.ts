import type { Actor, Context, Static } from '@tarim/platform';
import type { AlarmDetail } from '../../contract.ts';
import { alarmView, logOf } from '../sql/read.ts';
import { ruleRow } from '../sql/rules.ts';
import { mayHandle, requireReadable } from './access.ts';
import { present } from './present.ts';

/** One alarm with its whole life. @throws TarimError ALARM_UNKNOWN */
export async function getAlarm(ctx: Context, actor: Actor, id: number): Promise<Static<typeof AlarmDetail>> {
  const view = requireReadable(ctx, actor, id, await alarmView(ctx.db, id));
  const [[row], log, rule] = await Promise.all([
    present(ctx, [view]),
    logOf(ctx.db, id),
    ruleRow(ctx.db, view.ruleId),
  ]);
  return {
    ...row!,
    log,
    rule: {
      id: view.ruleId,
      pendingFor: rule?.pendingFor ?? 0,
      recoverFor: rule?.recoverFor ?? 0,
      effectiveFrom: rule?.effectiveFrom ?? view.startedAt,
    },
    mayHandle: mayHandle(ctx, actor, view),
  };
}
