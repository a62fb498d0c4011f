import { beijingIso } from '@tarim/kernel';
import { type Archive, openArchive } from '@tarim/telemetry/archive';
import { flag, position } from '../arguments.ts';
import { defineCommand, line, write } from '../command.ts';
import { configOf, DATA, DATA_HELP } from '../config.ts';
import { lineOf, NO_INPUT } from '../schema.ts';
import { frameLogDir, requireFrameLog } from './log.ts';

const TEXT = { type: 'string' };
const READ_BYTES = 1 << 20;

const schema = {
  input: NO_INPUT,
  output: {
    ...lineOf({
      lsn: { type: 'integer', minimum: 0, description: 'position in the log: the identity of the frame' },
      receivedAt: { ...TEXT, description: 'ISO 8601, +08:00' },
      transport: { enum: ['tcp', 'mqtt', 'http', 'jt808', 'terminal-json', 'terminal-mqtt'] },
      remote: TEXT,
      kind: { enum: ['frame', 'rubbish'] },
      hex: { ...TEXT, description: 'the bytes as received' },
    }),
    description: 'with --raw: the bytes themselves, for tarim hj212 decode',
  },
};

export const exportCommand = defineCommand({
  name: 'archive export',
  help: `tarim archive export [--data DIR] [--from LSN] [--to LSN] [--raw]
导出原始帧：缺省为 NDJSON {"lsn","receivedAt","transport","remote","kind","hex"}；--raw 输出原始字节，可再交给 tarim hj212 decode。
只读，平台运行时也可用；读不出的一段在标准错误输出一行 {problems}。
Raw frames as they were received, as NDJSON or, with --raw, as bytes for tarim hj212 decode. Only reads: the platform may run.
A stretch that cannot be read is told on standard error as {problems}.

  ${DATA_HELP}
  --from LSN   自此位置（含）起   from this position on
  --to LSN     至此位置（不含）止   up to this position, exclusive

退出码 exit code: 0 已导出 exported; 1 有损坏 damaged; 2 调用有误，或该目录没有帧日志 broken call, or no frame log there.
`,
  schema,
  options: { ...DATA, from: position(), to: position(), raw: flag() },
  async run({ data, from, to, raw }, { stdout, stderr }) {
    const { dataDir } = configOf({ data });
    requireFrameLog(dataDir);
    let damaged = false;
    const archive = await openArchive(frameLogDir(dataDir), (damage) => {
      damaged = true;
      const message = `No entry can be read from ${damage.from} to ${damage.to}`;
      stderr.write(line({ problems: [{ code: 'ARCHIVE_DAMAGED', message, path: String(damage.from) }] }));
    });
    for await (const one of entries(archive, from ?? 0, to ?? Number.POSITIVE_INFINITY)) {
      const { lsn, transport, remote, kind, payload } = one;
      const hex = () => Buffer.from(payload).toString('hex');
      const receivedAt = beijingIso(one.receivedAt);
      await write(stdout, raw ? payload : line({ lsn, receivedAt, transport, remote, kind, hex: hex() }));
    }
    return damaged ? 1 : 0;
  },
});

/** Entries that begin in [from, to). `from` may lie inside one: reading begins at its segment. */
async function* entries(archive: Archive, from: number, to: number) {
  const end = Math.min(to, archive.position());
  if (from >= end) return;
  for (let at = archive.segmentOf(from)?.start ?? from; at < end; ) {
    const read = await archive.read(at, READ_BYTES);
    for (const one of read.entries) if (one.lsn >= from && one.lsn < end) yield one;
    at = read.next;
  }
}
