import { expect, test } from 'vitest';
import type { KnownDevice } from '../devices/directory.ts';
import { refusalOf } from '../devices/refusal.ts';
import { TokenBucket } from './limits.ts';
import { PendingBytes } from './pending-bytes.ts';
import { Guesses, proves } from './proof.ts';
import { Turns } from './turns.ts';
import { UnknownMns } from './unknown-mns.ts';
import { Valve } from './valve.ts';

test('a valve opens when the last who held it lets go', () => {
  const calls: string[] = [];
  const valve = new Valve({
    pause: () => void calls.push('pause'),
    resume: () => void calls.push('resume'),
  } as never);
  valve.hold('rate');
  valve.hold('disk');
  valve.release('rate');
  expect(valve.closed).toBe(true);
  valve.release('unread');
  valve.release('disk');
  valve.release('disk');
  expect(valve.closed).toBe(false);
  expect(calls).toEqual(['pause', 'resume']);
});

test('when too much waits for the disk all are held, then let go as there is room', async () => {
  const pending = new PendingBytes(1 << 20);
  const held = new Set<number>();
  const senders = Array.from({ length: 100 }, (_, n) => ({
    hold: () => void held.add(n),
    release: () => void held.delete(n),
  }));
  for (const one of senders) pending.join(one);
  pending.add(1 << 20);
  expect(pending.full).toBe(true);
  expect(held.size).toBe(100);
  pending.done(400 << 10);
  expect(held.size).toBe(100);
  pending.done(200 << 10);
  // 600 of 1024 KiB are free: room for ten reads of 64 KiB.
  expect([pending.full, 100 - held.size]).toEqual([false, 10]);
  pending.leave(senders[50]!);
  // Those let go may have nothing to send: the others follow by themselves.
  while (held.size > 1) await new Promise((resolve) => setTimeout(resolve, 5));
  expect([...held]).toEqual([50]);
});

test('one that joins while there is no room waits too', () => {
  const pending = new PendingBytes(10);
  const calls: string[] = [];
  pending.add(10);
  pending.join({ hold: () => void calls.push('hold'), release: () => void calls.push('release') });
  expect(calls).toEqual(['hold']);
  pending.done(10);
  expect(calls).toEqual(['hold', 'release']);
});

test('new MNs are bounded for a connection and for its address; known ones go on', () => {
  const unknown = new UnknownMns();
  const share = new TokenBucket(1, 5, 0);
  const admitted = (prefix: string, bucket: TokenBucket, now = 0) =>
    Array.from({ length: 10 }, (_, n) => unknown.admit(`${prefix}${n}`, [bucket, share], now)).filter(Boolean)
      .length;
  const first = new TokenBucket(1, 3, 0);
  expect(admitted('a', first)).toBe(3);
  expect(admitted('a', first)).toBe(3);
  expect(admitted('b', new TokenBucket(1, 3, 0))).toBe(2);
  // Two seconds later both have two more.
  expect(admitted('c', first, 2_000)).toBe(2);
});

test('the MNs that are remembered are bounded', () => {
  const unknown = new UnknownMns();
  const endless = new TokenBucket(1, 1e9, 0);
  for (let n = 0; n < 60_000; n++) unknown.admit(String(n), [endless], 0);
  expect(unknown.size).toBe(50_000);
});

const device: KnownDevice = {
  id: 1,
  mn: 'x',
  pointId: 1,
  unitPath: '/650000/',
  edition: '2017',
  transport: 'tcp',
  password: '123456',
  passwordLost: false,
  sm4Key: null,
};

test('only the registered password proves a device; none is asked where none is registered', () => {
  expect(proves(device, { pw: '123456' })).toBe(true);
  expect(proves(device, { pw: '000000' })).toBe(false);
  expect(proves(device, { pw: null })).toBe(false);
  expect(proves({ ...device, password: null }, { pw: '000000' })).toBe(true);
  expect(proves({ ...device, password: null, passwordLost: true }, { pw: '123456' })).toBe(false);
});

test('what comes on another way than the registered one is refused, unless the password shows who it is', () => {
  expect(refusalOf(device, 'http', null)).toBe('TRANSPORT');
  expect(refusalOf({ ...device, transport: 'mqtt' }, 'http', null)).toBe('TRANSPORT');
  expect(refusalOf({ ...device, transport: 'http', passwordLost: true }, 'http', null)).toBeNull();
  const open = { ...device, transport: 'http', password: null } as const;
  expect(refusalOf(open, 'tcp', '123456')).toBe('TRANSPORT');
  expect(refusalOf({ ...open, password: '123456' }, 'tcp', '123456')).toBeNull();
  expect(refusalOf({ ...open, password: '123456' }, 'tcp', '000000')).toBe('PASSWORD');
  expect(refusalOf({ ...device, password: null, passwordLost: true }, 'tcp', 'x')).toBe('SECRET_UNREADABLE');
});

test('guessing ends for the one who guesses, not for others', () => {
  let generation = 0;
  const guesses = new Guesses(() => generation);
  for (let n = 0; n < 19; n++) guesses.wrong('a', 'x', n);
  expect(guesses.tooMany('a', 'x', 19)).toBe(false);
  guesses.wrong('a', 'x', 19);
  expect(guesses.tooMany('a', 'x', 20)).toBe(true);
  expect([guesses.tooMany('b', 'x', 20), guesses.tooMany('a', 'y', 20)]).toEqual([false, false]);
  expect(guesses.tooMany('a', 'x', 10 * 60_000)).toBe(false);
  generation++;
  expect(guesses.tooMany('a', 'x', 20)).toBe(false);
});

test('work that may wait is done in its order, in pieces with room for others between them', async () => {
  const turns = new Turns();
  const done: number[] = [];
  let between = 0;
  const busy = (n: number) => () => {
    for (const end = performance.now() + 1; performance.now() < end; );
    done.push(n);
  };
  for (let n = 0; n < 20; n++) turns.wait(busy(n));
  expect(done).toEqual([]);
  while (turns.waiting > 0) {
    await new Promise((resolve) => setImmediate(resolve));
    between++;
  }
  expect(done).toEqual(Array.from({ length: 20 }, (_, n) => n));
  expect(between).toBeGreaterThan(5);
});
