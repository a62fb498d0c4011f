import { encodeFrame } from '@tarim/hj212';
import { expect, test } from 'vitest';
import { gatewayOn, knownDevice, MN, qn, until, upload } from './gateway.fixture.ts';

const reply = (cn: '9011' | '9012', number: string) =>
  encodeFrame({
    edition: '2017',
    qn: number,
    st: '91',
    cn,
    pw: '000000',
    mn: MN,
    reply: true,
    fields: cn === '9011' ? { QnRtn: 1 } : { ExeRtn: 1 },
  });

test('an MN belongs to the connection that shows its password; the frames of others are kept and lead nowhere', async () => {
  const { device, book, heard, logged } = await gatewayOn({ devices: [knownDevice(MN)] });
  const outsider = await device();
  outsider.socket.write(upload(qn(1), { pw: '000000' }));
  expect(await outsider.answer(1)).toEqual([`9014 ${qn(1)}`]);
  expect(book.of(MN)).toBeNull();
  expect(heard).toEqual([]);

  const real = await device();
  real.socket.write(upload(qn(2)));
  await real.answer(1);
  const connection = book.of(MN);
  expect(connection?.bound.has(MN)).toBe(true);
  outsider.socket.write(reply('9011', qn(2)));
  outsider.socket.write(upload(qn(3), { pw: '999999' }));
  await outsider.answer(2);
  expect(book.of(MN)).toBe(connection);
  expect(heard).toEqual([`${MN} 2011 ${qn(2)}`]);

  // Replies prove nothing and refute nothing: they are taken from the bound connection only.
  real.socket.write(reply('9012', qn(4)));
  await until(() => heard.length === 2);
  expect(book.of(MN)).toBe(connection);
  expect(await logged()).toHaveLength(5);
});

test('whoever stops showing the password loses the device, and who hangs up too', async () => {
  const { device, book } = await gatewayOn({ devices: [knownDevice(MN)] });
  const first = await device();
  first.socket.write(upload(qn(1)));
  await first.answer(1);
  first.socket.write(upload(qn(2), { pw: '000000' }));
  await first.answer(2);
  expect(book.of(MN)).toBeNull();
  const second = await device();
  second.socket.write(upload(qn(3)));
  await second.answer(1);
  expect(book.bound).toBe(1);
  second.socket.destroy();
  await until(() => book.bound === 0);
});

test('without a registered password the device is taken at its word; by another way it is not', async () => {
  const other = '010000A8900016F000169DC1';
  const { device, book } = await gatewayOn({
    devices: [knownDevice(MN, { password: null }), knownDevice(other, { password: null, transport: 'http' })],
  });
  const peer = await device();
  peer.socket.write(upload(qn(1), { pw: 'anyone' }));
  peer.socket.write(upload(qn(2), { mn: other }));
  await peer.answer(2);
  expect([book.of(MN) !== null, book.of(other)]).toEqual([true, null]);
});

test('after twenty wrong passwords the right one does not help the one who guessed', async () => {
  const { device, book, directory } = await gatewayOn({ devices: [knownDevice(MN)] });
  const peer = await device();
  for (let n = 0; n < 20; n++) peer.socket.write(upload(qn(n), { pw: String(100_000 + n) }));
  peer.socket.write(upload(qn(20)));
  await peer.answer(21);
  expect(book.of(MN)).toBeNull();
  // The registry was changed: what was wrong may be right now.
  Object.assign(directory, { generation: 1 });
  peer.socket.write(upload(qn(21)));
  await peer.answer(22);
  expect(book.of(MN)).not.toBeNull();
});

test('one connection speaks for so many devices; the book forgets them with it', async () => {
  const mns = Array.from({ length: 30 }, (_, n) => `010000A8900016F0001690${String(n).padStart(2, '0')}`);
  const { device, book } = await gatewayOn({
    devices: mns.map((mn) => knownDevice(mn)),
    limits: { mnsPerConnection: 20 },
  });
  const forwarder = await device();
  for (const [n, mn] of mns.entries()) forwarder.socket.write(upload(qn(n), { mn }));
  expect(await forwarder.answer(30)).toHaveLength(30);
  expect(book.bound).toBe(20);
  forwarder.socket.destroy();
  await until(() => book.size === 0);
  expect(book.bound).toBe(0);
});

test('invented MNs are bounded; the devices beside them on the same connection are not touched', async () => {
  const { device, counted, logged } = await gatewayOn({
    devices: [knownDevice(MN)],
    limits: { newMnsPerMinute: 1, newMnBurst: 10 },
  });
  const peer = await device();
  for (let n = 0; n < 100; n++)
    peer.socket.write(upload(qn(n), { mn: `FFFF${String(n).padStart(20, '0')}` }));
  peer.socket.write(upload(qn(100)));
  // What was let in once goes on.
  peer.socket.write(upload(qn(101), { mn: `FFFF${'0'.repeat(20)}` }));
  expect(await peer.answer(12)).toHaveLength(12);
  expect(await logged()).toHaveLength(12);
  expect(await counted('tarim_gateway_frames_total', { result: 'unknown' })).toBe(90);
});

test('a peer that does not take its answers is not read any more, then closed; another is answered', async () => {
  const { device, book, counted } = await gatewayOn({
    devices: [knownDevice(MN)],
    limits: { framesPerSecond: 1e6, frameBurst: 1e6, unreadMs: 400 },
  });
  const deaf = await device({ reads: false });
  const frames = Buffer.concat(Array.from({ length: 200 }, (_, n) => upload(qn(n))));
  let sent = 0;
  let most = 0;
  const feed = setInterval(() => {
    most = Math.max(most, book.unreadBytes);
    for (let n = 0; n < 20 && deaf.socket.writableLength < 1 << 20; n++) {
      deaf.socket.write(frames);
      sent += 200;
    }
  }, 1);
  const good = await device();
  await until(() => book.unreadBytes > 0, 20_000);
  good.socket.write(upload(qn(1)));
  expect(await good.answer(1)).toHaveLength(1);
  await until(() => book.size === 1, 20_000);
  clearInterval(feed);
  expect(await counted('tarim_gateway_closed_total', { reason: 'unread' })).toBe(1);
  expect(sent).toBeGreaterThan(1_000);
  expect(most).toBeLessThan(1 << 20);
  expect(book.unreadBytes).toBe(0);
}, 30_000);

test('on a slow disk all senders together hold no more than they may', async () => {
  const limit = 1 << 20;
  const { device, pending, state } = await gatewayOn({
    devices: [knownDevice(MN)],
    limits: { pendingBytesInAll: limit, framesPerSecond: 1e6, frameBurst: 1e6 },
  });
  state.slowMs = 60;
  const peers = await Promise.all(Array.from({ length: 40 }, () => device()));
  const frames = Buffer.concat(Array.from({ length: 1_000 }, (_, n) => upload(qn(n))));
  let most = 0;
  const look = setInterval(() => {
    most = Math.max(most, pending.used);
  }, 1);
  for (const { socket } of peers) socket.write(frames);
  for (const { answers } of peers) await until(() => answers().length === 1_000, 20_000);
  clearInterval(look);
  expect(peers.length * frames.length).toBeGreaterThan(4 * limit);
  expect(most).toBeGreaterThan(limit / 2);
  // And the piece with which it became full.
  expect(most).toBeLessThan(limit + (128 << 10));
  expect([pending.used, pending.full]).toEqual([0, false]);
}, 30_000);
