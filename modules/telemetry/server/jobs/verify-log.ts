import { join } from 'node:path';
import type { JobDefinition } from '@tarim/platform';
import { verifyChain } from '../log/seal.ts';

/** Proves every night that no sealed segment was altered. */
export const verifyLogJob: JobDefinition = {
  name: 'telemetry.verify-log',
  titleZh: '验证帧日志的哈希链',
  titleEn: 'Verify the chain of the frame log',
  cron: '30 4 * * *',
  handle: async (_data, ctx, job) => {
    const report = await verifyChain(
      join(ctx.config.dataDir, 'framelog'),
      (link) => void job.progress(0, link.name),
    );
    if (report.problems.length > 0) {
      ctx.log.error({ problems: report.problems.slice(0, 20) }, 'the frame log was altered');
      throw new Error(
        `frame log: ${report.problems.length} problems, first: ${report.problems[0]!.code} ${report.problems[0]!.path}`,
      );
    }
    return { segments: report.segments, bytes: report.bytes, head: report.head };
  },
};
