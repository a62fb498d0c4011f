import type { Context, Tx } from '@tarim/platform';
import type { Occurrence } from '../domain/plan-notices.ts';
import { answerDue } from '../domain/quiet.ts';
import { settingsInForce } from '../sql/answer-settings.ts';
import { awaitAnswer } from '../sql/awaiting.ts';

/** Somebody has to answer within the minutes of its severity; quiet hours of what may wait do not count. */
export async function expectAnswer(ctx: Context, tx: Tx, subject: string, one: Occurrence): Promise<void> {
  const { severity, unitPath, subject: headline, body, link, simulated } = one;
  const setting = (await settingsInForce(tx))(unitPath);
  const minutes = setting.minutes[severity];
  if (minutes === null) return;
  const due = new Date(answerDue(ctx.clock.now(), minutes, setting.quiet, severity));
  await awaitAnswer(
    tx,
    { subject, severity, unitPath, headline, body, link: link!, simulated, minutes },
    due,
  );
}
