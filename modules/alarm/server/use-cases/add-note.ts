import { TarimError } from '@tarim/kernel';
import type { Actor, Context, Language, Static } from '@tarim/platform';
import type { AlarmDetail } from '../../contract.ts';
import { alarmErrors } from '../errors.ts';
import { appendPersonal, countNote } from '../sql/alarms.ts';
import { getAlarm } from './get-alarm.ts';
import { handle } from './handle.ts';

/** What was found or done about it (处置备注). Closed alarms take notes too: the finding may come later. */
export async function addNote(
  ctx: Context,
  actor: Actor,
  id: number,
  language: Language,
  text: string,
): Promise<Static<typeof AlarmDetail>> {
  const words = text.trim();
  if (words === '') throw new TarimError(alarmErrors.textEmpty);
  await handle(ctx, actor, id, 'alarm.noted', async (tx, alarm, at) => {
    const { state } = alarm.life;
    const who = { byName: actor.name, byUser: actor.userId };
    await appendPersonal(tx, id, { at, from: state, to: state, why: 'note', text: words, ...who });
    await countNote(tx, id, at);
    return { note: words };
  });
  return getAlarm(ctx, actor, id, language);
}
