import type { Actor, Context, Language, Static } from '@tarim/platform';
import { factorName } from '@tarim/standards';
import type { AlarmDetail, AlarmLogRow } from '../../contract.ts';
import { membersOf } from '../sql/members.ts';
import { type AlarmView, alarmView, type LogView, logOf } from '../sql/read.ts';
import { ruleRow } from '../sql/rules.ts';
import { mayHandle, requireReadable } from './access.ts';
import { present } from './present.ts';

/** One alarm with its whole life and the version of the rule it lives by. @throws TarimError ALARM_UNKNOWN */
export async function getAlarm(
  ctx: Context,
  actor: Actor,
  id: number,
  language: Language,
): Promise<Static<typeof AlarmDetail>> {
  const view = requireReadable(ctx, actor, id, await alarmView(ctx.db, id));
  const [[row], log, rule] = await Promise.all([
    present(ctx, [view], language),
    logOf(ctx.db, id),
    ruleRow(ctx.db, view.ruleId),
  ]);
  return {
    ...row!,
    log: log.map((line) => told(view, line, language)),
    // An alarm cannot be without its rule: the table refuses it.
    rule: rule!,
    members: view.group ? await membersOf(ctx.db, id) : [],
    mayHandle: mayHandle(ctx, actor, view),
  };
}

/** The platform notes the factors of a fault by their codes; people read names. What a person wrote stays as it is. */
function told(view: AlarmView, line: LogView, language: Language): Static<typeof AlarmLogRow> {
  if (view.kind !== 'fault' || line.by !== null || line.text === null) return line;
  const names = line.text.split(' ').map((code) => factorName(code, language));
  return { ...line, text: names.join(language === 'en' ? ', ' : '、') };
}
