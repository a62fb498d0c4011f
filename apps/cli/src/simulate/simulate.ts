import { parseArgs } from 'node:util';
import { loadScenario, startNetwork } from '@tarim/simulator';
import type { Command } from '../command.ts';

export const simulateCommand: Command = {
  name: 'simulate',
  help: `tarim simulate [--scenario xinjiang-demo] [--host 127.0.0.1] [--port 9212] [--speed 1] [--seconds N] [--backfill]
模拟监测网：真实 TCP 上的 HJ 212 数采仪。每 5 秒输出一行 NDJSON 统计。`,
  async run(argv, _stdin, stdout, stderr) {
    let values: {
      scenario?: string;
      host?: string;
      port?: string;
      speed?: string;
      seconds?: string;
      backfill?: boolean;
    };
    try {
      ({ values } = parseArgs({
        args: argv,
        options: {
          scenario: { type: 'string' },
          host: { type: 'string' },
          port: { type: 'string' },
          speed: { type: 'string' },
          seconds: { type: 'string' },
          backfill: { type: 'boolean' },
        },
      }));
    } catch (error) {
      stderr.write(`${(error as Error).message}\n`);
      return 2;
    }
    const network = startNetwork({
      scenario: loadScenario(values.scenario ?? 'xinjiang-demo'),
      host: values.host ?? '127.0.0.1',
      port: Number(values.port ?? 9_212),
      speed: Number(values.speed ?? 1),
      backfill: values.backfill ?? false,
    });
    const tell = setInterval(
      () =>
        stdout.write(
          `${JSON.stringify({ devices: network.devices.length, backlog: network.backlog(), ...network.counters })}\n`,
        ),
      5_000,
    );
    await new Promise<void>((resolve) => {
      if (values.seconds) setTimeout(resolve, Number(values.seconds) * 1_000);
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, resolve);
      // Started by the server: when it is gone, there is nobody left to talk to.
      process.once('disconnect', resolve);
    });
    clearInterval(tell);
    network.stop();
    // The channel to the server would keep this process alive.
    if (process.connected) process.disconnect();
    return 0;
  },
};
