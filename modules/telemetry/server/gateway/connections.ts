import type { DeviceConnection } from './connection.ts';

interface Binding {
  readonly connection: DeviceConnection;
  /** System type (ST) of the device's last frame: commands are sent in its name. */
  st: string | null;
}

/**
 * Who is connected now: the gateway's book of live connections, asked by the console and by commands. An MN is bound to
 * a connection when that proved to be the device (see `proves`); nobody else gets its commands or answers for it.
 */
export class ConnectionBook {
  readonly #all = new Map<string, DeviceConnection>();
  readonly #byMn = new Map<string, Binding>();
  /** Answers of all connections that their peers have not taken. */
  unreadBytes = 0;

  add(connection: DeviceConnection): void {
    this.#all.set(connection.id, connection);
  }

  remove(connection: DeviceConnection): void {
    this.#all.delete(connection.id);
    for (const mn of connection.bound)
      if (this.#byMn.get(mn)?.connection === connection) this.#byMn.delete(mn);
    connection.bound.clear();
  }

  /** The connection on which an MN proved itself last is the one to speak to it on. */
  bind(mn: string, connection: DeviceConnection, st: string | null): void {
    const known = this.#byMn.get(mn);
    if (known?.connection === connection) {
      known.st = st ?? known.st;
      return;
    }
    known?.connection.bound.delete(mn);
    connection.bound.add(mn);
    this.#byMn.set(mn, { connection, st: st ?? known?.st ?? null });
  }

  /** The connection said something that the device would not say. */
  unbind(mn: string, connection: DeviceConnection): void {
    if (!connection.bound.delete(mn)) return;
    this.#byMn.delete(mn);
  }

  of(mn: string): DeviceConnection | null {
    return this.#byMn.get(mn)?.connection ?? null;
  }

  systemType(mn: string): string | null {
    return this.#byMn.get(mn)?.st ?? null;
  }

  get size(): number {
    return this.#all.size;
  }

  /** Devices that can be spoken to. */
  get bound(): number {
    return this.#byMn.size;
  }

  *[Symbol.iterator](): IterableIterator<DeviceConnection> {
    yield* this.#all.values();
  }
}
