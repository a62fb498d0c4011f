import { MINUTE_MS } from '@tarim/kernel';
import { expect, test } from 'vitest';
import { afterTry, countersOf, FORGET_MS, networkOf, type Tries, waitOf } from './throttle.ts';

/** Waits in seconds after each of so many failures in a row. */
function waits(rule: Parameters<typeof afterTry>[0], tries: number): number[] {
  let state: Tries | undefined;
  let now = 0;
  return Array.from({ length: tries }, () => {
    state = afterTry(rule, state, now);
    const wait = waitOf([state], now);
    now += wait;
    return wait / 1_000;
  });
}

test('the first tries are free, then each wait doubles up to a bound', () => {
  const [here, anywhere, address] = countersOf('duty', '10.0.0.1', null);
  expect(waits(here!.rule, 7)).toEqual([0, 0, 0, 0, 5, 10, 20]);
  expect(Math.max(...waits(here!.rule, 40))).toBe(15 * 60);
  // Whoever guesses from elsewhere keeps the owner waiting for half a minute at most.
  expect(Math.max(...waits(anywhere!.rule, 200))).toBe(30);
  expect(Math.max(...waits(address!.rule, 200))).toBe(60);
});

test('after a quiet time nothing is remembered', () => {
  const [counter] = countersOf('duty', '10.0.0.1', null);
  const before: Tries = { failures: 30, lastAt: 0, blockedUntil: null };
  expect(afterTry(counter!.rule, before, FORGET_MS)).toMatchObject({ failures: 31 });
  expect(afterTry(counter!.rule, before, FORGET_MS + 1)).toEqual({
    failures: 1,
    lastAt: FORGET_MS + 1,
    blockedUntil: null,
  });
});

test('the longest wait of all counters holds', () => {
  const tries = (blockedUntil: number | null): Tries => ({ failures: 9, lastAt: 0, blockedUntil });
  expect(waitOf([tries(5_000), undefined, tries(MINUTE_MS), tries(null)], 1_000)).toBe(MINUTE_MS - 1_000);
  expect(waitOf([tries(5_000)], 6_000)).toBe(0);
});

test('a browser that the account knows is not counted with strangers', () => {
  const keys = (name: string, address: string, device: string | null) =>
    countersOf(name, address, device).map((one) => one.key);
  const strange = keys('duty', '10.0.0.1', null);
  const known = keys('duty', '10.0.0.1', 'd1');
  expect(known.filter((key) => strange.includes(key))).toEqual(['address:10.0.0.1']);
  expect(strange.join()).not.toContain('duty');
  expect(keys('duty', '10.0.0.2', null).filter((key) => strange.includes(key))).toHaveLength(1);
});

test('an IPv6 customer is one address, an IPv4 address in IPv6 clothes is itself', () => {
  expect(networkOf('::ffff:10.0.0.1')).toBe('10.0.0.1');
  expect(networkOf('2001:db8:0:1::1')).toBe(networkOf('2001:0db8:0000:0001:ffff:ffff:ffff:ffff'));
  expect(networkOf('2001:db8:0:1::1')).not.toBe(networkOf('2001:db8:0:2::1'));
  expect(networkOf('::1')).toBe('0:0:0:0::/64');
  expect(networkOf('fe80::1%eth0')).toBe('fe80:0:0:0::/64');
});
