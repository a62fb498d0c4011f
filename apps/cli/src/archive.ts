import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { beijingIso } from '@tarim/kernel';
import { connectDatabase, lockDataDir, openDatabase } from '@tarim/platform';
import { SegmentFileLog, verifyChain } from '@tarim/telemetry/archive';
import { sql } from 'kysely';
import type { Command } from './command.ts';

function dataOf(
  argv: string[],
  extra: Record<string, { type: 'string' }> = {},
): Record<string, string | undefined> {
  return parseArgs({ args: argv, options: { data: { type: 'string' }, ...extra } }).values as Record<
    string,
    string | undefined
  >;
}

export const verifyCommand: Command = {
  name: 'archive verify',
  help: `tarim archive verify [--data .tarim]
验证帧日志：每段一行 NDJSON，最后一行为结论 {"segments","bytes","head","problems"}。有任何改动时退出码 1。`,
  async run(argv, _stdin, stdout) {
    const dir = join(dataOf(argv).data ?? '.tarim', 'framelog');
    const report = await verifyChain(dir, (link, ok) =>
      stdout.write(
        `${JSON.stringify({ segment: link.name, start: link.start, end: link.end, sha256: link.sha256, chain: link.chain, ok })}\n`,
      ),
    );
    stdout.write(`${JSON.stringify(report)}\n`);
    return report.problems.length > 0 ? 1 : 0;
  },
};

export const exportCommand: Command = {
  name: 'archive export',
  help: `tarim archive export [--data .tarim] [--from LSN] [--to LSN] [--raw]
导出原始帧：缺省为 NDJSON {"lsn","receivedAt","transport","remote","kind","hex"}；--raw 输出原始字节，可再交给 tarim hj212 decode。`,
  async run(argv, _stdin, stdout) {
    const raw = argv.includes('--raw');
    const { data, from, to } = dataOf(
      argv.filter((one) => one !== '--raw'),
      { from: { type: 'string' }, to: { type: 'string' } },
    );
    const dir = data ?? '.tarim';
    const unlock = lockDataDir(dir);
    const log = await SegmentFileLog.open({ dir: join(dir, 'framelog') });
    try {
      const end = Math.min(Number(to ?? log.position()), log.position());
      for (let at = Number(from ?? 0); at < end; ) {
        const { entries, next } = await log.read(at, 1 << 20);
        for (const one of entries) {
          if (one.lsn >= end) break;
          const chunk = raw
            ? one.payload
            : `${JSON.stringify({ lsn: one.lsn, receivedAt: beijingIso(one.receivedAt), transport: one.transport, remote: one.remote, kind: one.kind, hex: Buffer.from(one.payload).toString('hex') })}\n`;
          if (!stdout.write(chunk)) await new Promise((resolve) => stdout.once('drain', resolve));
        }
        at = next;
      }
      return 0;
    } finally {
      await log.close();
      unlock();
    }
  },
};

export const replayCommand: Command = {
  name: 'archive replay',
  help: `tarim archive replay [--data .tarim]
由帧日志重建记录：把投影位置退回起点并清空记录、帧索引与汇总；下次启动时全部重新投影。先停止平台。`,
  async run(argv, _stdin, stdout) {
    const dir = dataOf(argv).data ?? '.tarim';
    const unlock = lockDataDir(dir);
    const database = process.env.DATABASE_URL
      ? connectDatabase(process.env.DATABASE_URL)
      : await openDatabase({ dataDir: dir });
    try {
      await sql`truncate telemetry.record, telemetry.record_revision, telemetry.latest, telemetry.frame, telemetry.rollup, telemetry.rollup_revision,
        telemetry.dirty, telemetry.packet, telemetry.arrival, telemetry.quarantine`.execute(database.db);
      await sql`update telemetry.projection set position = 0`.execute(database.db);
      stdout.write(`${JSON.stringify({ position: 0 })}\n`);
      return 0;
    } finally {
      await database.stop();
      unlock();
    }
  },
};
