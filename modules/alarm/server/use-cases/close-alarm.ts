import { TarimError } from '@tarim/kernel';
import type { Actor, Context, Language, Static } from '@tarim/platform';
import type { AlarmDetail } from '../../contract.ts';
import { alarmErrors } from '../errors.ts';
import { rulesById } from '../sql/rules.ts';
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
    const keeper = new Keeper(ctx, tx, at);
    await keeper.apply(alarm, { kind: 'close', at }, rule, { text: words, by: actor });
    await keeper.publish();
    return { reason: words };
  });
  return getAlarm(ctx, actor, id, language);
}
