import type { DeviceConnection } from './connection.ts';

/** Who is connected now: the gateway's book of live connections, asked by the console and by commands. */
export class ConnectionBook {
  readonly #all = new Map<string, DeviceConnection>();
  readonly #byMn = new Map<string, DeviceConnection>();

  add(connection: DeviceConnection): void {
    this.#all.set(connection.id, connection);
  }

  remove(connection: DeviceConnection): void {
    this.#all.delete(connection.id);
    for (const [mn, holder] of this.#byMn) if (holder === connection) this.#byMn.delete(mn);
  }

  /** The newest connection that an MN spoke on is the one to answer it on. */
  speaks(mn: string, connection: DeviceConnection): void {
    this.#byMn.set(mn, connection);
  }

  of(mn: string): DeviceConnection | null {
    return this.#byMn.get(mn) ?? null;
  }

  get size(): number {
    return this.#all.size;
  }

  *[Symbol.iterator](): IterableIterator<DeviceConnection> {
    yield* this.#all.values();
  }
}
