import { DAY_MS } from '@tarim/kernel';
import type { JobDefinition } from '@tarim/platform';
import { sql } from 'kysely';
import { FORGET_MS } from './domain/throttle.ts';
import { purgeTries } from './sql/tries.ts';

/** How long an ended session can still be looked up by whoever asks who was signed in. */
const SESSIONS_KEPT_MS = 90 * DAY_MS;

export const purgeJob: JobDefinition = {
  name: 'identity.purge',
  titleZh: '清理过期的登录记录与失败计数',
  titleEn: 'Purge old sessions and counters of failed sign-ins',
  cron: '20 3 * * *',
  handle: async (_data, ctx) => {
    const now = ctx.clock.now();
    const sessions =
      await sql`delete from identity.session where expires_at < ${new Date(now - SESSIONS_KEPT_MS)}`.execute(
        ctx.db,
      );
    return {
      tries: await purgeTries(ctx.db, now - FORGET_MS),
      sessions: Number(sessions.numAffectedRows ?? 0),
    };
  },
};
