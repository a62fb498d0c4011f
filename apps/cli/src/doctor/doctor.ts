import { existsSync } from 'node:fs';
import { TarimError } from '@tarim/kernel';
import { platformErrors } from '@tarim/platform';
import { lockFolder } from '../archive/log.ts';
import { number, text } from '../arguments.ts';
import { defineCommand, line } from '../command.ts';
import { configOf, DATA, DATA_HELP } from '../config.ts';
import { lineOf, NO_INPUT, PROBLEMS } from '../schema.ts';
import { type Finding, failed } from './check.ts';
import { checkDatabase } from './database.ts';
import { checkFrameLog } from './frame-log.ts';
import { checkDataFolder, checkDisk, checkNode, checkPorts } from './machine.ts';

const PORT = { from: 0, to: 65_535, whole: true } as const;
export const CHECKS = [
  'node',
  'data-folder',
  'disk',
  'database',
  'migrations',
  'frame-log',
  'ports',
] as const;

export const doctorCommand = defineCommand({
  name: 'doctor',
  help: `tarim doctor [--data DIR] [--host 127.0.0.1] [--port 8080] [--gateway-port 9212]
检查安装，每项一行 NDJSON {"check","ok","detail","problems"}；平台运行时也可用，不改动任何内容。
Checks the installation, one line of NDJSON a check; also while the platform runs; changes nothing.

  node         运行时版本   version of the runtime
  data-folder  数据目录可写   can be written
  disk         剩余空间   space left
  database     可连接，版本不低于 15   can be reached, version 15 or newer
  migrations   已是最新   up to date
  frame-log    哈希链，及最近几段的内容（全部内容用 tarim archive verify）   the chain, and the newest segments
  ports        端口空闲，或由正在运行的平台占用   free, or taken by the running platform

  ${DATA_HELP}

退出码 exit code: 0 已检查，有无问题看各行的 ok   checked, each line says whether it is ok; 2 调用有误 broken call.
`,
  schema: {
    input: NO_INPUT,
    output: lineOf({
      check: { enum: CHECKS },
      ok: { type: 'boolean' },
      detail: { type: 'object', description: 'what was looked at' },
      problems: PROBLEMS,
    }),
  },
  options: { ...DATA, host: text(), port: number(PORT), 'gateway-port': number(PORT) },
  async run({ data, host, port, 'gateway-port': gatewayPort }, { stdout }) {
    const words = (value: number | null) => (value === null ? null : String(value));
    const config = configOf({ data, host, port: words(port), gatewayPort: words(gatewayPort) });
    const tell = (check: (typeof CHECKS)[number], { detail, problems }: Finding) =>
      stdout.write(line({ check, ok: problems.length === 0, detail, problems }));
    const found = async (look: () => Finding | Promise<Finding>) => {
      try {
        return await look();
      } catch (error) {
        return failed(error);
      }
    };
    tell('node', checkNode());
    tell('data-folder', await found(() => checkDataFolder(config)));
    tell('disk', await found(() => checkDisk(config)));
    // Asked before the database is: that may lock the folder itself.
    const running = isRunning(config.dataDir);
    const { database, migrations } = await checkDatabase(config);
    tell('database', database);
    tell('migrations', migrations);
    tell('frame-log', await found(() => checkFrameLog(config)));
    tell('ports', await found(() => checkPorts(config, running)));
    return 0;
  },
});

/** Whether a process holds the data folder. */
function isRunning(dataDir: string): boolean {
  if (!existsSync(dataDir)) return false;
  try {
    lockFolder(dataDir)();
    return false;
  } catch (error) {
    if (error instanceof TarimError) return error.code === platformErrors.dataDirInUse.code;
    // A folder that cannot be written is told by its own check.
    return false;
  }
}
