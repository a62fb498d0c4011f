import { performance } from 'node:perf_hooks';

/** How long in one piece work for those who sent much may take, before everybody else is looked after again. */
const PIECE_MS = 2;

/**
 * Takes turns with work that may wait: whoever sends a lot at once gets it done piece by piece, behind whoever waits
 * already, and between the pieces the event loop serves the others.
 */
export class Turns {
  #queue: (() => void)[] = [];
  #next = 0;
  #running = false;

  get waiting(): number {
    return this.#queue.length - this.#next;
  }

  wait(work: () => void): void {
    this.#queue.push(work);
    if (this.#running) return;
    this.#running = true;
    setImmediate(() => this.#run());
  }

  /** The same for work that may fail; settles when it is done. */
  done(work: () => void): Promise<void> {
    return new Promise((resolve, reject) => {
      this.wait(() => {
        try {
          work();
          resolve();
        } catch (error) {
          reject(error);
        }
      });
    });
  }

  #run(): void {
    const until = performance.now() + PIECE_MS;
    do this.#queue[this.#next++]!();
    while (this.#next < this.#queue.length && performance.now() < until);
    // What is done is let go of, without moving the rest each time.
    if (this.#next === this.#queue.length || this.#next > 1_024) {
      this.#queue = this.#queue.slice(this.#next);
      this.#next = 0;
    }
    this.#running = this.#queue.length > 0;
    if (this.#running) setImmediate(() => this.#run());
  }
}
