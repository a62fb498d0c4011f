import { sql } from 'kysely';
import type { Context } from '../module.ts';

const LOOK_MS = 5_000;
const NAME = 'platform.database';

/** Looks whether the database answers. What needs it waits and goes on by itself; people are told meanwhile. */
export function watchDatabase(ctx: Context): { stop(): void } {
  let looking = false;
  const look = async () => {
    if (looking) {
      // The last question is still unanswered: it hangs.
      raise(ctx, new Error(`no answer for ${LOOK_MS} ms`));
      return;
    }
    looking = true;
    try {
      await sql`select 1`.execute(ctx.db);
      ctx.troubles.clear(NAME);
    } catch (error) {
      raise(ctx, error);
    } finally {
      looking = false;
    }
  };
  const timer = setInterval(() => void look(), LOOK_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

function raise(ctx: Context, error: unknown): void {
  const report = {
    titleZh: '数据库无应答：设备仍可上报，报文已留存，页面数据暂不更新',
    titleEn: 'The database does not answer: devices are still heard and kept, pages are not up to date',
    severity: 'critical',
    detail: (error as Error).message,
  } as const;
  ctx.troubles.raise(NAME, report, error);
}
