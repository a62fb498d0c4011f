import type pg from 'pg';
import type { Db } from '../module.ts';

/** Statements after which nothing is different for others; `commit` is not among them. */
const HARMLESS =
  /^\s*(?:select|show|explain|begin|start\s+transaction|set|savepoint|release|rollback|listen|fetch)\b/i;
/** A query that begins with `with`, or selects, and yet writes. */
const WRITES = /\b(?:insert|update|delete|merge|nextval|setval)\b/i;

interface Counter {
  changes: number;
}
const counters = new WeakMap<Db, Counter>();

/**
 * How often something may have changed that this process wrote or heard of: a number that moves before whoever wrote goes on. What
 * was read while it stood still is not older than any answer that this process gave to a write. NaN: nobody counts.
 */
export function changesOf(db: Db): number {
  return counters.get(db)?.changes ?? Number.NaN;
}

/** Something changed elsewhere, as a message says. */
export function noteChange(db: Db): void {
  const counter = counters.get(db);
  if (counter) counter.changes++;
}

/** @internal exported for its test */
export const mayChange = (text: string): boolean => !HARMLESS.test(text) || WRITES.test(text);

/** Counts what goes through the connections of a pool. */
export function countChanges(db: Db, pool: pg.Pool): void {
  const counter: Counter = { changes: 0 };
  counters.set(db, counter);
  const note = () => {
    counter.changes++;
  };
  pool.on('connect', (client) => watch(client, note));
}

type Query = (...args: unknown[]) => unknown;

function watch(client: pg.PoolClient, note: () => void): void {
  const query = client.query.bind(client) as Query;
  client.query = ((...args: unknown[]): unknown => {
    const [asked] = args;
    const text = typeof asked === 'string' ? asked : (asked as { text?: unknown } | null)?.text;
    // What shows no text (copying in) may do anything.
    if (typeof text === 'string' && !mayChange(text)) return query(...args);
    const last = args.length - 1;
    const answer = args[last];
    if (typeof answer === 'function') {
      args[last] = (...told: unknown[]) => {
        note();
        return (answer as Query)(...told);
      };
      return query(...args);
    }
    const result = query(...args);
    if (result instanceof Promise) {
      // Whoever waits for the same promise was asked later, and goes on later. A failed write may have been done all the same.
      result.then(note, note);
      return result;
    }
    note();
    return result;
  }) as typeof client.query;
}
