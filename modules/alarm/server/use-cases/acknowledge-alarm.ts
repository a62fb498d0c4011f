import { TarimError } from '@tarim/kernel';
import type { Actor, Context, Language, Static } from '@tarim/platform';
import type { AlarmDetail } from '../../contract.ts';
import { alarmErrors } from '../errors.ts';
import { appendPersonal, countNote, markAcknowledged } from '../sql/alarms.ts';
import { alarmView } from '../sql/read.ts';
import { getAlarm } from './get-alarm.ts';
import { handle } from './handle.ts';

/** Somebody competent has taken notice (签收). Once only; the first counts. */
export async function acknowledgeAlarm(
  ctx: Context,
  actor: Actor,
  id: number,
  language: Language,
  note?: string,
): Promise<Static<typeof AlarmDetail>> {
  await handle(ctx, actor, id, 'alarm.acknowledged', async (tx, alarm, at) => {
    const { state } = alarm.life;
    if (state === 'closed') throw new TarimError(alarmErrors.alarmClosed, { id });
    if (!(await markAcknowledged(tx, id, actor.name, at))) {
      const view = await alarmView(tx, id);
      throw new TarimError(alarmErrors.alarmAcknowledged, { id, by: view?.acknowledged?.by ?? '' });
    }
    const text = note?.trim() || null;
    const who = { byName: actor.name, byUser: actor.userId };
    await appendPersonal(tx, id, { at, from: state, to: state, why: 'acknowledged', text, ...who });
    if (text !== null) await countNote(tx, id, at);
    return text === null ? {} : { note: text };
  });
  return getAlarm(ctx, actor, id, language);
}
