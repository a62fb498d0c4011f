import type { Context } from '@tarim/platform';
import { takeUnanswered } from '../sql/awaiting.ts';
import { tellOf } from './tell.ts';

export const PASS_ON_JOB = 'duty.pass-on';

/** Tells the next ones up of what nobody answered within its minutes (无人应答升级); each once. Gives how many. */
export async function passOn(ctx: Context): Promise<{ passedOn: number }> {
  const now = new Date(ctx.clock.now());
  return ctx.db.transaction().execute(async (tx) => {
    const late = await takeUnanswered(tx, now);
    await tellOf(
      ctx,
      tx,
      late.map(({ subject, severity, unitPath, headline, body, link, simulated, minutes }) => ({
        key: `radiation-unanswered:${subject}:duty:${severity}`,
        occasion: 'radiation-unanswered',
        severity,
        unitPath,
        subject: `${headline}（${minutes} 分钟无人签收）`,
        body: `${minutes} 分钟内无人签收，请立即处理。Nobody answered within ${minutes} minutes.\n${body}`,
        link,
        simulated,
      })),
    );
    return { passedOn: late.length };
  });
}
