import type { LiveHub } from '../module.ts';

type Listener = (topic: string, message: object) => void;

/** Messages to open pages within this process; `relay` passes them on to the other processes. */
export class LocalHub implements LiveHub {
  readonly #listeners = new Map<string, Set<Listener>>();
  relay: Listener | null = null;

  publish(topic: string, message: object): void {
    this.deliver(topic, message);
    this.relay?.(topic, message);
  }

  /** Hands a message to this process's listeners only. */
  deliver(topic: string, message: object): void {
    for (const listener of this.#listeners.get(topic) ?? []) listener(topic, message);
  }

  subscribe(topics: readonly string[], listener: Listener): () => void {
    for (const topic of topics) {
      let set = this.#listeners.get(topic);
      if (!set) {
        set = new Set();
        this.#listeners.set(topic, set);
      }
      set.add(listener);
    }
    return () => {
      for (const topic of topics) {
        const set = this.#listeners.get(topic);
        set?.delete(listener);
        if (set?.size === 0) this.#listeners.delete(topic);
      }
    };
  }
}
