import { sql } from 'kysely';
import { isDatabaseAway } from '../db/away.ts';
import type { Context, Subscription, Tx } from '../module.ts';
import { ConsumerWatch } from './watch.ts';

const BATCH = 50;
/** After so many failures of one event it is put aside, so that it cannot hold up those behind it. */
const MAX_FAILURES = 10;
const MAX_RETRY_MS = 60_000;
const MAX_ERROR_LENGTH = 2_000;
/** Not the event's fault: serialisation, deadlock, out of disk or memory, statement cancelled at a shutdown. */
const INFRASTRUCTURE = new Set(['40001', '40P01', '53000', '53100', '53200', '57014', 'ENOSPC']);

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
  readonly #watch: ConsumerWatch;
  #stopping = false;
  #running: Promise<unknown> = Promise.resolve();
  /** Which event an error came from. */
  readonly #culprits = new WeakMap<object, OutboxRow>();

  constructor(ctx: Context, subscriptions: readonly Subscription[]) {
    this.#ctx = ctx;
    this.#subscriptions = subscriptions;
    this.#watch = new ConsumerWatch(
      ctx,
      subscriptions.map((one) => one.consumer),
    );
  }

  async start(): Promise<void> {
    for (const one of this.#subscriptions) {
      await sql`insert into platform.consumer (name, type) values (${one.consumer}, ${one.event.type}) on conflict do nothing`.execute(
        this.#ctx.db,
      );
    }
    if (this.#subscriptions.length === 0) return;
    this.#running = Promise.all([this.#watch.run(), ...this.#subscriptions.map((one) => this.#run(one))]);
  }

  /** Something was published: look now instead of at the next poll. */
  wake(): void {
    this.#watch.wake();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#watch.stop();
    await this.#running;
  }

  async #run(subscription: Subscription): Promise<void> {
    while (await this.#watch.due(subscription.consumer)) {
      try {
        let delivered: number;
        do delivered = await this.deliver(subscription);
        while (delivered === BATCH && !this.#stopping);
        if (delivered === 0) while ((await this.#retryDead(subscription)) > 0 && !this.#stopping);
      } catch (error) {
        this.#ctx.log.error(
          { err: error, consumer: subscription.consumer },
          'an event could not be delivered',
        );
        await this.#failed(subscription, error as Error).catch(() => {});
      }
    }
  }

  /** Delivers what waits for one consumer; answers how many events. */
  async deliver(subscription: Subscription): Promise<number> {
    const events = await this.#ctx.db.transaction().execute(async (tx) => {
      const position = await this.#lock(tx, subscription.consumer);
      return position === null ? [] : this.#waiting(tx, subscription.event.type, position);
    });
    let delivered = 0;
    for (const event of events) {
      const taken = await this.#take(subscription, event);
      if (!taken || this.#stopping) break;
      delivered++;
    }
    return delivered;
  }

  async #take(subscription: Subscription, event: OutboxRow): Promise<boolean> {
    return this.#ctx.db.transaction().execute(async (tx) => {
      const position = await this.#lock(tx, subscription.consumer);
      if (position === null || position >= event.id) return false;
      try {
        await subscription.handle(event.payload, tx, this.#ctx);
      } catch (error) {
        if (error instanceof Error) this.#culprits.set(error, event);
        throw error;
      }
      await sql`update platform.consumer set position = ${event.id}, failures = 0, last_error = null, retry_at = null, updated_at = now()
        where name = ${subscription.consumer}`.execute(tx);
      return true;
    });
  }

  /** Position of the consumer, locked; null when another process works for it or it pauses after a failure. */
  async #lock(tx: Tx, consumer: string): Promise<number | null> {
    const { rows } = await sql<{ position: number }>`
      select position from platform.consumer where name = ${consumer} and (retry_at is null or retry_at <= now()) for update skip locked
    `.execute(tx);
    return rows[0]?.position ?? null;
  }

  /**
   * Events behind the position and below the horizon: an event must not be overtaken by a younger one, or it would be
   * lost. The horizon is asked for first, in a statement of its own.
   */
  async #waiting(tx: Tx, type: string, position: number): Promise<OutboxRow[]> {
    const { rows: bounds } = await sql<{
      horizon: number;
    }>`select platform.outbox_horizon() as horizon`.execute(tx);
    const { rows } = await sql<OutboxRow>`
      select id, payload from platform.outbox
      where type = ${type} and id > ${position} and id <= ${bounds[0]!.horizon}
      order by id limit ${BATCH}
    `.execute(tx);
    return rows;
  }

  /** Counts a failure of a handler; what is the database's fault or the machine's is tried again without counting. */
  async #failed(subscription: Subscription, error: Error): Promise<void> {
    const event = this.#culprits.get(error);
    const { code } = error as { code?: string };
    if (!event || isDatabaseAway(code, error) || INFRASTRUCTURE.has(code ?? '')) return;
    const { consumer } = subscription;
    const reason = error.message.slice(0, MAX_ERROR_LENGTH);
    await this.#ctx.db.transaction().execute(async (tx) => {
      const { rows } = await sql<{ position: number; failures: number }>`
        select position, failures from platform.consumer where name = ${consumer} for update
      `.execute(tx);
      if (!rows[0] || rows[0].position >= event.id) return;
      const failures = rows[0].failures + 1;
      if (failures < MAX_FAILURES) {
        const pause = Math.min(MAX_RETRY_MS, 200 * 2 ** failures) / 1000;
        await sql`update platform.consumer set failures = ${failures}, last_error = ${reason},
          retry_at = now() + make_interval(secs => ${pause}::float8) where name = ${consumer}`.execute(tx);
        return;
      }
      await sql`insert into platform.dead_letter (consumer, outbox_id, type, payload, error)
        values (${consumer}, ${event.id}, ${subscription.event.type}, ${JSON.stringify(event.payload)}::jsonb, ${reason})
        on conflict do nothing`.execute(tx);
      await sql`update platform.consumer set position = ${event.id}, failures = 0, retry_at = null, last_error = ${reason}
        where name = ${consumer}`.execute(tx);
    });
  }

  /** Tries one dead letter again that somebody asked for; what fails again stays where it is, with its new reason. */
  async #retryDead({ consumer, handle }: Subscription): Promise<number> {
    const letter = sql<{ outbox_id: number; payload: unknown }>`
      select outbox_id, payload from platform.dead_letter where consumer = ${consumer} and retry order by outbox_id limit 1 for update skip locked`;
    let id: number | null = null;
    try {
      await this.#ctx.db.transaction().execute(async (tx) => {
        const row = (await letter.execute(tx)).rows[0];
        if (!row) return;
        id = row.outbox_id;
        await handle(row.payload, tx, this.#ctx);
        await sql`delete from platform.dead_letter where consumer = ${consumer} and outbox_id = ${id}`.execute(
          tx,
        );
      });
    } catch (error) {
      if (id === null) throw error;
      await sql`update platform.dead_letter set retry = false, error = ${(error as Error).message.slice(0, MAX_ERROR_LENGTH)}, at = now()
        where consumer = ${consumer} and outbox_id = ${id}`.execute(this.#ctx.db);
    }
    return id === null ? 0 : 1;
  }
}

/**
 * Removes events that every consumer has passed and that are older than a week; after ninety days also those that a
 * consumer which no longer exists never took.
 */
export async function purgeOutbox(ctx: Context): Promise<{ removed: number }> {
  const result = await sql`
    delete from platform.outbox o where at < now() - interval '7 days'
      and (at < now() - interval '90 days' or not exists (select 1 from platform.consumer c where c.type = o.type and c.position < o.id))
  `.execute(ctx.db);
  return { removed: Number(result.numAffectedRows ?? 0) };
}
