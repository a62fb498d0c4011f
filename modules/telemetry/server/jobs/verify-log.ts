import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context, JobDefinition, JobResult } from '@tarim/platform';
import { sql } from 'kysely';
import { verifyChain } from '../log/verify.ts';

const ACTION = 'telemetry.verify-log';

/** The head that the last verification wrote into the audit log: links cut off behind it are missed, and found. */
async function pinnedHead(ctx: Context): Promise<string | undefined> {
  const { rows } = await sql<{ head: string }>`
    select detail->>'head' as head from platform.audit where action = ${ACTION} order by id desc limit 1`.execute(
    ctx.db,
  );
  return rows[0]?.head;
}

/** Proves every night that no sealed segment was altered or removed, and pins the chain's head in the audit log. */
export const verifyLogJob: JobDefinition = {
  name: 'telemetry.verify-log',
  titleZh: '验证帧日志的哈希链',
  titleEn: 'Verify the chain of the frame log',
  cron: '30 4 * * *',
  handle: async (_data, ctx, job): Promise<JobResult> => {
    const dir = join(ctx.config.dataDir, 'framelog');
    if (
      !(await access(dir).then(
        () => true,
        () => false,
      ))
    )
      return { skipped: 'the frame log is not in this process’s data folder' };
    const report = await verifyChain(dir, {
      head: await pinnedHead(ctx),
      onSegment: (link) => void job.progress(0, link.name),
    });
    if (report.problems.length > 0) {
      ctx.log.error({ problems: report.problems.slice(0, 20) }, 'the frame log was altered');
      throw new Error(
        `frame log: ${report.problems.length} problems, first: ${report.problems[0]!.code} ${report.problems[0]!.path}`,
      );
    }
    const { segments, bytes, head } = report;
    await ctx.audit.record(ctx.db, {
      actor: null,
      action: ACTION,
      subject: 'frame-log',
      detail: { segments, bytes, head },
    });
    return { segments, bytes, head };
  },
};
