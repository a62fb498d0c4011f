import type { Clock } from '@tarim/kernel';
import type { GatewayLimits } from './limits.ts';

/** Ends a connection that shows nothing worth keeping it for: only well-formed frames do, bytes that never become one do not. */
export class Deadline {
  readonly #limits: Pick<GatewayLimits, 'firstFrameMs' | 'idleMs'>;
  readonly #clock: Clock;
  /** Whether the silence is ours: we do not read, or what came still waits for the disk. */
  readonly #busy: () => boolean;
  readonly #expired: () => void;
  #from: number;
  #spoke = false;
  #timer: NodeJS.Timeout;

  constructor(
    limits: Pick<GatewayLimits, 'firstFrameMs' | 'idleMs'>,
    clock: Clock,
    busy: () => boolean,
    expired: () => void,
  ) {
    this.#limits = limits;
    this.#clock = clock;
    this.#busy = busy;
    this.#expired = expired;
    this.#from = clock.now();
    this.#timer = setTimeout(() => this.#check(), limits.firstFrameMs);
  }

  /** A well-formed frame came. */
  spoke(): void {
    this.#spoke = true;
    this.#from = this.#clock.now();
  }

  /** The peer did its part, we did not do ours. */
  extend(): void {
    this.#from = this.#clock.now();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #check(): void {
    if (this.#busy()) this.extend();
    const allowed = this.#spoke ? this.#limits.idleMs : this.#limits.firstFrameMs;
    const left = this.#from + allowed - this.#clock.now();
    if (left <= 0) this.#expired();
    else this.#timer = setTimeout(() => this.#check(), left);
  }
}
