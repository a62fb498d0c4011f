import { encodeFrame, frameData, type Message } from '@tarim/hj212';
import { expect, test } from 'vitest';
import { projectEntry } from '../projector/decode-batch.ts';
import { gatewayOn, knownDevice, MN, qn, upload } from './gateway.fixture.ts';

const KEY = Buffer.alloc(16, 0x30);
const encrypted = (n: number, key = KEY) =>
  encodeFrame(
    {
      edition: '2025',
      qn: qn(n),
      st: '31',
      cn: '2011',
      pw: '123456',
      mn: MN,
      answer: true,
      dataTime: Date.UTC(2026, 10, 24, 4),
      items: [{ code: 'a21026', attrs: { Rtd: 12.5, Flag: 'N' } }],
    } satisfies Message,
    { sm4Key: key },
  );

test('a frame with one damaged byte is not acknowledged, whatever the byte looks like', async () => {
  const { device, logged } = await gatewayOn({ devices: [knownDevice(MN)] });
  const { socket, answer } = await device();
  const damaged = Buffer.from(upload(qn(1)));
  damaged[damaged.indexOf('DataTime')] = 0xc4;
  socket.write(damaged);
  socket.write(upload(qn(2)));
  expect(await answer(1)).toEqual([`9014 ${qn(2)}`]);
  expect(await logged()).toHaveLength(2);
});

test('an encrypted frame is acknowledged while its key is unknown, and not when its CRC does not hold under the key', async () => {
  const plain = await gatewayOn({ devices: [knownDevice(MN, { edition: '2025' })] });
  const first = await plain.device();
  first.socket.write(encrypted(3));
  expect(await first.answer(1)).toEqual([`9014 ${qn(3)}`]);

  const keyed = await gatewayOn({ devices: [knownDevice(MN, { edition: '2025', sm4Key: KEY })] });
  const second = await keyed.device();
  second.socket.write(encrypted(4, Buffer.alloc(16, 1)));
  second.socket.write(encrypted(5));
  expect(await second.answer(1)).toEqual([`9014 ${qn(5)}`]);
});

test('a frame without && and line end is acknowledged after a silence, and recorded from what the log keeps', async () => {
  const known = knownDevice(MN);
  const { device, directory, log } = await gatewayOn({ devices: [known] });
  const { socket, answer } = await device();
  const data = Buffer.from(upload(qn(6)))
    .toString('latin1', 6)
    .slice(0, -8);
  socket.write(frameData(data).subarray(0, -2));
  expect(await answer(1)).toEqual([`9014 ${qn(6)}`]);
  const { entries } = await log.read(0, 1 << 20);
  expect(entries.map((entry) => projectEntry(entry, directory).status)).toEqual(['recorded']);
});

test('blank lines between frames are not logged', async () => {
  const { device, logged } = await gatewayOn();
  const { socket, answer } = await device();
  socket.write(Buffer.concat([upload(qn(7)), Buffer.from('\r\n\0 \r\n'), upload(qn(8))]));
  expect(await answer(2)).toEqual([`9014 ${qn(7)}`, `9014 ${qn(8)}`]);
  expect(await logged()).toEqual([7, 8].map((n) => Buffer.from(upload(qn(n))).toString('latin1')));
});
