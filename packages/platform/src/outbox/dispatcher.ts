import { sql } from 'kysely';
import type { Context, Subscription, Tx } from '../module.ts';

const BATCH = 50;
const POLL_MS = 1_000;
/** After so many failures of one event it is put aside, so that it cannot hold up those behind it. */
const MAX_FAILURES = 10;
const MAX_RETRY_MS = 60_000;

interface OutboxRow {
  id: number;
  payload: unknown;
}

/**
 * Delivers events to their consumers, in order and once: the consumer's position moves in the transaction of its handler.
 * A handler that fails is tried again with growing pauses; what never succeeds becomes a dead letter.
 */
export class Dispatcher {
  readonly #ctx: Context;
  readonly #subscriptions: readonly Subscription[];
  #stopping = false;
  #wakers = new Set<() => void>();
  #running: Promise<unknown> = Promise.resolve();

  constructor(ctx: Context, subscriptions: readonly Subscription[]) {
    this.#ctx = ctx;
    this.#subscriptions = subscriptions;
  }

  async start(): Promise<void> {
    for (const one of this.#subscriptions) {
      await sql`insert into platform.consumer (name, type) values (${one.consumer}, ${one.event.type}) on conflict do nothing`.execute(
        this.#ctx.db,
      );
    }
    this.#running = Promise.all(this.#subscriptions.map((one) => this.#run(one)));
  }

  /** Something was published: look now instead of at the next poll. */
  wake(): void {
    for (const waker of this.#wakers) waker();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.wake();
    await this.#running;
  }

  async #run(subscription: Subscription): Promise<void> {
    while (!this.#stopping) {
      let delivered = 0;
      try {
        delivered = await this.deliver(subscription);
      } catch (error) {
        this.#ctx.log.error(
          { err: error, consumer: subscription.consumer },
          'an event could not be delivered',
        );
        await this.#failed(subscription, error as Error).catch(() => {});
      }
      if (delivered === 0 && !this.#stopping) await this.#idle();
    }
  }

  #idle(): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#wakers.delete(done);
        resolve();
      };
      const timer = setTimeout(done, POLL_MS);
      this.#wakers.add(done);
    });
  }

  /** Delivers what waits for one consumer; answers how many events. */
  async deliver(subscription: Subscription): Promise<number> {
    const events = await this.#ctx.db.transaction().execute(async (tx) => {
      const position = await this.#lock(tx, subscription.consumer);
      return position === null ? [] : this.#waiting(tx, subscription.event.type, position);
    });
    let delivered = 0;
    for (const event of events) {
      const taken = await this.#ctx.db.transaction().execute(async (tx) => {
        const position = await this.#lock(tx, subscription.consumer);
        if (position === null || position >= event.id) return false;
        await subscription.handle(event.payload, tx, this.#ctx);
        await sql`update platform.consumer set position = ${event.id}, failures = 0, last_error = null, retry_at = null, updated_at = now()
          where name = ${subscription.consumer}`.execute(tx);
        return true;
      });
      if (!taken || this.#stopping) break;
      delivered++;
    }
    return delivered;
  }

  /** Position of the consumer, locked; null when another process works for it or it pauses after a failure. */
  async #lock(tx: Tx, consumer: string): Promise<number | null> {
    const { rows } = await sql<{ position: number }>`
      select position from platform.consumer where name = ${consumer} and (retry_at is null or retry_at <= now()) for update skip locked
    `.execute(tx);
    return rows[0]?.position ?? null;
  }

  /**
   * Events behind the position. Ids are given before the commit: one that is younger than a transaction still under way
   * must wait, or it would be overtaken and lost.
   */
  async #waiting(tx: Tx, type: string, position: number): Promise<OutboxRow[]> {
    const { rows } = await sql<OutboxRow>`
      select id, payload from platform.outbox
      where type = ${type} and id > ${position} and xid < pg_snapshot_xmin(pg_current_snapshot())
      order by id limit ${BATCH}
    `.execute(tx);
    return rows;
  }

  async #failed(subscription: Subscription, error: Error): Promise<void> {
    await this.#ctx.db.transaction().execute(async (tx) => {
      const { rows } = await sql<{ position: number; failures: number }>`
        select position, failures from platform.consumer where name = ${subscription.consumer} for update
      `.execute(tx);
      const failures = (rows[0]?.failures ?? 0) + 1;
      if (failures < MAX_FAILURES) {
        const pause = Math.min(MAX_RETRY_MS, 200 * 2 ** failures);
        await sql`update platform.consumer set failures = ${failures}, last_error = ${error.message},
          retry_at = now() + make_interval(secs => ${pause / 1000}::float8) where name = ${subscription.consumer}`.execute(
          tx,
        );
        return;
      }
      const [event] = await this.#waiting(tx, subscription.event.type, rows[0]!.position);
      if (!event) return;
      await sql`insert into platform.dead_letter (consumer, outbox_id, type, payload, error)
        values (${subscription.consumer}, ${event.id}, ${subscription.event.type}, ${JSON.stringify(event.payload)}::jsonb, ${error.message}) on conflict do nothing`.execute(
        tx,
      );
      await sql`update platform.consumer set position = ${event.id}, failures = 0, retry_at = null, last_error = ${error.message}
        where name = ${subscription.consumer}`.execute(tx);
    });
  }
}

/** Removes events that every consumer has passed and that are older than a week. */
export async function purgeOutbox(ctx: Context): Promise<{ removed: number }> {
  const result = await sql`
    delete from platform.outbox o where at < now() - interval '7 days'
      and not exists (select 1 from platform.consumer c where c.type = o.type and c.position < o.id)
  `.execute(ctx.db);
  return { removed: Number(result.numAffectedRows ?? 0) };
}
