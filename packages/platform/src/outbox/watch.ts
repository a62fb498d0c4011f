import { sql } from 'kysely';
import type { Context } from '../module.ts';

/** Publishing wakes the watch; this is for what wakes nobody: the end of a pause, an older transaction that gave up. */
const POLL_MS = 1_000;

/**
 * Asks in one statement for which consumers something waits. Each asking for itself costs as many round trips as there are
 * consumers, at every event, to learn that almost nothing is there.
 */
export class ConsumerWatch {
  readonly #ctx: Context;
  readonly #names: readonly string[];
  readonly #due = new Set<string>();
  readonly #waiting = new Map<string, (goOn: boolean) => void>();
  #stopping = false;
  /** Something happened while the watch was looking. */
  #again = false;
  #rouse: () => void = () => {};

  constructor(ctx: Context, names: readonly string[]) {
    this.#ctx = ctx;
    this.#names = names;
  }

  /** Resolves with true when something waits for this consumer, with false at the stop. */
  due(name: string): Promise<boolean> {
    if (this.#stopping) return Promise.resolve(false);
    if (this.#due.delete(name)) return Promise.resolve(true);
    return new Promise((resolve) => this.#waiting.set(name, resolve));
  }

  wake(): void {
    this.#again = true;
    this.#rouse();
  }

  stop(): void {
    this.#stopping = true;
    for (const resolve of this.#waiting.values()) resolve(false);
    this.#waiting.clear();
    this.wake();
  }

  async run(): Promise<void> {
    while (!this.#stopping) {
      this.#again = false;
      try {
        for (const name of await this.#look()) this.#give(name);
      } catch (error) {
        this.#ctx.log.error({ err: error }, 'the outbox could not be looked at');
      }
      if (!this.#again) await this.#idle();
    }
  }

  #give(name: string): void {
    const resolve = this.#waiting.get(name);
    // A consumer at work looks once more when it is done: what was just seen may have come after its own look.
    if (!resolve) {
      this.#due.add(name);
      return;
    }
    this.#waiting.delete(name);
    resolve(true);
  }

  /** Consumers that do not pause after a failure and have events behind their position, or a dead letter to try again. */
  async #look(): Promise<string[]> {
    const { rows } = await sql<{ name: string }>`
      select c.name from platform.consumer c, (select platform.outbox_horizon() as horizon) bounds
      where c.name = any(${[...this.#names]}) and (
        ((c.retry_at is null or c.retry_at <= now()) and exists (
          select 1 from platform.outbox o where o.type = c.type and o.id > c.position and o.id <= bounds.horizon))
        or exists (select 1 from platform.dead_letter d where d.consumer = c.name and d.retry))
    `.execute(this.#ctx.db);
    return rows.map((one) => one.name);
  }

  #idle(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#rouse(), POLL_MS);
      this.#rouse = () => {
        clearTimeout(timer);
        this.#rouse = () => {};
        resolve();
      };
    });
  }
}
