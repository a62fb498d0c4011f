import { expect, test } from 'vitest';
import { gatewayOn, qn, upload } from './gateway.fixture.ts';

test('a frame is answered with its own number, and only after it is in the log', async () => {
  const { device, logged } = await gatewayOn();
  const { socket, answer } = await device();
  socket.write(upload(qn(1)));
  expect(await answer(1)).toEqual([`9014 ${qn(1)}`]);
  expect(await logged()).toEqual([Buffer.from(upload(qn(1))).toString('latin1')]);
});

test('a frame that arrives byte by byte and one without the wish for an answer', async () => {
  const { device, logged } = await gatewayOn();
  const { socket, answer, answers } = await device();
  for (const byte of upload(qn(2), { answer: false })) socket.write(Buffer.of(byte));
  socket.write(upload(qn(3)));
  expect(await answer(1)).toEqual([`9014 ${qn(3)}`]);
  expect(await logged()).toHaveLength(2);
  expect(answers()).toHaveLength(1);
});

test('a wrong CRC is kept and not answered', async () => {
  const { device, logged } = await gatewayOn();
  const { socket, answer } = await device();
  const broken = Buffer.from(upload(qn(4)));
  broken[20] = broken[20] === 0x30 ? 0x31 : 0x30;
  socket.write(broken);
  socket.write(upload(qn(5)));
  expect(await answer(1)).toEqual([`9014 ${qn(5)}`]);
  expect(await logged()).toHaveLength(2);
});

test('on a full disk nothing is answered; when there is room again a resend is', async () => {
  const { device, logged, state } = await gatewayOn();
  const { socket, answer, answers } = await device();
  state.full = true;
  socket.write(upload(qn(6)));
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(answers()).toEqual([]);
  state.full = false;
  socket.write(upload(qn(6)));
  expect(await answer(1)).toEqual([`9014 ${qn(6)}`]);
  expect(await logged()).toHaveLength(1);
});

test('rubbish closes the connection that sends it and no other', async () => {
  const { device } = await gatewayOn();
  const good = await device();
  const bad = await device();
  bad.socket.write(Buffer.alloc(2 << 20, 'rubbish '));
  await bad.closed();
  good.socket.write(upload(qn(7)));
  expect(await good.answer(1)).toEqual([`9014 ${qn(7)}`]);
});

test('an address is held to its number of connections', async () => {
  const { device } = await gatewayOn({ limits: { connectionsPerAddress: 2 } });
  const first = await device();
  await device();
  const third = await device();
  await third.closed();
  first.socket.write(upload(qn(8)));
  expect(await first.answer(1)).toHaveLength(1);
});

test('a connection that says nothing is closed', async () => {
  const { device, counted } = await gatewayOn({ limits: { firstFrameMs: 100 } });
  const { closed } = await device();
  await closed();
  expect(await counted('tarim_gateway_closed_total', { reason: 'idle' })).toBe(1);
});

test('bytes that never become a frame do not keep a connection open', async () => {
  const { device } = await gatewayOn({ limits: { firstFrameMs: 300 } });
  const { socket, closed } = await device();
  const began = Date.now();
  const drip = setInterval(() => socket.write('#'), 20);
  await closed();
  clearInterval(drip);
  expect(Date.now() - began).toBeGreaterThan(250);
  expect(Date.now() - began).toBeLessThan(2_000);
});

test('frames keep a connection, and their end ends it', async () => {
  const { device } = await gatewayOn({ limits: { firstFrameMs: 200, idleMs: 400 } });
  const { socket, answer, closed } = await device();
  const began = Date.now();
  for (let n = 0; n < 6; n++) {
    socket.write(upload(qn(n)));
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(await answer(6)).toHaveLength(6);
  expect(socket.destroyed).toBe(false);
  await closed();
  expect(Date.now() - began).toBeGreaterThan(850);
});

test('a flood is slowed down to its rate, not lost', async () => {
  const { device, counted } = await gatewayOn({ limits: { framesPerSecond: 200, frameBurst: 100 } });
  const { socket, answer } = await device();
  const began = Date.now();
  // One by one: what a single chunk brings is taken whole, only the next one waits.
  for (let n = 0; n < 300; n++) {
    socket.write(upload(qn(n)));
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  expect(await answer(300)).toHaveLength(300);
  // A hundred are saved up; the other two hundred take a second, less what the last pause would have been.
  expect(Date.now() - began).toBeGreaterThan(700);
  expect(Date.now() - began).toBeLessThan(10_000);
  expect(await counted('tarim_gateway_throttled_total', {})).toBeGreaterThan(0);
});

test('connections of one address share its rate', async () => {
  const { device } = await gatewayOn({ limits: { addressFramesPerSecond: 100, addressFrameBurst: 50 } });
  const peers = await Promise.all([device(), device(), device()]);
  const began = Date.now();
  // Each waits for its answer: a chunk that held several frames would be taken whole.
  await Promise.all(
    peers.map(async ({ socket, answer }, index) => {
      for (let n = 0; n < 50; n++) {
        socket.write(upload(qn(n * 3 + index)));
        await answer(n + 1);
      }
    }),
  );
  for (const { answers } of peers) expect(answers()).toHaveLength(50);
  // 150 frames, 50 of them saved up: about a second.
  expect(Date.now() - began).toBeGreaterThan(700);
});
