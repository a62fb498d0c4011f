import { connect } from 'node:net';
import { parseArgs } from 'node:util';
import { encodeFrame, FrameReader, peekHeader, qnOf } from '@tarim/hj212';
import type { Command } from '../command.ts';

/** Frames of one device, prepared before the clock runs: the generator must not be what is measured. */
function framesOf(device: number, count: number, start: number): Uint8Array[] {
  const mn = `65A0LOAD${String(device).padStart(16, '0')}`;
  const codes = ['a34013', 'a21026', 'a21002', 'a19001', 'a01011', 'a01012', 'a01013', 'a01014', 'a00000'];
  return Array.from({ length: count }, (_, n) => {
    const dataTime = start + n * 60_000;
    const items = codes.map((code, i) => {
      const value = ((device * 31 + n * 7 + i * 13) % 1_000) / 10;
      return { code, attrs: { Min: value, Avg: value + 0.5, Max: value + 1, Flag: 'N' } };
    });
    return encodeFrame({
      edition: '2017',
      qn: qnOf(dataTime + device),
      st: '31',
      cn: '2051',
      pw: '123456',
      mn,
      answer: true,
      dataTime,
      items,
    });
  });
}

export const loadCommand: Command = {
  name: 'load',
  help: `tarim load [--host 127.0.0.1] [--port 9212] [--devices 50] [--frames 500] [--window 64]
压力：每台设备一条连接，按窗口发送分钟数据并等待应答。输出一行 NDJSON：帧数、应答数、秒、每秒帧数。仅对本机回环地址。`,
  async run(argv, _stdin, stdout, stderr) {
    const { values } = parseArgs({
      args: argv,
      options: {
        host: { type: 'string' },
        port: { type: 'string' },
        devices: { type: 'string' },
        frames: { type: 'string' },
        window: { type: 'string' },
      },
    });
    const host = values.host ?? '127.0.0.1';
    if (!/^(127\.|localhost$|::1$)/.test(host)) {
      stderr.write('tarim load sends to loopback addresses only\n');
      return 2;
    }
    const devices = Number(values.devices ?? 50);
    const count = Number(values.frames ?? 500);
    const window = Number(values.window ?? 64);
    const start = Math.floor(Date.now() / 3_600_000) * 3_600_000 - 30 * 86_400_000;
    const prepared = Array.from({ length: devices }, (_, device) => framesOf(device, count, start));
    const began = process.hrtime.bigint();
    const answered = await Promise.all(
      prepared.map((frames) => sendAll(host, Number(values.port ?? 9_212), frames, window)),
    );
    const seconds = Number(process.hrtime.bigint() - began) / 1e9;
    const total = answered.reduce((a, b) => a + b, 0);
    stdout.write(
      `${JSON.stringify({ devices, frames: devices * count, answered: total, seconds, framesPerSecond: total / seconds, values: total * 27 })}\n`,
    );
    return 0;
  },
};

function sendAll(host: string, port: number, frames: readonly Uint8Array[], window: number): Promise<number> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, noDelay: true });
    const reader = new FrameReader();
    let sent = 0;
    let answered = 0;
    const push = () => {
      while (sent < frames.length && sent - answered < window) socket.write(frames[sent++]!);
      if (answered === frames.length) socket.end();
    };
    socket.on('connect', push);
    socket.on('data', (chunk: Buffer) => {
      for (const frame of reader.push(chunk)) if (peekHeader(frame.bytes).cn === '9014') answered++;
      push();
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(answered));
  });
}
