import { TarimError } from '@tarim/kernel';
import type { Actor, Context, Language, Static, Tx } from '@tarim/platform';
import type { AlarmDetail } from '../../contract.ts';
import type { Alarm } from '../domain/alarm.ts';
import { alarmErrors } from '../errors.ts';
import { endMembers, openMembers } from '../sql/members.ts';
import { rulesById } from '../sql/rules.ts';
import { forgetOpen } from '../sql/series.ts';
import { getAlarm } from './get-alarm.ts';
import { handle } from './handle.ts';
import { Keeper } from './keeper.ts';

/** Closes by hand, with the reason in the log. A cause that lasts will raise a new alarm. */
export async function closeAlarm(
  ctx: Context,
  actor: Actor,
  id: number,
  language: Language,
  reason: string,
): Promise<Static<typeof AlarmDetail>> {
  const words = reason.trim();
  if (words === '') throw new TarimError(alarmErrors.textEmpty);
  await handle(ctx, actor, id, 'alarm.closed', async (tx, alarm, at) => {
    if (alarm.life.state === 'closed') throw new TarimError(alarmErrors.alarmClosed, { id });
    const rule = (await rulesById(tx, [alarm.ruleId])).get(alarm.ruleId)!;
    await letGo(tx, alarm, at);
    const keeper = new Keeper(ctx, tx, at);
    await keeper.apply(alarm, { kind: 'close', at }, rule, { text: words, by: actor });
    await keeper.publish();
    return { reason: words };
  });
  return getAlarm(ctx, actor, id, language);
}

/** What the alarm stands for ends with it: members, and the episode the engine holds open. */
async function letGo(tx: Tx, alarm: Alarm, at: number): Promise<void> {
  const members = alarm.group ? [...(await openMembers(tx, [alarm.id])).get(alarm.id)!.keys()] : [];
  if (alarm.group) await endMembers(tx, alarm.id, null, at);
  if (alarm.kind === 'rule')
    await forgetOpen(tx, alarm.ruleId, alarm.group ? members : [alarm.subject.pointId]);
}
