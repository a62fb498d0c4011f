/** Roughly what one socket hands over at once: so much room is needed to let one more read. */
const ONE_READ = 64 << 10;
const AGAIN_MS = 5;

/** A sender that can be told to wait. */
export interface Waiting {
  hold(): void;
  release(): void;
}

/**
 * Bytes of all senders that wait for the log. When there are too many, every sender is held at once, since each of
 * thousands could bring another piece; when half is written they are let go one after another, as far as there is room.
 */
export class PendingBytes {
  readonly #limit: number;
  readonly #senders = new Set<Waiting>();
  readonly #held = new Set<Waiting>();
  #used = 0;
  #full = false;
  #timer: NodeJS.Timeout | null = null;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get used(): number {
    return this.#used;
  }

  get full(): boolean {
    return this.#full;
  }

  join(sender: Waiting): void {
    this.#senders.add(sender);
    if (this.#full) this.#hold(sender);
  }

  leave(sender: Waiting): void {
    this.#senders.delete(sender);
    this.#held.delete(sender);
  }

  add(bytes: number): void {
    this.#used += bytes;
    if (this.#full || this.#used < this.#limit) return;
    this.#full = true;
    for (const sender of this.#senders) this.#hold(sender);
  }

  done(bytes: number): void {
    this.#used -= bytes;
    if (this.#full && this.#used <= this.#limit / 2) this.#full = false;
    this.#letGo();
  }

  /** As many as there is room for; the rest a moment later, since those let go may have nothing to send. */
  #letGo(): void {
    if (this.#full) return;
    let room = this.#limit - this.#used;
    for (const sender of this.#held) {
      if (room <= 0) break;
      room -= ONE_READ;
      this.#held.delete(sender);
      sender.release();
    }
    if (this.#held.size === 0) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#letGo();
    }, AGAIN_MS);
  }

  #hold(sender: Waiting): void {
    this.#held.add(sender);
    sender.hold();
  }
}
