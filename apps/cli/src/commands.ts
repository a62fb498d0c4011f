import type { Command } from './command.ts';

/** Commands are loaded when called: `tarim hj212 decode` must not wait for a database library. */
const COMMANDS: Readonly<Record<string, { title: string; load: () => Promise<Command> }>> = {
  serve: { title: '运行平台 run the platform', load: async () => (await import('./serve.ts')).serveCommand },
  migrate: {
    title: '只迁移数据库 migrate the database',
    load: async () => (await import('./serve.ts')).migrateCommand,
  },
  'hj212 decode': {
    title: '报文 → JSON',
    load: async () => (await import('./hj212/decode.ts')).decodeCommand,
  },
  'hj212 encode': {
    title: 'JSON → 报文',
    load: async () => (await import('./hj212/encode.ts')).encodeCommand,
  },
  'evaluate aqi': {
    title: '空气质量指数 AQI',
    load: async () => (await import('./evaluate/aqi.ts')).aqiCommand,
  },
  'archive verify': {
    title: '验证帧日志的哈希链 verify the frame log',
    load: async () => (await import('./archive.ts')).verifyCommand,
  },
  'archive export': {
    title: '导出原始帧 export raw frames',
    load: async () => (await import('./archive.ts')).exportCommand,
  },
  'archive replay': {
    title: '由帧日志重建记录 project the log again',
    load: async () => (await import('./archive.ts')).replayCommand,
  },
  simulate: {
    title: '模拟监测网 simulated network',
    load: async () => (await import('./simulate/simulate.ts')).simulateCommand,
  },
  load: { title: '压力 load generator', load: async () => (await import('./simulate/load.ts')).loadCommand },
};

/** The command whose name is the longest that the arguments begin with. */
export async function findCommand(
  argv: readonly string[],
): Promise<{ command: Command; rest: string[] } | null> {
  for (const words of [2, 1]) {
    const entry = COMMANDS[argv.slice(0, words).join(' ')];
    if (entry && argv.length >= words) return { command: await entry.load(), rest: argv.slice(words) };
  }
  return null;
}

export function helpText(): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length));
  const lines = Object.entries(COMMANDS).map(
    ([name, { title }]) => `  tarim ${name.padEnd(width)}  ${title}`,
  );
  return `塔里木 Tarim\n\n${lines.join('\n')}\n\n每个命令有 --help；计算类命令另有 --schema。Each command has --help; computations also --schema.\n`;
}
