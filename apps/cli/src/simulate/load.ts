import { runLoad } from '@tarim/simulator';
import { BrokenCall, number, port, text } from '../arguments.ts';
import { defineCommand, line } from '../command.ts';
import { lineOf, NO_INPUT } from '../schema.ts';

const COUNT = { type: 'integer', minimum: 0 };
const count = (most: number, absent: number) => number({ from: 1, to: most, whole: true }, absent);

export const loadCommand = defineCommand({
  name: 'load',
  help: `tarim load [--host 127.0.0.1] [--port 9212] [--devices 50] [--frames 500] [--window 64]
压力：每台设备一条连接，按窗口发送分钟数据并等待应答。输出一行 NDJSON：帧数、应答数、秒、每秒帧数。仅对本机回环地址。
Load: each device sends minute records over a line of its own, --window of them without an answer. Loopback addresses only.

  --devices N   设备数 devices    --frames N   每台的帧数 frames of each    --window N   未应答帧数上限 frames under way

退出码 exit code: 0 已结束 ended; 2 调用有误 broken call.
`,
  schema: {
    input: NO_INPUT,
    output: lineOf({
      devices: COUNT,
      frames: COUNT,
      answered: COUNT,
      seconds: { type: 'number', minimum: 0 },
      framesPerSecond: { type: 'number', minimum: 0 },
      values: { ...COUNT, description: 'values that the answered frames carried' },
      bytes: COUNT,
    }),
  },
  options: {
    host: text('127.0.0.1'),
    port: port(9_212),
    devices: count(10_000, 50),
    frames: count(1_000_000, 500),
    window: count(100_000, 64),
  },
  async run(values, { stdout }) {
    if (!/^(127\.|localhost$|::1$)/.test(values.host))
      throw new BrokenCall('tarim load 只对本机 sends to loopback addresses only');
    stdout.write(line(await runLoad(values)));
    return 0;
  },
});
