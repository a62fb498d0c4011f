/**
 * The MQTT intake as a process of its own that can be killed: `node mqtt-child.ts <folder> <broker> <key> <before|after|run>`. `before` stops short of
 * the log, `after` behind it, `run` acknowledges.
 */
import { systemClock } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import { SegmentFileLog } from '@tarim/telemetry/archive';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import type { FrameStore } from '../server/frames.ts';
import { subscribeTerminals } from '../server/gateway/mqtt.ts';

const [dataDir, url, key, mode] = process.argv.slice(2) as [string, string, string, string];
const log = await SegmentFileLog.open({ dir: `${dataDir}/framelog` });
const forever = new Promise<never>(() => {});
const held: FrameStore = {
  append: async (entries) => {
    if (mode === 'before') {
      console.log('received');
      await forever;
    }
    const positions = await log.append(entries);
    console.log('durable');
    if (mode === 'after') await forever;
    return positions;
  },
  read: (position, most) => log.read(position, most),
  readAt: (lsn) => log.readAt(lsn),
  position: () => log.position(),
  onDurable: (listener) => log.onDurable(listener),
};
const ctx = {
  config: { dataDir },
  clock: systemClock,
  log: pino({ level: 'silent' }),
  metrics: new Registry(),
  troubles: { raise: () => {}, clear: () => {} },
} as unknown as Context;
const terminal = {
  id: 1,
  number: '1',
  serial: '',
  protocol: 'mqtt',
  authCode: key,
  keyHash: '-',
  parts: null,
} as const;
const broker = subscribeTerminals(ctx, held, url, async () => terminal);
for (;;) {
  await new Promise((done) => setTimeout(done, 20));
  if (!broker.ready()) continue;
  console.log('ready');
  break;
}
