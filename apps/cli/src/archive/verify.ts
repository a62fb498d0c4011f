import { verifyChain } from '@tarim/telemetry/archive';
import { BrokenCall, type Option } from '../arguments.ts';
import { defineCommand, line } from '../command.ts';
import { configOf, DATA, DATA_HELP } from '../config.ts';
import { lineOf, NO_INPUT, nullable, PROBLEMS } from '../schema.ts';
import { frameLogDir, frameLogMissing, hasFrameLog, requireFrameLog } from './log.ts';

const TEXT = { type: 'string' };
const COUNT = { type: 'integer', minimum: 0 };

const hash = (): Option<string | undefined> => ({
  takesValue: true,
  absent: undefined,
  read: (text, name) => {
    if (!/^[0-9a-f]{64}$/i.test(text))
      throw new BrokenCall(`--${name} 应为 64 位十六进制 needs 64 hexadecimal digits`);
    return text.toLowerCase();
  },
});

const schema = {
  input: NO_INPUT,
  output: {
    ...lineOf({}),
    description: 'a line for each sealed segment, then the conclusion',
    oneOf: [
      lineOf({ segment: TEXT, start: COUNT, end: COUNT, sha256: TEXT, chain: TEXT, ok: { type: 'boolean' } }),
      lineOf({
        segments: COUNT,
        bytes: { ...COUNT, description: 'sealed' },
        openBytes: { ...COUNT, description: 'not sealed yet: nothing vouches for their being all' },
        head: { ...nullable('string'), description: 'quote it elsewhere to pin everything before it' },
        problems: PROBLEMS,
      }),
    ],
  },
};

export const verifyCommand = defineCommand({
  name: 'archive verify',
  help: `tarim archive verify [--data DIR] [--head HEX]
验证帧日志：每段一行 NDJSON，最后一行为结论 {"segments","bytes","openBytes","head","problems"}。
Proves that no sealed segment was altered, removed or put elsewhere: a line for each, then the conclusion.

  ${DATA_HELP}
  --head HEX   以前抄下的结论 head，链中仍应有它   a head quoted earlier: the chain must still hold it

退出码 exit code: 0 完好 intact; 1 有改动 altered; 2 调用有误，或该目录没有帧日志 broken call, or no frame log there.
`,
  schema,
  options: { ...DATA, head: hash() },
  async run({ data, head }, { stdout }) {
    const { dataDir } = configOf({ data });
    if (!hasFrameLog(dataDir)) {
      // Also where scripts look: a log that is not there must never read as one in order.
      const problems = [frameLogMissing(dataDir)];
      stdout.write(line({ segments: 0, bytes: 0, openBytes: 0, head: null, problems }));
      requireFrameLog(dataDir);
    }
    const report = await verifyChain(frameLogDir(dataDir), {
      ...(head ? { head } : {}),
      onSegment: ({ name, start, end, sha256, chain }, ok) =>
        stdout.write(line({ segment: name, start, end, sha256, chain, ok })),
    });
    stdout.write(line(report));
    return report.problems.length > 0 ? 1 : 0;
  },
});
