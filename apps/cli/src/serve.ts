import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '@tarim/identity/server';
import { TarimError } from '@tarim/kernel';
import { lockDataDir, migrate, openDatabase, readConfig } from '@tarim/platform';
import { allModules, startServer } from '@tarim/server';
import type { Command } from './command.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

function configOf(argv: string[]) {
  const { values } = parseArgs({
    args: argv,
    options: {
      role: { type: 'string' },
      data: { type: 'string' },
      host: { type: 'string' },
      port: { type: 'string' },
      'gateway-port': { type: 'string' },
      region: { type: 'string' },
      demo: { type: 'boolean' },
    },
  });
  return readConfig({ ...values, gatewayPort: values['gateway-port'] }, process.env, {
    regionDir: `${ROOT}regions/xinjiang`,
    dataDir: `${ROOT}.tarim`,
  });
}

function welcome(url: string, gateway: string, demo: boolean): string {
  const lines = [
    '',
    '  塔里木 Tarim 已启动 is running',
    '',
    `  公众门户 portal    ${url}/`,
    `  管理端   console   ${url}/console`,
    `  数采仪   HJ 212    ${gateway}`,
  ];
  if (demo) {
    lines.push('', `  演示账号 demo accounts（口令 password: ${DEMO_PASSWORD}）`);
    for (const one of DEMO_ACCOUNTS) lines.push(`    ${one.account.padEnd(12)} ${one.name}`);
    lines.push(
      '',
      '  数据均由模拟器产生；历史数据正在补传，约一分钟后齐备。All data are simulated; the past is being sent now.',
    );
  }
  return `${lines.join('\n')}\n\n`;
}

export const serveCommand: Command = {
  name: 'serve',
  help: `tarim serve [--demo] [--data DIR] [--host 127.0.0.1] [--port 8080] [--gateway-port 9212] [--role all|api,gateway,projector,worker] [--region DIR]
运行平台。环境：DATABASE_URL（PostgreSQL 15+，缺省内嵌）、TARIM_MQTT_URL、TARIM_NATS、TARIM_SECRET_KEY、TARIM_LOG。`,
  async run(argv, _stdin, stdout, stderr) {
    let config: ReturnType<typeof configOf>;
    try {
      config = configOf(argv);
    } catch (error) {
      stderr.write(`${(error as Error).message}\n`);
      return 2;
    }
    try {
      const running = await startServer(config);
      stdout.write(
        welcome(
          running.url || `http://${config.host}:${config.port}`,
          `${config.host}:${config.gatewayPort}`,
          config.demo,
        ),
      );
      await new Promise<void>((resolve) => {
        for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
      });
      await running.stop();
      return 0;
    } catch (error) {
      if (!(error instanceof TarimError)) throw error;
      stderr.write(`${error.code}: ${error.message}\n`);
      return 1;
    }
  },
};

export const migrateCommand: Command = {
  name: 'migrate',
  help: 'tarim migrate [--data DIR]\n只迁移数据库，不启动服务。',
  async run(argv, _stdin, stdout) {
    const config = configOf(argv);
    const unlock = lockDataDir(config.dataDir);
    const database = await openDatabase({
      dataDir: config.dataDir,
      databaseUrl: config.databaseUrl || undefined,
    });
    try {
      stdout.write(`${JSON.stringify(await migrate(database.db, allModules()))}\n`);
      return 0;
    } finally {
      await database.stop();
      unlock();
    }
  },
};
