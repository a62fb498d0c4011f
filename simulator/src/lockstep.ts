import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import type { Station } from './device/station.ts';

export interface LockstepOptions {
  /** World time at which it begins, epoch ms. */
  readonly start: number;
  /** World seconds a second of the wall, at most: the world waits for answers. */
  readonly speed: number;
  /** World time at which it ends; absent: never. */
  readonly end?: number;
}

/** The world moves by whole seconds, so that a run does not depend on its speed. */
const STEP_MS = 1_000;
/** An answer that has not come by now will not come: the world goes on without it. */
const PATIENCE_MS = 3_000;
const LOOK_MS = 1;

/**
 * World time that stands still until every device is idle: lines open, answers in, nothing left to send. What a device writes
 * then depends on seed and start alone, never on how fast sockets and platform happened to be.
 */
export class Lockstep {
  #now: number;
  #stopped = false;
  readonly #options: LockstepOptions;
  readonly #ignored = new Set<Station>();

  constructor(options: LockstepOptions) {
    this.#options = options;
    this.#now = options.start;
  }

  readonly now = (): number => this.#now;

  /** Resolves at the end, when everything that was sent has been answered. */
  async run(stations: readonly Station[]): Promise<void> {
    const { start, speed, end = Number.POSITIVE_INFINITY } = this.#options;
    const began = performance.now();
    await this.#idle(stations);
    while (!this.#stopped && this.#now < end) {
      this.#now += STEP_MS;
      for (const station of stations) station.tick();
      await this.#idle(stations);
      const ahead = (this.#now - start) / speed - (performance.now() - began);
      if (ahead > 1) await sleep(ahead);
      else await turn();
    }
  }

  stop(): void {
    this.#stopped = true;
  }

  async #idle(stations: readonly Station[]): Promise<void> {
    const since = performance.now();
    let busy = stations;
    while (!this.#stopped) {
      busy = busy.filter((station) => !this.#isIdle(station));
      if (busy.length === 0) return;
      if (performance.now() - since > PATIENCE_MS) {
        for (const station of busy) {
          station.giveUp();
          this.#ignored.add(station);
        }
        return;
      }
      await sleep(LOOK_MS);
    }
  }

  /** One whose line cannot be had is waited for again once it has been idle. */
  #isIdle(station: Station): boolean {
    if (!station.idle()) return this.#ignored.has(station);
    this.#ignored.delete(station);
    return true;
  }
}
