import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { MINUTE_MS } from '@tarim/kernel';

/** How failures of one kind slow down: the first ones are free, then each wait is twice the one before. */
export interface Rule {
  readonly free: number;
  readonly firstWaitMs: number;
  readonly maxWaitMs: number;
}

/** Nothing is remembered of tries that lie further back. */
export const FORGET_MS = 30 * MINUTE_MS;

const FIRST_WAIT_MS = 5_000;
/** One name from one address: a person who forgot, or a guesser; nobody else is hurt by a long wait. */
const NAME_AT_ADDRESS: Rule = { free: 5, firstWaitMs: FIRST_WAIT_MS, maxWaitMs: 15 * MINUTE_MS };
/** One name from anywhere: slows guessing down that comes from many addresses, and never locks the owner out for long. */
const NAME: Rule = { free: 20, firstWaitMs: FIRST_WAIT_MS, maxWaitMs: 30_000 };
/** One address with many names; an office of a hundred people may have one. */
const ADDRESS: Rule = { free: 50, firstWaitMs: FIRST_WAIT_MS, maxWaitMs: MINUTE_MS };

export interface Counter {
  readonly key: string;
  readonly rule: Rule;
  /** A good password proves that the tries of this counter were the owner's; those of an address stay. */
  readonly clearedBySuccess: boolean;
}

export interface Tries {
  readonly failures: number;
  readonly lastAt: number;
  readonly blockedUntil: number | null;
}

/**
 * What a try is counted under. A browser in which this account has signed in before is counted by itself: whoever
 * guesses elsewhere cannot keep the owner out (device cookies, as OWASP describes them).
 */
export function countersOf(name: string, address: string, knownDevice: string | null): readonly Counter[] {
  const who = hashOf(name);
  const from = networkOf(address);
  const own = knownDevice
    ? [{ key: `device:${knownDevice}`, rule: NAME_AT_ADDRESS, clearedBySuccess: true }]
    : [
        { key: `name-at:${who}:${from}`, rule: NAME_AT_ADDRESS, clearedBySuccess: true },
        { key: `name:${who}`, rule: NAME, clearedBySuccess: true },
      ];
  return [...own, { key: `address:${from}`, rule: ADDRESS, clearedBySuccess: false }];
}

/** Milliseconds to wait before the next try; 0: at once. */
export function waitOf(tries: readonly (Tries | undefined)[], now: number): number {
  return Math.max(0, ...tries.map((one) => (one?.blockedUntil ?? now) - now));
}

/** The counter after one more try, which counts as failed until the password proves good: tries at once do not race. */
export function afterTry(rule: Rule, before: Tries | undefined, now: number): Tries {
  const failures = before && now - before.lastAt <= FORGET_MS ? before.failures + 1 : 1;
  const wait =
    failures < rule.free ? 0 : Math.min(rule.maxWaitMs, rule.firstWaitMs * 2 ** (failures - rule.free));
  return { failures, lastAt: now, blockedUntil: wait > 0 ? now + wait : null };
}

export const hashOf = (name: string): string => createHash('sha256').update(name).digest('hex').slice(0, 32);

/** The address, or for IPv6 the /64 that one customer holds: within it a guesser has addresses without end. */
export function networkOf(address: string): string {
  const plain = address.startsWith('::ffff:') ? address.slice(7) : address;
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.split('%')[0]!.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = !tail ? [] : tail.split(':');
  const gap = tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  const parts = [...left, ...gap, ...right].slice(0, 4).map((part) => part.replace(/^0+(?=.)/, ''));
  return `${parts.join(':')}::/64`;
}
