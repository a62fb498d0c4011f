import { parseArgs } from 'node:util';
import { runLoad } from '@tarim/simulator';
import type { Command } from '../command.ts';

export const loadCommand: Command = {
  name: 'load',
  help: `tarim load [--host 127.0.0.1] [--port 9212] [--devices 50] [--frames 500] [--window 64]
压力：每台设备一条连接，按窗口发送分钟数据并等待应答。输出一行 NDJSON：帧数、应答数、秒、每秒帧数。仅对本机回环地址。`,
  async run(argv, _stdin, stdout, stderr) {
    const { values } = parseArgs({
      args: argv,
      options: {
        host: { type: 'string', default: '127.0.0.1' },
        port: { type: 'string', default: '9212' },
        devices: { type: 'string', default: '50' },
        frames: { type: 'string', default: '500' },
        window: { type: 'string', default: '64' },
      },
    });
    if (!/^(127\.|localhost$|::1$)/.test(values.host)) {
      stderr.write('tarim load sends to loopback addresses only\n');
      return 2;
    }
    const result = await runLoad({
      host: values.host,
      port: Number(values.port),
      devices: Number(values.devices),
      frames: Number(values.frames),
      window: Number(values.window),
    });
    stdout.write(`${JSON.stringify(result)}\n`);
    return 0;
  },
};
